"""Who says what on a question: a tile and a row a State, and a list by region."""
