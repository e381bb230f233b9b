"""Who plans, what may be spent, and how approaches are spread: always in view."""

from __future__ import annotations

import streamlit as st

from dashboard.i18n import _, vocabulary
from dashboard.kit import ask
from dashboard.pages.plan.current_plan import BUDGET, PlanLimits
from dashboard.words import planning, states
from data.facts import current_facts

MAX_BUDGET = 200
MAX_APPROACHES = 60
MAX_LED = 20
MAX_QUOTA = 5


def ask_limits() -> PlanLimits:
    """Draw who plans and what the plan should keep to, and return it."""
    levels = {level: vocabulary.word(vocabulary.LEVELS, level) for level in planning.COSTS}
    left, right = st.columns([2, 3], gap="medium")
    with left:
        we = ask.one(
            _("We are"),
            states.names(current_facts().states),
            key="we",
            default=planning.WE,
            note=_(
                "Where we are among the five members best placed to approach a State, we are "
                "proposed to lead; otherwise the best placed member is."
            ),
        )
    with right:
        chosen = ask.side_by_side(
            _("Kinds of effort"),
            levels,
            key="effort",
            every=_("All kinds"),
            note=_("What may be suggested."),
        )
    first, second, third, fourth = st.columns(4, gap="medium", vertical_alignment="bottom")
    with first:
        budget = ask.whole(
            _("Budget, in points"),
            key="budget",
            low=1,
            high=MAX_BUDGET,
            default=BUDGET,
            is_typed=True,
        )
    with second:
        most = _ask_most(_("Approaches, at most (0: any number)"), "most", MAX_APPROACHES)
    with third:
        led = _ask_most(_("Led by one State, at most (0: any number)"), "led", MAX_LED)
    with fourth:
        quota = _ask_most(_("In each regional group, at least"), "quota", MAX_QUOTA)
    return PlanLimits(we, budget, most, led, quota, tuple(chosen))


def _ask_most(label: str, key: str, high: int) -> int:
    """Draw a number that is 0 at first, and return it."""
    return ask.whole(label, key=key, low=0, high=high, default=0, is_typed=True)
