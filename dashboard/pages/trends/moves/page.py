"""Who moved since a year: the subject, the year, and the State whose votes are listed."""

from __future__ import annotations

import streamlit as st

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.trends.moves import content
from dashboard.words import positions_in_words
from data.facts import current_facts


def render_moves() -> None:
    """Draw the part."""
    lead = st.container()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        issue = ask.switch(
            _("Subject"), positions_in_words.issues(), key="issue", default=content.ISSUE
        )
        year = ask.whole(
            _("Since the year"),
            key="since",
            low=content.FIRST_YEAR,
            high=content.LAST_YEAR,
            default=content.YEAR,
        )
    with st.spinner(_("Placing every State in every session; the first time takes a while …")):
        said = once.said(content.blocks, issue, year)
    with lead:
        draw(said[:1])
    draw(said[1:])
    movers = once.said(content.movers, issue, year)
    first = content.first_mover(current_facts(), issue, year)
    mover = ask.one(_("State"), movers, key="mover", default=first)
    draw(once.said(content.texts, issue, year, mover))
