"""Two States: how far they agree, which votes divide them, and where they meet."""
