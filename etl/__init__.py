"""From source files to one checked snapshot."""
