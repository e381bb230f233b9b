"""The page *What changed*: what is compared, and in which order it is drawn."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask, here, subscription
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.changes import content
from dashboard.pages.changes.consequences import content as consequences
from dashboard.pages.changes.since import content as since
from dashboard.pages.changes.snapshots import content as snapshots
from dashboard.words import happened, states
from data.facts import current_facts

FIRST_DAY = date(1945, 10, 24)
"""The United Nations begin."""


def render() -> None:
    """Draw the page."""
    draw(content.title())
    answer = st.container()
    part = ask.switch(
        _("Show"),
        {"since": _("Since a day"), "snapshots": _("Between two snapshots")},
        key="compare",
    )
    if part == "snapshots":
        _render_snapshots(answer)
    else:
        _render_since(answer)


def _render_since(answer: st.delta_generator.DeltaGenerator) -> None:
    """Draw what happened since the day chosen."""
    facts = current_facts()
    first = happened.first_day(facts).date()
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        asked = ask.day(_("Since"), key="since", low=FIRST_DAY, high=date.today(), default=first)
        subscription.feed_button()
        subscription.calendar_button()
    watched = _watched()
    day = pd.Timestamp(asked)
    with answer:
        draw(once.said(since.finding, day, *watched))
    draw(once.said(since.blocks, day, *watched))


def _watched() -> tuple[tuple[str, ...], ...]:
    """Return the States and the texts that the reader watches; nothing where none is."""
    with st.container(horizontal=True, gap="medium"):
        iso3 = ask.several(
            _("States you watch"),
            states.names(current_facts().states),
            key="watch",
            placeholder=_("All States"),
            note=_("Kept in the address: save it as a bookmark, or send it on."),
        )
        texts = ask.several(
            _("Texts you watch"),
            once.said(since.texts),
            key="watch_text",
            placeholder=_("All texts"),
        )
    return (tuple(iso3), tuple(texts)) if iso3 or texts else ()


def _render_snapshots(answer: st.delta_generator.DeltaGenerator) -> None:
    """Draw what differs from the snapshot chosen and, where asked for, what that moved."""
    facts = current_facts()
    choices = snapshots.earlier(facts)
    if not choices:
        draw(snapshots.none_kept())
        return
    older = ask.one(_("Compared with snapshot"), choices, key="before")
    with answer:
        draw(once.said(snapshots.finding, older))
    draw(once.said(snapshots.blocks, older))
    draw(consequences.heading())
    is_asked = ask.yes(
        _("Reckon what this moved"),
        key="moved",
        note=_("Takes minutes where these questions were not asked of the snapshot before."),
    )
    if is_asked:
        draw(consequences.blocks(facts, older, here.person()))
