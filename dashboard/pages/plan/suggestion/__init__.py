"""The best approaches for a budget."""
