"""Whom to approach, with how much effort and by whom, and what that would bring."""
