"""The form in which a fact is handed in, and the preview of what it would change."""
