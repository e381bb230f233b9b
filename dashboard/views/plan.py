"""Plan: whom to approach, with how much effort and by whom, and what that would bring."""

from __future__ import annotations

import streamlit as st

from analytics import joining, outreach
from dashboard import ask, chances, planning, show
from dashboard.i18n import _
from dashboard.pages.plan import in_words as plan_words
from dashboard.pages.plan.approaches import page as plan_asked
from dashboard.pages.plan.beside import page as plan_beside
from dashboard.pages.plan.draft import Draft
from dashboard.pages.plan.kept import page as plan_kept
from dashboard.pages.plan.outcome import page as plan_outcome
from dashboard.pages.plan.suggested import page as plan_suggested
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    show.title(
        _("Plan"),
        _("Whom to approach, with how much effort and by whom, and what that would bring."),
    )
    lead = st.container()
    shelf = plan_kept.choose()
    facts = current_facts()
    instruments = facts.instruments
    with st.spinner(_("Learning from the texts of the past thirty years…")):
        targets = facts.recall(joining.joining_targets)
        names = chances.target_names(targets, instruments)
        with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
            text = ask.one(_("Text"), names, key="text")
            target = next(one for one in targets if one.key == text)
            start = facts.recall(outreach.opening_of, target)
            goal = ask.whole(
                _("Target: members in the end"),
                key="target",
                low=int(start.members.sum()),
                high=len(start.states),
                default=planning.first_target(start),
            )
    asked = plan_asked.draw(target, start)
    if not planning.is_in_order(asked.ranges):
        show.unknown(_("More effort must be worth no less than less effort: mend the ranges."))
        return
    plan = planning.plan(asked.rows.values(), asked.ranges, asked.answers)
    found = facts.recall(outreach.outcome_of, target, plan, goal)
    with lead:
        show.answer(plan_words.answer(found, names[text], len(plan.approaches)))
        st.caption(plan_words.note(found))
    draft = Draft(target, names[text], start, asked, plan, goal)
    plan_outcome.part(found, target, asked)
    plan_suggested.part(draft)
    plan_beside.part(shelf, draft)
    plan_kept.part(shelf, draft)
