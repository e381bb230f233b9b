"""The States that may move to Yes or away from it, and those of which nothing is known."""
