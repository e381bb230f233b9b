"""The suggestion of the best approaches: what it is for, its limits, and the way to take it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analytics.outreach.constraints import constraints_for
from dashboard import i18n
from dashboard.i18n import _, ngettext
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.plan.current_plan import CurrentPlan
from dashboard.pages.plan.suggestion import content, criteria
from dashboard.pages.plan.suggestion.criteria import Criteria
from dashboard.words import planning, states
from data.facts import current_facts

TAKEN = "plan:taken"
"""Key of a suggestion that was just taken into the plan: the page says so once."""


def render_suggestion(draft: CurrentPlan) -> None:
    """Draw the best approaches for the budget, if the reader asks for them."""
    draw(content.heading())
    if not ask.yes(_asked_in_words(draft), key="suggest"):
        if st.session_state.pop(TAKEN, False):
            st.success(content.taken_sentence(draft), icon=":material/check:")
        return
    wish = _ask_criteria(draft)
    facts = current_facts()
    with st.spinner(_("Looking for the best approaches…")):
        found = content.best_approaches(facts, draft, wish)
        rows = content.rows_of(facts, draft, found)
    draw(content.suggestion_text(found, wish))
    if rows and st.button(_("Take these approaches into the plan"), type="primary"):
        ask.put("approach", [row.key() for row in rows[: planning.MAX_IN_LINK]])
        ask.put("suggest", "0")
        st.session_state[TAKEN] = True
        st.rerun()
    draw(content.blocks(facts, draft, wish, found))


def _asked_in_words(draft: CurrentPlan) -> str:
    """Return what a reader asks for by the switch."""
    limits = draft.asked.limits
    if limits.most:
        return ngettext(
            "Suggest the best {n} approach for {budget} points",
            "Suggest the best {n} approaches for {budget} points",
            limits.most,
        ).format(n=i18n.number(limits.most), budget=i18n.number(limits.budget))
    return _("Suggest the best approaches for {budget} points").format(
        budget=i18n.number(limits.budget)
    )


def _ask_criteria(draft: CurrentPlan) -> Criteria:
    """Draw what the best approaches are for and whom they spare, and return it."""
    facts = current_facts()
    limits = draft.asked.limits
    names = states.names(facts.states)
    options = {state: names[state] for state in draft.start.open_states if state != limits.we}
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
        must = ask.several(_("Must be approached"), options, key="must", placeholder=_("Nobody"))
    with third:
        never = ask.several(
            _("Must not be approached"), options, key="never", placeholder=_("Nobody")
        )
    out = _ask_declined(draft, set(must), options)
    draw(content.unwilling(facts, draft))
    refused = draft.asked.logged.unwilling & set(options)
    constraints = constraints_for(
        draft.start,
        limits.budget,
        region_min=limits.each_region,
        include=must,
        exclude=[*never, *out, *refused, *({limits.we} & set(draft.start.states))],
        most=content.most_approaches(facts, draft),
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
