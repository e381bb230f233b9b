"""A step that is written into the log."""
