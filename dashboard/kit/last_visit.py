"""On which day this browser was here before: a cookie that holds two days and nothing of a person.

The server writes it with every page (`noted`): the day of this visit, and that of the one before.
"""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit import runtime

COOKIE = "trojka_days"
MAX_AGE_SECONDS = 400 * 24 * 3600
"""As long as browsers keep a cookie at most."""


def day() -> date | None:
    """Return the day before today on which this browser was last here; nothing if not known.

    Nobody is known where a page is drawn without a server, as when it is written for a briefing.
    """
    if not runtime.exists():
        return None
    held = st.context.cookies.get(COOKIE)
    return _days(held)[0] if isinstance(held, str) else None


def noted(held: str, today: date) -> str:
    """Return what the cookie holds from now on.

    Parameters
    ----------
    held : str
        What it holds; empty at the first visit.
    today : date

    Examples
    --------
    >>> noted("", date(2026, 11, 20))
    '_2026-11-20'
    >>> noted("_2026-11-20", date(2026, 11, 29))
    '2026-11-20_2026-11-29'
    >>> noted("2026-11-20_2026-11-29", date(2026, 11, 29))
    '2026-11-20_2026-11-29'
    """
    before, last = _days(held)
    earlier = before if last in (None, today) else last
    return f"{earlier or ''}_{today}"


def _days(held: str) -> tuple[date | None, date | None]:
    """Return the two days of the cookie; nothing for what is none, whoever wrote it."""
    before, _underscore, last = held.partition("_")
    return _day(before), _day(last)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
