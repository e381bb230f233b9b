"""How far the positions can be trusted."""
