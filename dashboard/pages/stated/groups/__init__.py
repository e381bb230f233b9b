"""What groups of States say; nothing of it is said of a member."""
