"""What decisions ask of whom, by when."""
