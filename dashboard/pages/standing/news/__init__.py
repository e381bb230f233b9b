"""What is new since a day, in a few lines, with the way to all of it."""
