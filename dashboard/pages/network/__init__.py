"""Network: through whom a State can be reached, and which States are closest to one another."""
