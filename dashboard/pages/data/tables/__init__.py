"""The data dictionary, and whole tables to take away: the third part of the page."""
