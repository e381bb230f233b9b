"""What two States say that they want, question by question."""
