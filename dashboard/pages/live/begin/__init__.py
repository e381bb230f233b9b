"""A count that is begun."""
