"""How a State may vote next on AI in the military domain, and why."""
