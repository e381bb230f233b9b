"""States picked for a plan."""
