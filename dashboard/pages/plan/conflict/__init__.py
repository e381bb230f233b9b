"""Two versions of one plan, and which of them holds."""
