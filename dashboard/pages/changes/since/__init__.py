"""What happened since a day, by dated facts."""
