"""The page *Compare*: which two States, on what; and in which order it is drawn."""

from __future__ import annotations

from contextlib import nullcontext

import streamlit as st

from analytics.agreement import comparison
from dashboard import once
from dashboard.blocks import Blocks
from dashboard.i18n import _
from dashboard.kit import ask, state_asked, tab
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.compare import content, wording
from dashboard.pages.compare.measures import content as measures
from dashboard.words import states
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(once.said(content.title))
    a, b, question = _ask()
    names = states.names(current_facts().states)
    tab.named(f"{names[a]} – {names[b]}", _("Compare"))
    draw(once.said(content.finding, a, b, question))
    draw(once.said(content.votes_and_rosters, a, b, question))
    draw(_measures(a, b, question))  # last: positions take long when they are first asked for


def _measures(a: str, b: str, question: comparison.PairQuestion) -> Blocks:
    """Return how close two States are by every measure, with a word while positions are made."""
    placing = _("Placing every State in every session; the first time takes a while …")
    with st.spinner(placing) if measures.has_line(question) else nullcontext():
        return once.said(measures.blocks, a, b, question)


def _ask() -> tuple[str, str, comparison.PairQuestion]:
    """Return the two States, and on what they are compared."""
    choices = once.said(states.choices)
    first_a, first_b = content.STATES
    for key in ("a", "b"):
        state_asked.read(choices, key)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        a = ask.one(_("State"), choices, key="a", default=first_a)
        b = ask.one(_("Beside"), choices, key="b", default=first_b)
        subject = ask.one(_("Subject"), wording.subjects(), key="subject", default=content.SUBJECT)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        window = ask.switch(_("Window"), wording.windows(), key="window", default=content.WINDOW)
        is_contested = ask.yes(
            _("Only votes that divided the house"),
            key="contested",
            default=content.IS_CONTESTED,
            note=_(
                "At least 5% of those voting were outside the largest camp. On the others nearly "
                "everybody agrees."
            ),
        )
    return a, b, content.question(subject, window, is_contested=is_contested)
