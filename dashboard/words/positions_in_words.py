"""Positions of States in words: sessions, ranks, and rows for tables and charts."""

from __future__ import annotations

from analytics.ideal_points import ranking
from dashboard import i18n
from dashboard.i18n import _, mark

ISSUES = {
    "all": mark("All subjects"),
    "nuclear": mark("Nuclear weapons"),
    "disarmament": mark("Arms control and disarmament"),
    "human_rights": mark("Human rights"),
    "middle_east": mark("Middle East"),
}
"""Subjects with enough votes to place States on one line."""


def issues() -> dict[str, str]:
    """Return the subjects in the language spoken."""
    return {key: _(text) for key, text in ISSUES.items()}


def topic(issue: str) -> str | None:
    """Return the topic of a subject; nothing for all of them."""
    return None if issue == "all" else issue


def session(number: int) -> str:
    """Return a session with the year in which it opened."""
    return _("session {n} ({year})").format(n=number, year=number + ranking.FIRST_YEAR)


def percent(share: float) -> str:
    """Return a share as a percentage."""
    return f"{i18n.number(100 * share)}%"


def signed(value: float) -> str:
    """Return a move with its sign; what rounds to nothing has none.

    Examples
    --------
    >>> signed(0.31), signed(-0.31), signed(0.001)
    ('+0.31', '−0.31', '0.00')
    """
    return ("+" if round(value, 2) > 0 else "") + decimal(value)


def decimal(value: float) -> str:
    """Return a figure with two decimals and a true minus."""
    return i18n.number(value, decimals=2).replace("-", "−")
