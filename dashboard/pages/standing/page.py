"""The page *Where things stand*: what it asks, and in which order it is drawn."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask, last_visit
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.standing import content
from dashboard.pages.standing.ahead import content as ahead
from dashboard.pages.standing.headline import content as headline
from dashboard.pages.standing.news import content as news
from dashboard.pages.standing.world import content as world
from dashboard.words import happened
from data.facts import current_facts

FIRST_DAY = date(1945, 10, 24)
"""The United Nations begin."""


def render() -> None:
    """Draw the page as of today."""
    render_as_of(pd.Timestamp.now().normalize())


def render_as_of(day: pd.Timestamp) -> None:
    """Draw the page as seen from a day."""
    draw(once.said(content.title))
    draw(once.said(ahead.blocks, day))
    _render_news(day)
    draw(once.said(headline.blocks))
    draw(once.said(content.came_and_left))
    first = content.first_text(current_facts())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = ask.one(_("Text or vote"), once.said(world.options), key="of", default=first)
        shapes = {"tiles": _("Tiles"), "map": _("Map"), "list": _("List")}
        shape = ask.switch(_("Shown as"), shapes, key="as", default=content.SHAPE)
        region = ask.one(_("Region"), world.regions(), key="near", default=world.EVERYWHERE)
    draw(once.said(world.blocks, key, shape, region))


def _render_news(today: pd.Timestamp) -> None:
    """Draw what is new since the reader was last here, and since the day chosen."""
    draw(news.heading())
    visited = last_visit.day()
    if visited is not None:
        draw(once.said(news.since_visit, pd.Timestamp(visited)))
    first = happened.first_day(current_facts()).date()
    since = ask.day(_("Since"), key="since", low=FIRST_DAY, high=today.date(), default=first)
    draw(once.said(news.blocks, pd.Timestamp(since), today))
