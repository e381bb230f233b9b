"""The page *Next vote*: the text and the past vote asked about, and in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.next_vote import content
from dashboard.pages.next_vote.expected import content as expected
from dashboard.pages.next_vote.movers import content as movers
from dashboard.pages.next_vote.past import content as past
from dashboard.words import next_votes


def render() -> None:
    """Draw the page."""
    draw(content.title())
    with st.spinner(_("Learning from the recorded votes of the past fifteen years…")):
        names = once.said(content.texts)
        if not names:
            draw(content.no_texts())
            return
        series = ask.one(_("Text"), names, key="series")
        answer = once.said(expected.finding, series)
    draw(answer)
    with st.spinner(_("Testing the forecast on votes it had not seen…")):
        tested = once.said(past.backtest)
    draw(tested)
    draw(once.said(movers.blocks, series))
    _render_why(series)
    draw(once.said(expected.tally, series))
    _render_cases()


def _render_why(series: str) -> None:
    """Draw all reasons of the State chosen."""
    draw(content.why_heading())
    iso3 = ask.one(_("State"), once.said(content.states_asked, series), key="state")
    draw(once.said(next_votes.why, series, iso3))


def _render_cases() -> None:
    """Draw the votes on the subject as foreseen before them, beside what came out."""
    cases = once.said(past.cases)
    if not cases:
        return
    draw(past.heading())
    case = ask.switch(_("Vote"), cases, key="case")
    draw(once.said(past.case, case))
