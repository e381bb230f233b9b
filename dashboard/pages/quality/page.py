"""The page *How good is this?*: which part of the back-test is asked about, and its order."""

from __future__ import annotations

import streamlit as st

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.quality import choice, content
from dashboard.pages.quality.choice import BacktestChoice


def render() -> None:
    """Draw the page."""
    draw(content.title())
    asked = _ask()
    with st.spinner(_("Testing the model on the past it had not seen…")):
        answer = once.said(content.finding, asked)
    draw(answer)
    if once.said(content.fits, asked):
        for part in content.PARTS:
            draw(once.said(part, asked))


def _ask() -> BacktestChoice:
    """Draw the filters of the page and return what was chosen."""
    first = BacktestChoice()
    with st.container(horizontal=True, gap="medium"):
        return BacktestChoice(
            who=ask.switch(_("States"), choice.states(), key="who", default=first.who),
            kind=ask.switch(_("Kind of text"), choice.kinds(), key="class", default=first.kind),
            version=ask.switch(
                _("Versions"), choice.versions(), key="versions", default=first.version
            ),
            level=ask.switch(
                _("How many will join"), choice.levels(), key="level", default=first.level
            ),
        )
