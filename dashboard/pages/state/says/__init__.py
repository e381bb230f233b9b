"""What a State says that it wants, question by question, and whether its votes go with that."""
