"""Technology and military AI: whether States stand between two ends."""
