"""What was planned, what was done, and what came of it."""
