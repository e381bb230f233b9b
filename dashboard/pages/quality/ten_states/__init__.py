"""How many of ten States joined that were given about the same chance."""
