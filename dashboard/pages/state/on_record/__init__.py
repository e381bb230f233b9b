"""What is on record about a State: on one timeline, and question by question."""
