"""The page *Plan*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.plan import content, draft
from dashboard.pages.plan.approaches import page as approaches
from dashboard.pages.plan.assumed import page as assumed
from dashboard.pages.plan.beside import page as beside
from dashboard.pages.plan.draft import Asked
from dashboard.pages.plan.kept import page as kept
from dashboard.pages.plan.outcome import content as outcome
from dashboard.pages.plan.suggested import page as suggested
from dashboard.words import planning
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(content.head())
    lead = st.container()
    shelf = kept.choose()
    facts = current_facts()
    text, goal = _aim()
    asked = _asked(text)
    if not planning.assumptions(asked.ranges).is_in_order:
        draw(content.out_of_order())
        return
    made = draft.of(facts, text, goal, asked)
    with lead:
        draw(content.answer(facts, made))
    draw(outcome.blocks(facts, made))
    suggested.part(made)
    beside.part(shelf.listed, made)
    kept.part(shelf, made)


def _aim() -> tuple[str, int]:
    """Draw the text that States are to join and the members aimed at, and return both."""
    facts = current_facts()
    with st.spinner(_("Learning from the texts of the past thirty years…")):
        names = draft.texts(facts)
        with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
            text = ask.one(_("Text"), names, key="text")
            _target, start = draft.opening(facts, text)
            goal = ask.whole(
                _("Target: members in the end"),
                key="target",
                low=int(start.members.sum()),
                high=len(start.states),
                default=planning.first_target(start),
            )
    return text, goal


def _asked(text: str) -> Asked:
    """Draw the approaches and what is assumed of them, and return both."""
    target, start = draft.opening(current_facts(), text)
    rows = approaches.part(target, start)
    ranges, costs, budget, answers = assumed.part(start)
    return Asked(rows, ranges, answers, costs, budget)
