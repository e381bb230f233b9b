"""Plan: plans that were saved, opened again and saved anew, here or as a file."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import ask, kept_plans, plan_trouble, show
from dashboard.i18n import _
from dashboard.pages.plan import in_words as plan_words
from dashboard.pages.plan.approaches.page import WRITTEN
from dashboard.pages.plan.conflict import page as plan_conflict
from dashboard.pages.plan.draft import Draft
from dashboard.plans import document, store
from dashboard.plans.store import saved_plans
from data.errors import PlanError

OPENED = "plan:opened"
"""Key of the saved plan that was opened last, as it was then; nothing for a new plan."""


@dataclass(frozen=True)
class Shelf:
    """Saved plans, and the one that is open, if any.

    Attributes
    ----------
    listed : tuple of Listed
        None where they cannot be read now.
    kept : Revision or None
        On which the plan on screen was made.
    """

    listed: tuple[store.Listed, ...]
    kept: store.Revision | None


def choose() -> Shelf:
    """Return the saved plans and the one chosen; where they cannot be read, say so and go on."""
    try:
        listed = saved_plans().list()
        kept = _chosen(listed)
    except PlanError as error:
        plan_trouble.say(error)
        return Shelf((), st.session_state.get(OPENED))
    if kept is not None and (keys := kept_plans.misfits(kept.document)):
        show.unknown(plan_words.unfit(keys))
    return Shelf(listed, kept)


def _chosen(listed: tuple[store.Listed, ...]) -> store.Revision | None:
    """Return the saved plan that the reader or the link chose, and open it where it is new."""
    options = {"": _("A new plan")} | kept_plans.choices(listed)
    if (asked := ask.arrived("plan")) and asked not in options:
        show.unknown(_("The plan of this link is not kept here: ask its makers for the file."))
    plan_id = ask.one(_("Saved plan"), options, key="plan") if listed else ""
    is_first = OPENED not in st.session_state
    before: store.Revision | None = st.session_state.get(OPENED)
    if not plan_id or (before is not None and before.plan_id == plan_id):
        st.session_state[OPENED] = kept = before if plan_id else None
        return kept
    kept = saved_plans().load(plan_id)
    is_in_link = is_first and ask.arrived("approach") is not None
    _open(kept, is_in_link=is_in_link)
    return kept


def _open(kept: store.Revision, *, is_in_link: bool = False) -> None:
    """Put a saved plan on the page; what a link says of it holds where it says it."""
    st.session_state[OPENED] = kept
    st.session_state[WRITTEN] = kept_plans.rows_in(kept.document)
    if not is_in_link:
        for name, value in kept_plans.link_of(kept.document).items():
            ask.put(name, value)


def part(shelf: Shelf, draft: Draft) -> None:
    """Draw the way to save the plan."""
    kept = shelf.kept
    show.heading(
        _("Keep this plan"),
        _("Its approaches go to the outreach log. The address of this page is a link to it, too."),
    )
    before = kept.document if kept else None
    with st.form("save_plan", border=True):
        first, second, third = st.columns(3)
        title = first.text_input(_("Title"), value=before.title if before else "", max_chars=200)
        who = second.text_input(_("Saved by"), max_chars=200)
        note = third.text_input(_("Note"), value=before.note if before else "", max_chars=10_000)
        is_copy = st.checkbox(_("Save as a new plan"), value=kept is None, disabled=kept is None)
        is_sent = st.form_submit_button(_("Save"), type="primary")
    if is_sent:
        _save(None if is_copy else kept, draft, title=title.strip(), who=who.strip(), note=note)
    if settled := plan_conflict.part(kept):
        _settle(settled)
    _files(kept, draft, title.strip() or draft.text, note)


def _save(over: store.Revision | None, draft: Draft, *, title: str, who: str, note: str) -> None:
    """Keep the plan; if that fails, say why and leave the form as it is."""
    if not who or not title:
        st.error(_("A plan needs a title, and the name of who saves it."))
        return
    try:
        saved = saved_plans().save(
            draft.document(title, note),
            who=who,
            plan_id=over.plan_id if over else None,
            expect_revision=over.number if over else 0,
        )
    except store.ConflictError as conflict:
        plan_conflict.hold(conflict, who)
    except PlanError as error:
        plan_trouble.say(error)
    else:
        _settle(plan_conflict.Settled(saved, is_on_screen=True))


def _settle(settled: plan_conflict.Settled) -> None:
    """Go on with a saved plan: the one on screen, or another one that is opened."""
    st.session_state[OPENED] = settled.revision
    if not settled.is_on_screen:
        _open(settled.revision)
    ask.put("plan", settled.revision.plan_id)
    st.rerun()


def _files(kept: store.Revision | None, draft: Draft, title: str, note: str) -> None:
    """Draw where the plan is kept, and the way to carry it as a file."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        if kept is not None:
            st.markdown(plan_words.kept_as(kept.number, kept.plan_id), width="content")
        st.download_button(
            _("Save this plan as a file"),
            data=lambda: document.to_json(draft.document(title, note)),
            file_name=f"trojka-plan-{draft.target.instrument_id}.json",
            mime="application/json",
            on_click="ignore",
            key="export_draft",
            help=_("One JSON file that another Trojka can open"),
        )
