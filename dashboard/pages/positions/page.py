"""The page *Positions from votes*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from analytics import ideal_points
from analytics.ideal_points.questions import points_on
from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.positions import content, wording
from dashboard.pages.positions.line import content as line
from dashboard.pages.positions.neighbours import content as neighbours
from dashboard.pages.positions.technology import content as technology
from dashboard.pages.positions.validation import content as validation
from dashboard.words import positions_in_words, states
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(content.title())
    lead = st.container()
    issue, since, chosen = _ask()
    if issue == wording.TECHNOLOGY:
        _render_technology(chosen)
        return
    facts = current_facts()
    with st.spinner(_("Placing every State in every session; the first time takes a while …")):
        facts.recall(points_on, positions_in_words.topic(issue))
    with lead:
        draw(once.said(line.finding, issue, chosen))
    draw(once.said(line.blocks, issue, since, chosen))
    options = neighbours.options(facts, issue, chosen)
    if options:
        draw(once.said(neighbours.heading, issue))
        state = ask.one(_("Nearest to"), options, key="near")
        draw(once.said(neighbours.blocks, issue, state))
    draw(once.said(validation.blocks, issue))


def _ask() -> tuple[str, int, tuple[str, ...]]:
    """Return the subject, the first year and the States chosen."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        issue = ask.switch(
            _("Subject"), wording.position_subjects(), key="issue", default=content.ISSUE
        )
        since = ask.switch(_("Years"), wording.first_years(), key="years", default=content.SINCE)
    chosen = ask.several(
        _("States"),
        states.names(current_facts().states),
        key="states",
        default=content.STATES,
        placeholder=_("Choose States"),
    )
    return issue, wording.FIRST_YEARS[since], tuple(chosen)


def _render_technology(chosen: tuple[str, ...]) -> None:
    """Draw how States stand on technology, by the model that held out votes choose."""
    with st.spinner(
        _(
            "Comparing a line, two ends and a plane on votes held out; the first time takes a "
            "while …"
        )
    ):
        current_facts().recall(ideal_points.ends_on, technology.TOPICS)
    draw(once.said(technology.blocks, chosen))
