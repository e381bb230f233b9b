"""What States say that they want, in words: `sentences` to read aloud, `labels` for tables.

A stated position is what one document says of one question. The words are those of nobody's side:
they say what a document asks for, and never whether that is right.
"""
