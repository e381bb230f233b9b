"""What the desk knows: what its log says, and what a reader states on this page."""

from __future__ import annotations

import streamlit as st

from analytics.outreach.baseline import Baseline
from analytics.outreach.outreach_plan import FixedAnswer
from dashboard.i18n import _
from dashboard.kit import ask, here, plan_trouble
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.plan.known import content
from dashboard.pages.plan.saving.page import OpenedPlan
from dashboard.plans import progress
from dashboard.plans.progress import DeskFacts
from dashboard.plans.store import saved_plans
from dashboard.words import states
from data.errors import PlanError
from data.facts import current_facts

LOGGED = "plan:logged"
"""Key of what the log of a plan said when it was read last, by the plan."""


def logged_facts(shelf: OpenedPlan) -> DeskFacts:
    """Return what the log of the plan on screen says; nothing for a plan that is not kept.

    Where it cannot be read, what it said last goes on to hold: the figures on screen stay.
    """
    if shelf.kept is None:
        return progress.NOTHING_LOGGED
    plan_id = shelf.kept.plan_id
    last: dict[str, DeskFacts] = st.session_state.get(LOGGED, {})
    if not shelf.is_away:
        try:
            found = progress.desk_facts(saved_plans(here.person()).entries(plan_id))
        except PlanError as error:
            plan_trouble.say(error)
        else:
            st.session_state[LOGGED] = {plan_id: found}
            return found
    return last.get(plan_id, progress.NOTHING_LOGGED)


def ask_known(start: Baseline, logged: DeskFacts) -> tuple[dict[str, FixedAnswer], DeskFacts]:
    """Draw what the desk knows, and return the answers stated here and what the log adds to them.

    An answer that is stated both ways is one of joining.
    """
    facts = current_facts()
    names = states.names(facts.states)
    options = {state: names[state] for state in start.open_states}
    left, right = st.columns(2, gap="medium")
    with left:
        joins = ask.several(
            _("Known to join: hosts it, or announced it"),
            options,
            key="joins",
            placeholder=_("Nobody: all is open"),
        )
    with right:
        refuses = ask.several(
            _("Known to stay away"), options, key="refuses", placeholder=_("Nobody: all is open")
        )
    refused: dict[str, FixedAnswer] = dict.fromkeys(refuses, "refuses")
    joined: dict[str, FixedAnswer] = dict.fromkeys(joins, "joins")
    answers = refused | joined
    if logged.unwilling and ask.yes(_("Ask the unwilling again"), key="again"):
        logged = progress.asked_again(logged)
    draw(content.blocks(facts, start, answers, logged))
    return answers, logged
