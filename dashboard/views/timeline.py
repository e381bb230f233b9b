"""Timeline: what happened in the process, and what comes next."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
import streamlit as st

from analytics import record
from analytics.record import process
from dashboard import ask, i18n, milestones, show
from dashboard.figures import lanes
from dashboard.i18n import _
from data.facts import current_facts

FIRST_YEAR = 2023
"""The year of the first summit: where the page begins unless asked otherwise."""


def render() -> None:
    """Draw the page as of today."""
    as_of(pd.Timestamp.now().normalize())


def as_of(day: pd.Timestamp) -> None:
    """Draw the page as seen from a day."""
    show.title(
        _("Timeline"),
        _("What happened in this process, and what comes next."),
    )
    answer = st.container()
    facts = current_facts()
    all_years = facts.milestones["date_from"].dt.year
    bodies, kinds, first_year = _asked(int(all_years.min()), int(all_years.max()))
    result = facts.recall(
        record.process_on,
        day,
        tuple(bodies) or process.LANES,
        tuple(kinds) or None,
        first_year,
    )
    evidence = facts.evidence
    words = milestones.rows(result.milestones, evidence)
    with answer:
        show.answer(milestones.answer(result, words))
    if words.empty:
        show.unknown(_("No milestone fits these filters."))
        return
    _chart(result, words, bodies, first_year)
    _list(words)


def _asked(earliest: int, latest: int) -> tuple[list[str], list[str], int]:
    """Return the bodies and kinds chosen, none meaning all, and the first year."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        bodies = ask.several(
            _("Bodies"), milestones.lane_words([]), key="body", placeholder=_("All bodies")
        )
        kinds = ask.several(
            _("Kinds"), milestones.kind_words(), key="kind", placeholder=_("All kinds")
        )
        first_year = ask.whole(
            _("From year"), key="from", low=earliest, high=latest, default=FIRST_YEAR
        )
    return bodies, kinds, first_year


def _chart(
    result: process.Process, words: pd.DataFrame, bodies: list[str], first_year: int
) -> None:
    """Draw all milestones in lanes, with a line for the day."""
    first, last = milestones.span(words, result.on, first_year)
    show.figure(
        lanes.chart(
            words,
            lanes=milestones.lane_words(bodies),
            marks=milestones.marks(),
            first=first,
            last=last,
            empty=_("none on record in these years"),
            today=(result.on, i18n.day(result.on)),
        ),
        key="timeline",
        title=_("Milestones by body"),
        table=words,
        evidence=words["evidence_id"],
        summary=milestones.summary(words),
        note=" ".join(milestones.notes(result)),
        columns={
            "day": _("When"),
            "title": _("Milestone"),
            "body": _("Body"),
            "place": _("Place"),
            "symbol": _("Symbol"),
            "kind": _("Kind"),
            "certainty": _("Date"),
            "source": _("Source"),
        },
        config={_("Source"): show.link(_("open"))},
    )


def _list(words: pd.DataFrame) -> None:
    """Draw what is to come, and then year by year, each with its documents."""
    for heading, part in milestones.by_year(words):
        st.subheader(heading, anchor=False)
        st.markdown("\n".join(_line(row) for row in part.to_dict("records")))


def _line(row: dict[Hashable, Any]) -> str:
    """Return a milestone as a line of the list."""
    symbol = show.plain(row["symbol"])
    source = show.web_address(row["source"])
    parts = [
        row["body"],
        row["place"],
        f"[{symbol}](<{row['document']}>)" if row["document"] else symbol,
        "" if row["certainty"] == _("confirmed") else _("date not confirmed"),
        f"[{_('source')}](<{source}>)" if source else "",
    ]
    about = " · ".join(part for part in parts if part)
    return f"- **{row['day']}** — {show.plain(row['title'])}  \n  :gray[{about}]"
