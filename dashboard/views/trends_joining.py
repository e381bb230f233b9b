"""Joining by region: the first part of the page *Trends*."""

from __future__ import annotations

import streamlit as st

from analytics import record
from dashboard import ask, show, trends
from dashboard.figures import trends as draw
from dashboard.i18n import _
from data.facts import current_facts


def render() -> None:
    """Draw the part."""
    facts = current_facts()
    instruments, memberships = (getattr(facts, table) for table in ("instruments", "memberships"))
    options = trends.texts(instruments, memberships)
    lead = st.container()
    key = ask.one(_("Text"), options, key="text", default=trends.DEFAULT_TEXT)
    curve = facts.recall(record.curve, key)
    rows, names = trends.stairs(curve)
    if rows.empty:
        with lead:
            show.unknown(_("For this text no day of joining is on record."))
        return
    text = _(dict(zip(instruments["instrument_id"], instruments["short_name"], strict=True))[key])
    answer = trends.stairs_answer(curve, rows, text)
    with lead:
        show.answer(answer)
    listed = memberships["instrument_id"] == key
    show.figure(
        draw.lines(rows, names=names, axis=_("Listed States"), is_stair=True),
        key="trends_joining",
        title=_("{text}: States by regional group").format(text=text),
        table=rows,
        columns={
            "day": _("Joined by"),
            "group": _("Regional group"),
            "n_joined": _("New"),
            "y": _("Listed"),
        },
        evidence=set(memberships.loc[listed, "evidence_id"].dropna()),
        summary=answer.replace("**", ""),
        note=trends.stairs_note(curve),
    )
