"""Names that are not known yet, and States with two answers."""
