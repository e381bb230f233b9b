"""States by instruments: the first part of the page."""
