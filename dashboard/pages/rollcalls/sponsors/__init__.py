"""Who sponsored the text, how the sponsors voted, and the documents."""
