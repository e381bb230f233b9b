"""Who looked at what, saved, shared and took it away, and when: for stewards."""
