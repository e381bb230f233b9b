"""Briefings that were saved, opened again and saved anew, here or as a file."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.briefing import links, request
from dashboard.briefing.request import Request
from dashboard.i18n import _
from dashboard.kit import (
    ask,
    here,
    may_keep,
    noting,
    plan_trouble,
    save_button,
    sharing,
    signing,
    take_along,
)
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.briefing import content
from dashboard.plans.briefings import SavedBriefing, saved_briefings
from dashboard.uploads import reading
from dashboard.words import plan_choices
from data.errors import PlanError
from data.facts import current_facts

OPENED = "briefing:opened"
"""Key of the saved briefing that was opened last, as it was then."""

KEY = "briefing"
"""Name in the address of the briefing that is open."""


def ask_saved_briefing() -> SavedBriefing | None:
    """Return the saved briefing that is open; where they cannot be read, say so and go on."""
    before: SavedBriefing | None = st.session_state.get(OPENED)
    try:
        options = {"": _("A new briefing")} | {
            one.briefing_id: plan_choices.saved_in_words(one.title, one.saved_at)
            for one in saved_briefings(here.person()).list()
        }
        if (asked := ask.arrived(KEY)) and asked not in options:
            draw(content.not_here())
        chosen = ask.one(_("Saved briefing"), options, key=KEY) if len(options) > 1 else ""
        if chosen and (before is None or before.briefing_id != chosen):
            before = saved_briefings(here.person()).load(chosen)
            _open(before.request)
            noting.saw("briefing", chosen)
    except PlanError as error:
        plan_trouble.say(error)
        return before
    st.session_state[OPENED] = opened = before if chosen else None
    if opened is not None:
        draw(content.saved_on_note(current_facts(), opened))
    return opened


def _open(asked: Request) -> None:
    """Put a briefing on the page."""
    ask.put(take_along.ITEMS, [links.written(item) for item in asked.items])
    ask.put("headed", asked.title)
    ask.put("in", asked.language)
    ask.put("marking", asked.marking)


def render_saving(opened: SavedBriefing | None, asked: Request) -> None:
    """Draw the way to save the briefing, and to carry it as a file."""
    draw(content.keep_heading())
    if may_keep.offered(saved_briefings):
        _render_form(opened, asked)
    save_button.offer(
        _("Save this briefing as a file"),
        partial(request.to_json, asked),
        kind="briefing",
        thing=f"{opened.briefing_id if opened else 'draft'}.json",
        file="trojka-briefing.json",
        mime="application/json",
        key="export_briefing",
        help=_("One JSON file that another Trojka can open"),
    )
    render_importer()
    if opened is not None:
        _render_sharing(opened)


def _render_form(opened: SavedBriefing | None, asked: Request) -> None:
    """Draw the form that saves the briefing; over one that is not ours to edit nobody saves."""
    is_ours = opened is not None and may_keep.refusal(saved_briefings, opened.briefing_id) is None
    with st.form("save_briefing", border=True):
        who = signing.asked(st.container(), _("Saved by"), key="saved_by")
        is_copy = st.checkbox(_("Save as a new briefing"), value=not is_ours, disabled=not is_ours)
        is_sent = st.form_submit_button(_("Save"), type="primary")
    if is_sent:
        _save(None if is_copy else opened, asked, who)


def _render_sharing(opened: SavedBriefing) -> None:
    """Draw with whom the briefing is shared."""
    try:
        briefings = saved_briefings(here.person())
    except PlanError:
        return  # said above, where it was read
    sharing.render(briefings, opened.briefing_id)


def _save(over: SavedBriefing | None, asked: Request, who: str) -> None:
    """Keep the briefing; if that fails, say why and leave the form as it is."""
    if not who or not asked.title:
        st.error(_("A briefing needs a title above, and the name of who saves it."))
        return
    try:
        saved = saved_briefings(here.person()).save(
            asked.model_copy(update={"snapshot_version": current_facts().version}),
            who=who,
            briefing_id=over.briefing_id if over else None,
            expect_revision=over.number if over else 0,
        )
    except PlanError as error:
        plan_trouble.say(error)
        return
    st.session_state[OPENED] = saved
    ask.put(KEY, saved.briefing_id)
    st.rerun()


def render_importer() -> None:
    """Draw the way to open a briefing that was saved as a file."""
    with st.expander(_("Open a briefing from a file")):
        file = st.file_uploader(
            _("A briefing that was saved as a file"),
            type="json",
            key="import_briefing",
            max_upload_size=reading.MAX_MEGABYTES["briefing"],
        )
        if file is None or not st.button(_("Open this briefing"), key="open_briefing"):
            return
        try:
            asked = reading.briefing(file.getvalue(), where=file.name)
        except PlanError as error:
            plan_trouble.say(error)
            return
        st.session_state.pop(OPENED, None)
        ask.put(KEY, "")
        _open(asked)
        st.rerun()
