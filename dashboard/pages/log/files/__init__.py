"""What was saved when, and plans as files."""
