"""Stated positions: what States say that they want, beside how they vote; groups apart."""
