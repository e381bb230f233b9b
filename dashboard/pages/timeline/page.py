"""The page *Timeline*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask, subscription
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.timeline import content, wording
from data.facts import current_facts


def render() -> None:
    """Draw the page as of today."""
    render_as_of(pd.Timestamp.now().normalize())


def render_as_of(day: pd.Timestamp) -> None:
    """Draw the page as seen from a day."""
    draw(once.said(content.title))
    answer = st.container()
    view = _ask(day)
    with answer:
        draw(once.said(content.finding, view))
    subscription.calendar_button()
    draw(once.said(content.blocks, view))


def _ask(day: pd.Timestamp) -> content.TimelineChoice:
    """Ask for the bodies and kinds, none meaning all, and the first year."""
    earliest, latest = content.years(current_facts())
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        bodies = ask.several(
            _("Bodies"), wording.lane_words(()), key="body", placeholder=_("All bodies")
        )
        kinds = ask.several(
            _("Kinds"), wording.kind_words(), key="kind", placeholder=_("All kinds")
        )
        first_year = ask.whole(
            _("From year"), key="from", low=earliest, high=latest, default=content.FIRST_YEAR
        )
    return content.TimelineChoice(day, tuple(bodies), tuple(kinds), first_year)
