"""Which sources are older than they may be."""
