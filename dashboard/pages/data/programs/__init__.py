"""How other programs read the same: the fifth part of the page."""
