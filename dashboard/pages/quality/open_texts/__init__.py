"""How good the model is on texts that are open, and how well the number of joiners is foreseen."""
