"""How good is this? The model on the past it had not seen, beside what one would use without it."""
