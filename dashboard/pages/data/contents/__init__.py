"""What the snapshot holds and how fresh it is: the first part of the page."""
