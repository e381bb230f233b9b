"""With whom a State votes most and least."""
