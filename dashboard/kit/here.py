"""Who is before this screen."""

from __future__ import annotations

from dashboard.desks.person import ALONE, Person


def person() -> Person:
    """Return the person before this screen."""
    return ALONE
