"""The page *Where things stand*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.standing import content
from dashboard.pages.standing.world import content as world
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(once.said(content.finding_and_texts))
    first = content.first_text(current_facts())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = ask.one(_("Text or vote"), once.said(world.options), key="of", default=first)
        shapes = {"tiles": _("Tiles"), "map": _("Map"), "list": _("List")}
        shape = ask.switch(_("Shown as"), shapes, key="as", default=content.SHAPE)
    draw(once.said(world.blocks, key, shape))
