"""Where things stand: the coalition on AI in the military domain in figures."""
