"""The due days of a plan as a calendar (iCalendar, RFC 5545) that an agenda takes in."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from typing import Any

import icalendar
import pandas as pd

from dashboard.i18n import _
from dashboard.plans.steps import STATUSES
from dashboard.plans.store import Revision

MIME = "text/calendar"


def open_days(approaches: pd.DataFrame) -> dict[str, date]:
    """Return the day on which each State is due whose outcome is not known yet.

    Parameters
    ----------
    approaches : DataFrame
        From `progress.on_day`: ``iso3, status, due``.
    """
    return {
        str(row["iso3"]): row["due"]
        for row in approaches.to_dict("records")
        if row["status"] != STATUSES[-1]
        and isinstance(row["due"], date)
        and not pd.isna(row["due"])
    }


def calendar(revision: Revision, approaches: pd.DataFrame, words: pd.DataFrame) -> bytes:
    """Return the due days of a plan, in the language spoken.

    The same plan and log give the same bytes. An agenda that takes them in again finds the same
    events, since each State of a plan has a name of its own.

    Parameters
    ----------
    revision : Revision
        The plan.
    approaches : DataFrame
        From `progress.on_day`.
    words : DataFrame
        The same in words, by iso3: ``name, status, level, partner, owner, post, note``.
    """
    found = icalendar.Calendar()
    found.add("prodid", "-//Trojka//due days of a plan//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", revision.document.title)
    told = words.to_dict("index")
    for state, day in sorted(open_days(approaches).items(), key=lambda one: (one[1], one[0])):
        found.add_component(_event(revision, state, day, told[state]))
    content: bytes = found.to_ical()
    return content


def _event(
    revision: Revision, state: str, day: date, row: Mapping[Hashable, Any]
) -> icalendar.Event:
    """Return a due day as an event of a whole day, which blocks no agenda."""
    event = icalendar.Event()
    event.add("uid", f"{revision.plan_id}-{state}@trojka")
    event.add("dtstamp", revision.saved_at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add(
        "summary",
        _("{state}: next step due ({plan})").format(
            state=row["name"], plan=revision.document.title
        ),
    )
    lines = (
        (_("How far it has come"), row["status"]),
        (_("Effort"), row["level"]),
        (_("Led by"), row["partner"]),
        (_("Owner"), row["owner"]),
        (_("Post"), row["post"]),
        (_("Note"), row["note"]),
    )
    told = [f"{label}: {value}" for label, value in lines if value not in ("", "—")]
    event.add("description", "\n".join(told))
    return event
