"""The page *Trends*: which part of it is drawn."""

from __future__ import annotations

import streamlit as st

from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.trends import content
from dashboard.pages.trends.cohesion import page as cohesion
from dashboard.pages.trends.growth import page as growth
from dashboard.pages.trends.joining import page as joining
from dashboard.pages.trends.moves import page as moves

PARTS = {
    "growth": growth.render_growth,
    "joining": joining.render_joining,
    "moves": moves.render_moves,
    "cohesion": cohesion.render_cohesion,
}


def render() -> None:
    """Draw the page."""
    draw(content.title())
    with st.container():
        part = ask.switch(_("Show"), content.parts(), key="trend")
    PARTS[part]()
