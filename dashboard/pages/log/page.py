"""The page *Outreach log*: what it asks, and in which order it is drawn."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.blocks import Unknown
from dashboard.i18n import _
from dashboard.kit import ask, here, may_keep, noting, plan_trouble
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.log import content
from dashboard.pages.log.board import page as board
from dashboard.pages.log.entry import page as entry
from dashboard.pages.log.files import page as files
from dashboard.pages.log.score import content as score
from dashboard.plans import store
from dashboard.plans.store import saved_plans
from dashboard.words import plan_choices, states
from data.errors import PlanError
from data.facts import current_facts

SEEN = "log:seen"
"""Key of the plan shown last, and its log: what stays on screen if they cannot be read again."""

OpenedLog = tuple[store.Revision, content.Log]


def render() -> None:
    """Draw the page as of today."""
    render_as_of(date.today())  # the desk's own day


def render_as_of(day: date) -> None:
    """Draw the page as seen from a day."""
    draw(content.title())
    opened = _open_plan()
    if opened is None:
        return
    facts = current_facts()
    revision, entries = opened
    names = states.names(facts.states)
    entry.render_last(revision.plan_id, names)
    draw(content.plan_progress(facts, revision, entries, day))
    _render_board(revision, entries, day, may_log=may_keep.offered(saved_plans, revision.plan_id))
    draw(score.heading())
    is_closed = not revision.document.is_next and ask.yes(
        _("The event is over: score every State by the roster as it stands"),
        key="closed",
        note=_("If off, only outcomes in the log are scored. Not listed counts as not joined."),
    )
    draw(score.blocks(facts, revision, entries, is_closed=is_closed))
    draw(content.all_of_plan(facts, revision, entries, day))
    files.render_files(revision)


def _render_board(
    revision: store.Revision, entries: content.Log, day: date, *, may_log: bool
) -> None:
    """Draw where every approach stands, and the form that a card opens to who may write."""
    facts = current_facts()
    rows, found = content.where_approaches_stand(facts, revision, entries, day)
    if rows.empty:
        draw(content.no_approach())
    with st.container(horizontal=True, vertical_alignment="center"):
        is_asked = may_log and st.button(
            _("Log several States, or another one"), icon=":material/edit_note:"
        )
        files.render_calendar(revision, rows, found)
    pressed = board.render_board(rows, found, may_log=may_log)
    if not may_log:
        return
    if pressed is not None or is_asked:
        entry.open_form(revision, entries, (pressed,) if pressed else ())
    entry.render_form(found.approaches, states.names(facts.states), day)


def _open_plan() -> OpenedLog | None:
    """Return the plan chosen and its log; where they cannot be read, say so and return the last."""
    try:
        plans = saved_plans(here.person())
        plan_id = _ask_plan(plans.list())
        opened = (plans.load(plan_id), plans.entries(plan_id)) if plan_id else None
    except PlanError as error:
        plan_trouble.say(error)
        last: OpenedLog | None = st.session_state.get(SEEN)
        return last
    st.session_state[SEEN] = opened
    if opened is not None:
        noting.saw("plan", plan_id)
    return opened


def _ask_plan(listed: tuple[store.Listed, ...]) -> str:
    """Return the plan that the reader or the link chose; draw the list of all where none is."""
    facts = current_facts()
    if not listed:
        draw(content.all_plans(facts, listed))
        files.render_importer()
        return ""
    options = {"": _("All plans")} | plan_choices.saved(listed)
    if (asked := ask.arrived("plan")) and asked not in options:
        not_here = _("The plan of this link is not kept here: ask its makers for the file.")
        draw((Unknown(not_here),))
    plan_id = ask.one(_("Plan"), options, key="plan")
    if not plan_id:
        draw(content.all_plans(facts, listed))
        files.render_folded_importer()
    return plan_id
