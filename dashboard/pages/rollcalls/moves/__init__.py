"""Who moved between two roll calls."""
