"""Everything on record about one State, as plain questions and their answers."""
