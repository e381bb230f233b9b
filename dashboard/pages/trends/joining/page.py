"""Joining by region: the text asked about, between what is found and its chart."""

from __future__ import annotations

import streamlit as st

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.trends.joining import content


def render_joining() -> None:
    """Draw the part."""
    lead = st.container()
    key = ask.one(_("Text"), once.said(content.texts), key="text", default=content.TEXT)
    said = once.said(content.blocks, key)
    with lead:
        draw(said[:1])
    draw(said[1:])
