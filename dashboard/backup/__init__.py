"""All that a desk would miss, in one file, and back: plans, shares, trail, sources, facts."""
