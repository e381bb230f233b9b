"""Who moved since a year: the second part of the page *Trends*."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import ideal_points, record
from analytics.ideal_points import drift
from dashboard import ask, placings, show, states, trends
from dashboard.figures import trends as draw
from dashboard.i18n import _
from data.facts import current_facts

TEXT_PX = 420


def render() -> None:
    """Draw the part."""
    facts = current_facts()
    table = facts.states
    lead = st.container()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        issue = ask.switch(_("Subject"), placings.issues(), key="issue")
        year = ask.whole(_("Since the year"), key="since", low=1995, high=2025, default=2015)
    with st.spinner(_("Placing every State in every session; the first time takes a while …")):
        found = facts.recall(ideal_points.drift_since, placings.topic(issue), year)
    rows = trends.moves(found, table)
    answer = trends.moves_answer(found, rows)
    with lead:
        show.answer(answer)
    _chart(found, rows, answer)
    _texts(found, states.names(table))


def _chart(found: drift.Drift, rows: pd.DataFrame, answer: str) -> None:
    """Draw the States that moved furthest beyond chance, and list all."""
    facts = current_facts()
    clear = rows[rows["is_clear"]].head(trends.N_SHOWN)
    if clear.empty:
        show.unknown(trends.moves_note(found))
        return
    show.figure(
        draw.moves(
            clear,
            before=placings.session(found.session_from),
            since=placings.session(found.session_to),
            axis=_("Position"),
        ),
        key="trends_moves",
        title=_("Moves beyond chance, the furthest first"),
        table=rows,
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "point_from": _("Before"),
            "point_to": _("Now"),
            "move": _("Move"),
            "q05": _("Interval from"),
            "q95": _("Interval to"),
            "clear": _("Beyond chance"),
            "n_changed": _("Votes changed"),
            "n_texts": _("Recurring texts"),
            "dossier": _("Dossier"),
        },
        config={_("Dossier"): show.link(_("open"))},
        evidence=facts.recall(record.plenary_documents),
        summary=answer.replace("**", ""),
        note=trends.moves_note(found),
    )


def _texts(found: drift.Drift, names: dict[str, str]) -> None:
    """List the texts on which the vote of a State changed."""
    facts = current_facts()
    placed = {iso3: names[iso3] for iso3 in names if (found.states["iso3"] == iso3).any()}
    show.heading(_("On which votes?"))
    first = str(found.states["iso3"].iloc[0])
    iso3 = ask.one(_("State"), placed, key="mover", default=first)
    rows = trends.changes(found, iso3, facts.rollcalls)
    title = _("{state}: votes that changed on recurring texts").format(state=placed[iso3])
    if rows.empty:
        st.subheader(title, anchor=False)
        st.caption(_("None: on every text that came back it voted as before."))
        return
    show.table(
        rows,
        key="trends_texts",
        title=title,
        evidence=rows["evidence_id"].dropna(),
        columns={
            "text": _("Text"),
            "before": _("Before"),
            "since": _("Now"),
            "day_before": _("Last vote before"),
            "day_since": _("Latest vote"),
            "n_moved": _("States that changed"),
        },
        config={_("Text"): st.column_config.TextColumn(width=TEXT_PX)},
        note=_("The longest step first. Where few other States changed, it did not go with them."),
    )
