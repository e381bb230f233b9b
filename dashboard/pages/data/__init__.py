"""Data: what these facts are, how fresh, where from, and what is not known."""
