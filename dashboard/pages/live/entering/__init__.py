"""Names and votes that are entered as they come in."""
