"""Trends: who joins, who moves, and which groups vote as one."""

from __future__ import annotations

import streamlit as st

from dashboard import ask, show, trends
from dashboard.i18n import _
from dashboard.views import trends_joining, trends_moves, trends_unity

PARTS = {
    "joining": trends_joining.render,
    "moves": trends_moves.render,
    "cohesion": trends_unity.render,
}


def render() -> None:
    """Draw the page."""
    show.title(
        _("Trends"),
        _("What changes over the years: who joins, who moves, which groups vote as one."),
    )
    with st.container():
        part = ask.switch(_("Show"), trends.parts(), key="trend")
    PARTS[part]()
