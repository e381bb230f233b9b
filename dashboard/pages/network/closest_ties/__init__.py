"""The closest ties of all States: what is special, what would be found again, and the picture."""
