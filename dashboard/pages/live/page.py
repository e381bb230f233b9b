"""The page *Live*: what it asks, and in which order it is drawn."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.i18n import _
from dashboard.kit import ask, here, may_keep, noting, plan_trouble
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.live import content
from dashboard.pages.live.begin import page as begin
from dashboard.pages.live.entering import page as entering
from dashboard.pages.live.files import page as files
from dashboard.pages.live.handing_over import page as handing_over
from dashboard.pages.live.questions import page as questions
from dashboard.plans.counts import CountEntry, KeptCount, kept_counts
from dashboard.words import plan_choices
from data.errors import PlanError
from data.facts import current_facts

SEEN = "live:seen"
"""Key of the count shown last, and its lines: what stays on screen if they cannot be read again."""

LOOK_AGAIN = "4s"
"""How often a count that is open looks whether another desk has entered something."""

OpenedCount = tuple[KeptCount, tuple[CountEntry, ...]]


def render() -> None:
    """Draw the page as of today."""
    render_as_of(date.today())  # the desk's own day


def render_as_of(day: date) -> None:
    """Draw the page as seen from a day."""
    draw(content.title())
    opened = _open_count(day)
    if opened is None:
        return
    facts = current_facts()
    count = content.judged(facts, *opened)
    draw(content.finding(facts, count))
    may_enter = may_keep.offered(kept_counts, count.kept.count_id)
    if may_enter:
        entering.render_entering(count)
    who = str(st.session_state.get(begin.WHO, ""))
    if may_enter:
        questions.render_questions(count, who)
    draw(content.outcome(facts, count))
    if may_enter:
        handing_over.render_end(count, who)
        handing_over.render_handing_over(count, who, day)
    files.render_files(count)
    if not count.standing.is_over:
        _watch(count.kept.count_id, max((one.entry_id for one in count.entries), default=0))


def _open_count(day: date) -> OpenedCount | None:
    """Return the count chosen and its lines; where they cannot be read, say so, return the last."""
    try:
        counts = kept_counts(here.person())
        count_id = _ask_count(day)
        opened = (counts.load(count_id), counts.entries(count_id)) if count_id else None
    except PlanError as error:
        plan_trouble.say(error)
        last: OpenedCount | None = st.session_state.get(SEEN)
        return last
    st.session_state[SEEN] = opened
    if opened is not None:
        noting.saw("count", count_id)
    return opened


def _ask_count(day: date) -> str:
    """Return the count that the reader or the link chose; draw the list of all where none is."""
    listed = kept_counts(here.person()).list()
    options = {"": _("All counts, and a new one")} | {
        one.count_id: plan_choices.saved_in_words(one.title, one.saved_at) for one in listed
    }
    if (asked := ask.arrived("count")) and asked not in options:
        draw(content.not_here())
    count_id = ask.one(_("Count"), options, key="count") if listed else ""
    if not count_id:
        draw(content.all_counts(listed))
        begin.render_begin(day)
        if may_keep.refusal(kept_counts) is None:
            files.render_importer()
    return count_id


@st.fragment(run_every=LOOK_AGAIN)
def _watch(count_id: str, seen: int) -> None:
    """Draw the page anew when another desk has entered something."""
    try:
        latest = kept_counts(here.person()).latest(count_id)
    except PlanError:
        return  # said by the page as soon as anything is entered
    if latest != seen:
        st.rerun()
