"""Every document about a State: what it is, who published it, and what it proves."""
