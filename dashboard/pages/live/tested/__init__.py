"""How the range of a count did on votes and texts of the past."""
