"""The page *Where things stand*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.standing import content
from dashboard.pages.standing.coalition import content as coalition
from dashboard.pages.standing.world import content as world
from dashboard.words import summits
from data.facts import current_facts


def render() -> None:
    """Draw the page as of today."""
    render_as_of(pd.Timestamp.now().normalize())


def render_as_of(day: pd.Timestamp) -> None:
    """Draw the page as seen from a day."""
    draw(once.said(coalition.blocks))
    draw(once.said(summits.blocks, day))
    draw(once.said(content.came_and_left))
    first = content.first_text(current_facts())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = ask.one(_("Text or vote"), once.said(world.options), key="of", default=first)
        shapes = {"tiles": _("Tiles"), "map": _("Map"), "list": _("List")}
        shape = ask.switch(_("Shown as"), shapes, key="as", default=content.SHAPE)
    draw(once.said(world.blocks, key, shape))
