"""A count that is handed over to the record."""
