"""What is missing, doubtful or put right: the second part of the page."""
