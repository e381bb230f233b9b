"""What the desk knows and the model does not: answers, and who joins whatever it says."""
