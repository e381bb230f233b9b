"""What the States of a plan say that they want, and whether who leads says the same."""
