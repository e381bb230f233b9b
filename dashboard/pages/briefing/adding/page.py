"""Asks for a paper and adds it: on States, the coalition, a plan, a vote, or what has changed."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import once
from dashboard.briefing.request import (
    CoalitionBrief,
    Item,
    OutreachPlan,
    StatePages,
    TalkingFacts,
    VotingSheet,
    WhatChanged,
)
from dashboard.i18n import _
from dashboard.kit import here
from dashboard.pages.briefing import content
from dashboard.pages.briefing.adding import choices
from dashboard.pages.briefing.collected import page as collected
from dashboard.plans.store import saved_plans
from dashboard.words import plan_choices, states
from data.errors import PlanError
from data.facts import current_facts


def render_adding(items: list[Item]) -> None:
    """Draw the way to add a paper."""
    with st.expander(_("Add a paper"), expanded=not items):
        kinds = {key: _(words) for key, words in content.KINDS.items()}
        kind = st.selectbox(_("Paper"), list(kinds), format_func=kinds.__getitem__, key="paper")
        paper = _ask(kind)
        st.button(
            _("Add to the briefing"),
            key="add_paper",
            icon=":material/add:",
            disabled=paper is None,
            on_click=lambda: collected.keep([*items, *([paper] if paper else [])]),
        )


def _ask(kind: str) -> Item | None:
    """Return the paper asked for; nothing while something is missing."""
    match kind:
        case "state":
            chosen = _ask_states()
            since = _ask_day(_("What happened since (optional)"), "since_of_states")
            return StatePages(states=chosen, since=since) if chosen else None
        case "talking":
            chosen = _ask_states()
            return TalkingFacts(states=chosen) if chosen else None
        case "coalition":
            return CoalitionBrief()
        case "plan":
            return _ask_plan()
        case "votes":
            labels = choices.rollcalls()
            key = st.selectbox(
                _("Roll call"), list(labels), format_func=labels.__getitem__, key="rollcall_of"
            )
            return VotingSheet(rollcall=key) if key else None
        case _:
            since = _ask_day(_("Since"), "since_of_changes")
            return WhatChanged(since=since) if since else None


def _ask_states() -> tuple[str, ...]:
    """Return States by name or by regional group, in the order in which they were chosen."""
    facts = current_facts()
    groups = {f"group:{key}": name for key, name in states.group_names().items()}
    offered = choices.with_numbers(facts, groups) | once.said(states.choices)
    chosen = st.multiselect(
        _("States"),
        list(offered),
        format_func=lambda key: offered.get(key, key),
        key="states_of",
        placeholder=_("By name, or a whole regional group"),
    )
    return choices.members(facts, chosen)


def _ask_day(label: str, key: str) -> date | None:
    """Return a day; nothing while none is chosen."""
    return st.date_input(
        label,
        value=None,
        min_value=date(1946, 1, 1),
        max_value="today",
        format="DD/MM/YYYY",
        key=key,
    )


def _ask_plan() -> Item | None:
    """Return a saved plan; nothing where there is none."""
    try:
        plans = plan_choices.saved(saved_plans(here.person()).list())
    except PlanError:
        plans = {}
    if not plans:
        st.caption(_("No plan is saved yet: the page *Plan* keeps one."))
        return None
    key = st.selectbox(_("Plan"), list(plans), format_func=plans.__getitem__, key="plan_of")
    return OutreachPlan(plan=key) if key else None
