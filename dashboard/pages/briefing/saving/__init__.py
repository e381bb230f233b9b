"""Briefings that are kept, opened again and carried as a file."""
