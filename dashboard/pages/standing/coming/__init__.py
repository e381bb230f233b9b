"""The summit that comes next."""
