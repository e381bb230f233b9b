"""What is asked of each kind of fact."""
