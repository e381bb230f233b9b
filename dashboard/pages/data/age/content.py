"""Which sources are older than they may be, and since when."""

from __future__ import annotations

import datetime as dt

from dashboard import i18n
from dashboard.blocks import Blocks, Unknown
from dashboard.i18n import _, ngettext
from data import freshness
from data.facts import Facts


def blocks(facts: Facts, today: dt.date) -> Blocks:
    """Return the sources that ought to be read again, each with its day, if there are any."""
    overdue = freshness.stale(facts.sources, today)
    if overdue.empty:
        return ()
    listed = "; ".join(
        _("{source} (last read: {read}; fresh until {day})").format(
            source=_(title), read=i18n.partial_date(read), day=i18n.day(day)
        )
        for title, read, day in zip(
            overdue["title"], overdue["retrieved"], overdue["due"], strict=True
        )
    )
    sentence = ngettext(
        "{n} source is older than it may be and ought to be read again: {sources}.",
        "{n} sources are older than they may be and ought to be read again: {sources}.",
        len(overdue),
    )
    return (Unknown(sentence.format(n=i18n.number(len(overdue)), sources=listed)),)
