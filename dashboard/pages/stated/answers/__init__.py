"""What each answer means, and how often it is given."""
