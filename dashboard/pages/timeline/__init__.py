"""What happened in the process, and what comes next."""
