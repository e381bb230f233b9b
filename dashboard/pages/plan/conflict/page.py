"""Two have saved the same plan; the second one sees both and chooses, nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard.i18n import _
from dashboard.kit import here, plan_trouble, save_button
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.plan.conflict import content, wording
from dashboard.plans import document, store
from dashboard.plans.store import saved_plans
from data.errors import PlanError
from data.facts import current_facts

HELD = "plan:conflict"
"""Key of the save that found another one in its place, and of who made it."""


@dataclass(frozen=True)
class ChosenVersion:
    """What holds now.

    Attributes
    ----------
    revision : Revision
    is_on_screen : bool
        Whether it is what the page shows already.
    """

    revision: store.Revision
    is_on_screen: bool


def keep_conflict(conflict: store.ConflictError, who: str) -> None:
    """Keep both versions until the reader has chosen."""
    st.session_state[HELD] = (conflict, who)


def render_conflict(kept: store.Revision | None) -> ChosenVersion | None:
    """Draw both versions side by side, and return what the reader chose, if that was kept."""
    if HELD not in st.session_state:
        return None
    conflict: store.ConflictError
    conflict, who = st.session_state[HELD]
    mine, theirs = conflict.mine, conflict.theirs
    if kept is None or kept.plan_id != theirs.plan_id:
        del st.session_state[HELD]
        return None
    with st.container(border=True):
        st.warning(wording.conflict_sentence(theirs), icon=":material/call_split:")
        draw(content.differences(current_facts(), mine, theirs.document))
        with st.container(horizontal=True):
            over = st.button(_("Save mine over it"), key="conflict_over", type="primary")
            anew = st.button(_("Save mine as a new plan"), key="conflict_anew")
            leave = st.button(_("Open theirs instead"), key="conflict_theirs")
            save_button.offer(
                _("Save mine as a file"),
                partial(document.to_json, mine),
                kind="plan",
                thing=f"{theirs.plan_id}/mine.json",
                file=f"trojka-plan-{theirs.plan_id}-mine.json",
                mime="application/json",
                key="conflict_file",
            )
    if leave:
        del st.session_state[HELD]
        return ChosenVersion(theirs, is_on_screen=False)
    if not over and not anew:
        return None
    return _save_mine(mine, who, theirs if over else None)


def _save_mine(
    mine: document.PlanDocument, who: str, over: store.Revision | None
) -> ChosenVersion | None:
    """Keep the second version; if that fails, say why and go on showing both."""
    try:
        saved = saved_plans(here.person()).save(
            mine,
            who=who,
            plan_id=over.plan_id if over else None,
            expect_revision=over.number if over else 0,
        )
    except store.ConflictError as again:
        keep_conflict(again, who)
        st.rerun()
    except PlanError as error:
        plan_trouble.say(error)
        return None
    del st.session_state[HELD]
    return ChosenVersion(saved, is_on_screen=True)
