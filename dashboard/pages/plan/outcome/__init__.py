"""What a plan would bring."""
