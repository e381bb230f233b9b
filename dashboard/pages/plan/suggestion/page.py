"""The suggestion of the best approaches: what it is for, its limits, and the way to take it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analytics.outreach.constraints import constraints_for
from dashboard import i18n
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.plan.current_plan import CurrentPlan
from dashboard.pages.plan.suggestion import content, criteria
from dashboard.pages.plan.suggestion.criteria import Criteria
from dashboard.words import planning, states
from data.facts import current_facts

MAX_QUOTA = 5
MAX_LED = 10


def render_suggestion(draft: CurrentPlan) -> None:
    """Draw the best approaches for the budget, if the reader asks for them."""
    draw(content.heading())
    if not ask.yes(
        _("Suggest the best approaches for a budget of {budget}").format(
            budget=i18n.number(draft.asked.budget)
        ),
        key="suggest",
    ):
        return
    wish = _ask_criteria(draft)
    facts = current_facts()
    with st.spinner(_("Looking for the best approaches…")):
        found = content.best_approaches(facts, draft, wish)
    draw(content.suggestion_text(found, wish))
    rows = content.rows_of(found)
    if rows and st.button(_("Take these approaches into the plan"), type="primary"):
        ask.put("approach", [row.key() for row in rows[: planning.MAX_IN_LINK]])
        st.rerun()
    draw(content.blocks(facts, draft, wish, found))


def _ask_criteria(draft: CurrentPlan) -> Criteria:
    """Draw what the best approaches are for and must keep to, and return it."""
    facts = current_facts()
    names = states.names(facts.states)
    options = {state: names[state] for state in draft.start.open_states}
    goals = {key: _(words) for key, words in criteria.GOALS.items()}
    first, second, third = st.columns(3, gap="medium")
    with first:
        what = ask.one(_("What for"), goals, key="goal")
        is_robust = ask.yes(
            _("Choose for the worst case"),
            key="robust",
            note=_("All assumptions at their low ends: the least that the approaches would bring."),
        )
    with second:
        least = ask.whole(
            _("Approaches in each regional group, at least"),
            key="quota",
            low=0,
            high=MAX_QUOTA,
            default=0,
        )
        must = ask.several(_("Must be approached"), options, key="must", placeholder=_("Nobody"))
    with third:
        led = ask.whole(
            _("Approaches that one State can lead (0: any number)"),
            key="led",
            low=0,
            high=MAX_LED,
            default=0,
        )
        never = ask.several(
            _("Must not be approached"), options, key="never", placeholder=_("Nobody")
        )
    out = _ask_declined(draft, set(must), options)
    constraints = constraints_for(
        draft.start,
        draft.asked.budget,
        region_min=least,
        partner_max=led,
        include=must,
        exclude=[*never, *out],
    )
    return Criteria(what, is_robust, constraints)


def _ask_declined(draft: CurrentPlan, must: set[str], names: Mapping[str, str]) -> dict[str, str]:
    """Draw the choice to ask States that said no, and return those that are left out, and why."""
    facts = current_facts()
    draw(content.stay_away(facts, draft))
    said_no = content.declined(facts, draft)
    out = {state: words for state, words in said_no.items() if state in set(names) - must}
    if not out or ask.yes(_("Also consider States that said no on record"), key="declined"):
        return {}
    draw(content.left_out(out, names))
    return out
