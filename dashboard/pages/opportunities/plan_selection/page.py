"""States picked on the page *Opportunities*, and the link that takes them to the page *Plan*."""

from __future__ import annotations

import streamlit as st

from dashboard import i18n
from dashboard.i18n import _, ngettext
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.opportunities import choice
from dashboard.pages.opportunities.choice import OpportunityChoice
from dashboard.pages.opportunities.plan_selection import content
from dashboard.words import planning, states
from data.facts import current_facts


def render_plan_selection(asked: OpportunityChoice) -> None:
    """Draw the States to pick from, and the link to a plan that approaches those picked."""
    facts = current_facts()
    held = ask.held("pick")
    options = content.options(facts, asked, held)
    if not options:
        return
    draw(content.blocks(facts, asked, held))
    left, right = st.columns([2, 1], gap="medium", vertical_alignment="bottom")
    with left:
        picked = ask.several(
            _("States to approach"), options, key="pick", placeholder=_("Nobody yet: pick by name")
        )[: planning.MAX_IN_LINK]
    with right:
        we = ask.one(_("We are"), states.names(facts.states), key="we", default=planning.WE)
    if not picked:
        return
    target = choice.target(facts, asked.text)
    rows = [
        planning.ApproachRow(
            state, planning.DEFAULT_LEVEL, planning.lead_of(facts, target, state, we)
        )
        for state in picked
    ]
    st.link_button(
        ngettext("Plan with {n} State", "Plan with {n} States", len(picked)).format(
            n=i18n.number(len(picked))
        ),
        planning.link(asked.text, rows, we),
        type="primary",
        icon=":material/arrow_forward:",
    )
    if asked.number is not None:
        st.caption(_("The plan starts from the model's number of States, not from our own."))
