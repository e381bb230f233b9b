"""The files of a briefing, and pictures of their pages."""
