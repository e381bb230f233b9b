"""Papers: a pack as a document to be read, DOCX and PDF, both of the same parts.

`parts` takes the blocks of sheets apart into headings, prose, figures, pictures and grids; `word`
and `portable` set them down as DOCX and PDF, `shape` says what both look like.
"""
