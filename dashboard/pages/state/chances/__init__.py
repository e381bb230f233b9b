"""Whether a State could join the texts that are open or to come."""
