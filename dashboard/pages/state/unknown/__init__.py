"""What the record does not know of a State, and where it is not listed."""
