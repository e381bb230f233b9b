"""What happened in the process, and what comes next, as seen from a day."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import record
from analytics.record import process
from dashboard import i18n, once
from dashboard.blocks import (
    Blocks,
    Chart,
    Finding,
    Heading,
    Link,
    Subheading,
    Text,
    Title,
    Unknown,
)
from dashboard.figures import lanes
from dashboard.i18n import _
from dashboard.pages.timeline import wording
from dashboard.pages.timeline.mandates import content as mandates
from dashboard.words import markdown, milestones
from data.facts import Facts

FIRST_YEAR = 2023
"""The year of the first summit: where the page begins unless asked otherwise."""


@dataclass(frozen=True)
class TimelineChoice:
    """What the reader asks for.

    Attributes
    ----------
    day : Timestamp
        As seen from which day.
    bodies, kinds : tuple of str
        Lanes and kinds of milestones, in the order in which they were chosen; all where empty.
    first_year : int
        Milestones that were over before it are left out.
    """

    day: pd.Timestamp
    bodies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    first_year: int = FIRST_YEAR


def title(_facts: Facts) -> Blocks:
    """Return the head of the page."""
    return (Title(_("Timeline"), _("What happened in this process, and what comes next.")),)


def finding(facts: Facts, view: TimelineChoice) -> Blocks:
    """Return where the process is on the day, in a few sentences."""
    result, words = _process_in_words(facts, view)
    return (Finding(wording.finding_sentence(result, words)),)


def blocks(facts: Facts, view: TimelineChoice) -> Blocks:
    """Return the milestones as a chart, what has to be done, and the milestones year by year."""
    result, words = _process_in_words(facts, view)
    if words.empty:
        return (Unknown(_("No milestone fits these filters.")), *mandates.blocks(facts))
    return (
        _chart(result, words, view),
        *mandates.blocks(facts),
        Heading(_("Milestones, year by year")),
        *_years(words),
    )


def due(facts: Facts, view: TimelineChoice) -> Blocks:
    """Return what is due on the day or later; nothing where none is on record."""
    _result, words = _process_in_words(facts, view)
    return _years(words[words["when"] != "past"])


def years(facts: Facts) -> tuple[int, int]:
    """Return the years of the first and of the last milestone on record."""
    begun = facts.milestones["date_from"].dt.year
    return int(begun.min()), int(begun.max())


def on_day(facts: Facts, day: pd.Timestamp) -> Blocks:
    """Return all that the page shows on a day when nothing was chosen."""
    choice = TimelineChoice(day)
    return (
        *title(facts),
        *once.said_of(facts, finding, choice),
        *once.said_of(facts, blocks, choice),
    )


def at_first(facts: Facts) -> Blocks:
    """Return what the page shows today when nothing was chosen; not to be kept: see `on_day`."""
    return on_day(facts, pd.Timestamp.now().normalize())


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""


def _process_in_words(facts: Facts, view: TimelineChoice) -> tuple[process.Process, pd.DataFrame]:
    """Return the process as seen from the day, and its milestones in words."""
    result = facts.recall(
        record.process_on,
        view.day,
        view.bodies or process.LANES,
        view.kinds or None,
        view.first_year,
    )
    return result, milestones.rows(result.milestones, facts.evidence)


def _chart(result: process.Process, words: pd.DataFrame, view: TimelineChoice) -> Chart:
    """Return all milestones in lanes, with a line for the day."""
    first, last = wording.span(words, result.on, view.first_year)
    return Chart(
        key="timeline",
        title=_("Milestones by body"),
        figure=lanes.chart(
            words,
            lanes=wording.lane_words(view.bodies),
            marks=wording.marks(),
            first=first,
            last=last,
            empty=_("none on record in these years"),
            today=(result.on, i18n.day(result.on)),
        ),
        table=words,
        evidence=tuple(words["evidence_id"]),
        summary=wording.summary_sentence(words),
        note=" ".join(wording.notes(result, words, first)) or None,
        columns={
            "day": _("When"),
            "title": _("Milestone"),
            "body": _("Body"),
            "place": _("Place"),
            "symbol": _("Symbol"),
            "kind": _("Kind"),
            "certainty": _("Date"),
            "note": _("Note"),
            "source": _("Source"),
        },
        styles={_("Source"): Link(_("open"))},
    )


def _years(words: pd.DataFrame) -> Blocks:
    """Return what is to come, and then year by year, as lists."""
    return tuple(
        block
        for heading, part in wording.by_year(words)
        for block in (
            Subheading(heading),
            Text("\n".join(_line(row) for row in part.to_dict("records"))),
        )
    )


def _line(row: dict[Hashable, Any]) -> str:
    """Return a milestone as a line of the list."""
    symbol = markdown.plain(row["symbol"])
    source = markdown.web_address(row["source"])
    parts = [
        row["body"],
        row["place"],
        f"[{symbol}](<{row['document']}>)" if row["document"] else symbol,
        "" if row["certainty"] == _("confirmed") else _("date not confirmed"),
        f"[{_('source')}](<{source}>)" if source else "",
    ]
    about = " · ".join(part for part in parts if part)
    said = f"  \n  {markdown.plain(row['note'])}" if row["note"] else ""
    return f"- **{row['day']}** — {markdown.plain(row['title'])}  \n  :gray[{about}]{said}"
