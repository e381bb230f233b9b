"""Milestones as a calendar (iCalendar, RFC 5545) that an agenda subscribes to."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pandas as pd

from dashboard import i18n
from dashboard.i18n import _
from dashboard.words import documents, milestones
from data.facts import Facts

NAME = "milestones.ics"
"""Where a server gives it, and the name of the file."""

MIME = "text/calendar"


def calendar(facts: Facts) -> bytes:
    """Return all milestones, those to come too, in the language spoken.

    A milestone covers all days that its date can mean. One whose date is not confirmed is tentative
    and says so. None of them blocks an agenda. The same facts give the same bytes.
    """
    found = icalendar.Calendar()
    found.add("prodid", "-//Trojka//milestones//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", _("AI in the military domain: milestones"))
    held = facts.milestones.sort_values(["date_from", "milestone_id"], ignore_index=True)
    words = milestones.rows(held.assign(when="", lane=""), facts.evidence)
    addresses = documents.addresses_named(facts)
    read = facts.evidence.set_index("evidence_id")["retrieved"]
    for row, told in zip(held.to_dict("records"), words.to_dict("records"), strict=True):
        found.add_component(
            _event(row, told, addresses.get(row["evidence_id"]), read.get(row["evidence_id"]))
        )
    content: bytes = found.to_ical()
    return content


def _event(
    row: Mapping[Hashable, Any], told: Mapping[Hashable, Any], address: str | None, read: object
) -> icalendar.Event:
    """Return a milestone as an event of whole days."""
    is_sure = bool(row["is_confirmed"])
    title = str(told["title"])
    event = icalendar.Event()
    event.add("uid", f"{row['milestone_id']}@trojka")
    event.add("dtstamp", _stamp(read, row["date_from"]))
    event.add("dtstart", row["date_from"].date())
    event.add("dtend", row["date_to"].date() + timedelta(days=1))
    event.add(
        "summary", title if is_sure else _("{title} (date not confirmed)").format(title=title)
    )
    event.add("status", "CONFIRMED" if is_sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    event.add("categories", [str(told["kind"])])
    lines = [told["day"], told["body"], told["symbol"], address or ""]
    event.add("description", "\n".join(str(line) for line in lines if line))
    if told["place"]:
        event.add("location", told["place"])
    if told["document"] or address:
        event.add("url", told["document"] or address)
    return event


def _stamp(read: object, otherwise: pd.Timestamp) -> datetime:
    """Return when the milestone was read, as far as known: the same for the same facts."""
    day = pd.Timestamp(read) if isinstance(read, str) else otherwise
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def file_name() -> str:
    """Return the name of a saved calendar, in the language spoken."""
    return f"trojka-{i18n.language()}-{NAME}"
