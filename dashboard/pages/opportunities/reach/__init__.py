"""What would be new if a State joined."""
