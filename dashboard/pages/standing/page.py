"""The page *Where things stand*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from analytics import record
from dashboard import ask, once, show
from dashboard.i18n import _
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.standing import content
from dashboard.pages.standing.texts import content as texts
from dashboard.pages.standing.world import content as world
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(once.said(content.blocks))
    draw(once.said(texts.blocks))
    show.heading(_("The world on one text or vote"))
    found = current_facts().recall(record.coalition_on, content.TOPIC, content.DOMAIN)
    last = found.succession.texts["instrument_id"].iloc[-1]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = ask.one(_("Text or vote"), once.said(world.options), key="of", default=last)
        views = {"tiles": _("Tiles"), "map": _("Map"), "list": _("List")}
        view = ask.switch(_("Shown as"), views, key="as")
    draw(once.said(world.blocks, key, view))
