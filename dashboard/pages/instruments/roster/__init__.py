"""One roster by itself: the third part of the page."""
