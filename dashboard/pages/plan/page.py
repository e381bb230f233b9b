"""The page *Plan*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.plan import content, current_plan
from dashboard.pages.plan.approaches import page as approaches
from dashboard.pages.plan.approaches.page import Around
from dashboard.pages.plan.assumptions import page as assumptions
from dashboard.pages.plan.comparison import page as comparison
from dashboard.pages.plan.current_plan import PlanChoice, PlanLimits
from dashboard.pages.plan.known import content as known_facts
from dashboard.pages.plan.known import page as known
from dashboard.pages.plan.limits import content as limits_kept
from dashboard.pages.plan.limits import page as limits
from dashboard.pages.plan.outcome import content as outcome
from dashboard.pages.plan.saving import page as saving
from dashboard.pages.plan.says import content as says
from dashboard.pages.plan.suggestion import page as suggestion
from dashboard.plans.progress import DeskFacts
from dashboard.words import planning
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(content.title())
    lead = st.container()
    shelf = saving.ask_saved_plan()
    facts = current_facts()
    text, goal = _ask_target()
    kept_to = limits.ask_limits()
    above = st.container()
    asked = _ask_choice(text, kept_to, known.logged_facts(shelf))
    if not planning.assumptions(asked.ranges).is_in_order:
        draw(content.out_of_order())
        return
    made = current_plan.from_choice(facts, text, goal, asked)
    with lead:
        draw(content.finding(facts, made))
        draw(known_facts.reached(facts, made))
        draw(limits_kept.broken(facts, made))
    with above:
        suggestion.render_suggestion(made)
    draw(outcome.blocks(facts, made))
    comparison.render_comparison(shelf.listed, made)
    saving.render_saving(shelf, made)


def _ask_target() -> tuple[str, int]:
    """Draw the text that States are to join and the members aimed at, and return both."""
    facts = current_facts()
    with st.spinner(_("Learning from the texts of the past thirty years…")):
        names = current_plan.texts(facts)
        with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
            text = ask.one(_("Text"), names, key="text")
            _target, start = current_plan.target_and_baseline(facts, text)
            goal = ask.whole(
                _("Target: members in the end"),
                key="target",
                low=int(start.members.sum()),
                high=len(start.states),
                default=start.first_target,
            )
    return text, goal


def _ask_choice(text: str, kept_to: PlanLimits, logged: DeskFacts) -> PlanChoice:
    """Draw the approaches, what is known and what is assumed, and return all of it."""
    target, start = current_plan.target_and_baseline(current_facts(), text)
    rows = approaches.ask_approaches(Around(target, start, kept_to.we, logged))
    draw(says.blocks(current_facts(), "plan_says", rows.values(), kept_to.we))
    answers, counted = known.ask_known(start, logged)
    ranges, costs = assumptions.ask_assumptions()
    return PlanChoice(rows, ranges, answers, costs, kept_to, counted)
