"""The tally that is expected, beside the last one, and how far it may come out otherwise."""
