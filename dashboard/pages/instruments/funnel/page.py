"""Asks for a vote and for a list of States, and draws how many came how far."""

from __future__ import annotations

import streamlit as st

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.instruments.funnel import content


def render_funnel() -> None:
    """Draw the part."""
    rollcalls = once.said(content.rollcalls)
    rollcall_id = ask.one(_("Beginning with the vote on"), rollcalls, key="vote")
    draw(once.said(content.steps_after, rollcall_id))
    lists = once.said(content.lists_offered, rollcall_id)
    key = ask.one(_("List"), lists, key="list")
    yes, no = (
        _ask_steps(once.said(content.step_names, rollcall_id)) if key == content.OWN else ((), ())
    )
    draw(once.said(content.states_listed, rollcall_id, key, yes=yes, no=no))


def _ask_steps(steps: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ask at which steps the States are to have said yes, and at which not."""
    left, right = st.columns(2)
    with left:
        yes = ask.several(_("Yes at"), steps, key="yes", placeholder=_("Any answer"))
    with right:
        no = ask.several(
            _("Not at"),
            steps,
            key="no",
            placeholder=_("Any answer"),
            note=_("A State of which the answer is not known is not in the list."),
        )
    return tuple(yes), tuple(no)
