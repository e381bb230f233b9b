"""How a State voted: on technology one by one, and over the years in counts."""
