"""Of ten States that were given a chance, how many joined."""
