"""The page *Who stands together*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from analytics.blocs.questions import bloc_grouping
from dashboard import once
from dashboard.i18n import _
from dashboard.kit import alignment_asked, ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.together import content
from dashboard.pages.together.picture import content as picture
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(content.title())
    question = alignment_asked.choose(content.BASES)
    with st.spinner(_("Grouping States again and again, each time with other texts…")):
        found = current_facts().recall(bloc_grouping, question)
    draw(once.said(content.finding, question))
    shape = content.SHAPE
    if found.is_stable:
        shapes = {"tiles": _("World"), "near": _("Closeness")}
        shape = ask.switch(_("Shown as"), shapes, key="shape", default=shape)
    draw(once.said(picture.blocks, question, shape))
    draw(once.said(content.blocs_and_validation, question))
