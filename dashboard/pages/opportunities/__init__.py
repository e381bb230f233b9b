"""Which States could join a text, how sure that is, why, and who could ask them."""
