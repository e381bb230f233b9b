"""What States say, beside how they voted."""
