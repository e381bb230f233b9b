"""The page *Positions*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from analytics import ideal_points
from analytics.ideal_points.questions import points_on
from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.positions import content
from dashboard.pages.positions.ends import content as ends
from dashboard.pages.positions.line import content as line
from dashboard.pages.positions.near import content as near
from dashboard.pages.positions.proof import content as proof
from dashboard.words import placings, states
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(content.title())
    lead = st.container()
    issue, since, chosen = _asked()
    if issue == placings.TECHNOLOGY:
        _ends(chosen)
        return
    facts = current_facts()
    with st.spinner(_("Placing every State in every session; the first time takes a while …")):
        facts.recall(points_on, placings.topic(issue))
    with lead:
        draw(once.said(line.answer, issue, chosen))
    draw(once.said(line.blocks, issue, since, chosen))
    options = near.options(facts, issue, chosen)
    if options:
        draw(once.said(near.heading, issue))
        state = ask.one(_("Nearest to"), options, key="near")
        draw(once.said(near.blocks, issue, state))
    draw(once.said(proof.blocks, issue))


def _asked() -> tuple[str, int, tuple[str, ...]]:
    """Return the subject, the first year and the States chosen."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        issue = ask.switch(_("Subject"), placings.subjects(), key="issue", default=content.ISSUE)
        since = ask.switch(_("Years"), placings.first_years(), key="years", default=content.SINCE)
    chosen = ask.several(
        _("States"),
        states.names(current_facts().states),
        key="states",
        default=content.STATES,
        placeholder=_("Choose States"),
    )
    return issue, placings.FIRST_YEARS[since], tuple(chosen)


def _ends(chosen: tuple[str, ...]) -> None:
    """Draw how States stand on technology, by the model that held out votes choose."""
    with st.spinner(
        _(
            "Comparing a line, two ends and a plane on votes held out; the first time takes a "
            "while …"
        )
    ):
        current_facts().recall(ideal_points.ends_on, ends.TOPICS)
    draw(once.said(ends.blocks, chosen))
