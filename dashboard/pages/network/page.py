"""The page *Network*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from analytics import network
from dashboard import once
from dashboard.i18n import _
from dashboard.kit import alignment_asked, ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.network import content
from dashboard.pages.network.closest_ties import content as closest_ties
from dashboard.pages.network.go_betweens import content as go_betweens
from dashboard.words import states
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(content.title())
    question = alignment_asked.choose(content.BASES)
    target, ours = _ask_ends()
    with st.spinner(_("Comparing every State with every other…")):
        current_facts().recall(network.compared_in, question)
    with st.spinner(_("Drawing the texts again to see how sure the order is…")):
        ways = once.said(go_betweens.blocks, question, target, ours)
    draw(ways)
    with st.spinner(_("Drawing the texts again to see how sure the ties are…")):
        closest = once.said(closest_ties.blocks, question, target, ours)
    draw(closest)


def _ask_ends() -> tuple[str, tuple[str, ...]]:
    """Ask for the State to reach, and for whom."""
    facts = current_facts()
    names = states.names(facts.states)
    with_us = facts.recall(network.standing_with_us)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        target = ask.one(
            _("State to reach"),
            names,
            key="state",
            default=content.first_target(facts),
            note=_(
                "At first a sponsor of {resolution} that is not on {text}: the one that sits in "
                "most forums without us."
            ).format(resolution=_(with_us.resolution), text=_(with_us.name)),
        )
        ours = ask.several(
            _("For whom"),
            names,
            key="we",
            default=content.US,
            placeholder=_("Nobody chosen"),
            note=_("“We” on this page. Of several, each must be passed on the way."),
        )
    return target, tuple(sorted(ours))
