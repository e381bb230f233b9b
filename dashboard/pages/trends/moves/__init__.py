"""Which States moved against the others since a year, and on which votes."""
