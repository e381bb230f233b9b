"""The desk's own number of States that will be on a text."""
