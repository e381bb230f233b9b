"""How two States voted: by subject, text by text, and session by session."""
