"""States that are not forecast: they stay away, on record, or carry the text."""
