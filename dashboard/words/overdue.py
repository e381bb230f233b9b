"""Which sources ought to be read again, in the sentence at the foot of every page."""

from __future__ import annotations

import datetime as dt

from dashboard import i18n
from dashboard.i18n import _, ngettext
from data import freshness
from data.facts import Facts


def sentence(facts: Facts, today: dt.date) -> str:
    """Return which sources are overdue on a day; empty if none."""
    overdue = freshness.stale(facts.sources, today)
    if overdue.empty:
        return ""
    return ngettext(
        "{n} source ought to be read again: {sources}. The page Data says since when.",
        "{n} sources ought to be read again: {sources}. The page Data says since when.",
        len(overdue),
    ).format(
        n=i18n.number(len(overdue)),
        sources=i18n.listing([_(title) for title in overdue["title"]]),
    )
