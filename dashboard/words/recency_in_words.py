"""How recent the record is, in a line; what is missing stands out by a mark and words."""

from __future__ import annotations

import datetime as dt

from analytics import record
from analytics.record import recency
from dashboard import i18n
from dashboard.i18n import _, ngettext
from data.facts import Facts


def line(facts: Facts, today: dt.date) -> str:
    """Return up to which day the record goes, as Markdown; with what is missing by now."""
    found = facts.recall(record.recency_on, today)
    parts = []
    if found.votes_to is not None:
        parts.append(_("Votes to {day}").format(day=i18n.day(found.votes_to)))
    if found.lists_to is not None:
        parts.append(_("lists to {day}").format(day=i18n.day(found.lists_to)))
    said = " · ".join(parts)
    return " ".join([said, *(f":orange-badge[⚠ {text}]" for text in _missing(found))]).strip()


def _missing(found: recency.Recency) -> list[str]:
    """Return in a few words each what is missing."""
    told = []
    if found.missing_sessions:
        sessions = i18n.listing([str(number) for number in found.missing_sessions])
        told.append(
            ngettext(
                "votes of session {sessions} are missing",
                "votes of sessions {sessions} are missing",
                len(found.missing_sessions),
            ).format(sessions=sessions)
        )
    if found.n_stale:
        told.append(
            ngettext(
                "{n} source ought to be read again",
                "{n} sources ought to be read again",
                found.n_stale,
            ).format(n=i18n.number(found.n_stale))
        )
    return told
