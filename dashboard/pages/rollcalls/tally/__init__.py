"""The tally of a roll call, as published and as counted by name."""
