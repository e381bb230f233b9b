"""How far the coalition is, in a sentence and in figures."""
