"""Pure functions from frames to frozen results: every number that is not a plain count."""
