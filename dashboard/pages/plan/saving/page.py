"""Plans that were saved, opened again and saved anew, here or as a file."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.i18n import _
from dashboard.kit import ask, here, may_keep, noting, plan_trouble, save_button, sharing, signing
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.plan import plan_documents
from dashboard.pages.plan.approaches.page import WRITTEN
from dashboard.pages.plan.conflict import page as conflict
from dashboard.pages.plan.current_plan import CurrentPlan
from dashboard.pages.plan.saving import content
from dashboard.plans import document, store
from dashboard.plans.store import saved_plans
from dashboard.words import plan_choices
from data.errors import PlanError
from data.facts import current_facts

OPENED = "plan:opened"
"""Key of the saved plan that was opened last, as it was then; nothing for a new plan."""


@dataclass(frozen=True)
class OpenedPlan:
    """Saved plans, and the one that is open, if any.

    Attributes
    ----------
    listed : tuple of Listed
        Empty where they cannot be read now.
    kept : Revision or None
        On which the plan on screen was made.
    is_away : bool
        Whether the database does not answer, as the page has said then.
    """

    listed: tuple[store.Listed, ...]
    kept: store.Revision | None
    is_away: bool = False

    def may_edit(self, plan_id: str) -> bool:
        """Return whether who looks may save over a plan; yes where the list cannot be read."""
        return next((one.may_edit for one in self.listed if one.plan_id == plan_id), True)


def ask_saved_plan() -> OpenedPlan:
    """Return the saved plans and the one chosen; where they cannot be read, say so and go on."""
    try:
        listed = saved_plans(here.person()).list()
        kept = _ask_plan(listed)
    except PlanError as error:
        plan_trouble.say(error)
        return OpenedPlan((), st.session_state.get(OPENED), is_away=True)
    if kept is not None:
        draw(content.misfits_note(kept.document))
        draw(content.saved_on_note(current_facts(), kept.document, kept.plan_id))
    return OpenedPlan(listed, kept)


def _ask_plan(listed: tuple[store.Listed, ...]) -> store.Revision | None:
    """Return the saved plan that the reader or the link chose, and open it where it is new."""
    options = {"": _("A new plan")} | plan_choices.saved(listed)
    if (asked := ask.arrived("plan")) and asked not in options:
        draw(content.not_here())
    plan_id = ask.one(_("Saved plan"), options, key="plan") if listed else ""
    is_first = OPENED not in st.session_state
    before: store.Revision | None = st.session_state.get(OPENED)
    if not plan_id or (before is not None and before.plan_id == plan_id):
        st.session_state[OPENED] = kept = before if plan_id else None
        return kept
    kept = saved_plans(here.person()).load(plan_id)
    facts = current_facts()
    document.check_known(
        kept.document,
        states=set(facts.states["iso3"]),
        instruments=set(facts.instruments["instrument_id"]),
        where=kept.document.title,
    )
    is_in_link = is_first and ask.arrived("approach") is not None
    _open_plan(kept, is_in_link=is_in_link)
    noting.saw("plan", plan_id)
    return kept


def _open_plan(kept: store.Revision, *, is_in_link: bool = False) -> None:
    """Put a saved plan on the page; what a link says of it holds where it says it."""
    st.session_state[OPENED] = kept
    st.session_state[WRITTEN] = plan_documents.rows_in(kept.document)
    if not is_in_link:
        for name, value in plan_documents.link_of(kept.document).items():
            ask.put(name, value)


def render_saving(shelf: OpenedPlan, draft: CurrentPlan) -> None:
    """Draw the way to save the plan."""
    kept = shelf.kept
    draw(content.heading())
    before = kept.document if kept else None
    title = before.title if before else draft.text[:200]
    note = before.note if before else ""
    if may_keep.offered(saved_plans):
        title, note = _render_form(shelf, draft, title, note)
        if settled := conflict.render_conflict(kept):
            _continue_with(settled)
    _render_files(kept, draft, title or draft.text, note)
    if kept is not None:
        _render_sharing(kept)


def _render_form(shelf: OpenedPlan, draft: CurrentPlan, title: str, note: str) -> tuple[str, str]:
    """Draw the form that saves the plan, and return the title and the note it has now."""
    kept = shelf.kept
    with st.form("save_plan", border=True):
        first, second, third = st.columns(3)
        title = first.text_input(_("Title"), value=title, max_chars=200).strip()
        who = signing.asked(second, _("Saved by"))
        note = third.text_input(_("Note"), value=note, max_chars=10_000)
        is_ours = kept is not None and shelf.may_edit(kept.plan_id)
        is_copy = st.checkbox(_("Save as a new plan"), value=not is_ours, disabled=not is_ours)
        is_sent = st.form_submit_button(_("Save"), type="primary")
    if is_sent:
        signing.remember(who)
        _save(None if is_copy else kept, draft, title=title, who=who, note=note)
    return title, note


def _save(
    over: store.Revision | None, draft: CurrentPlan, *, title: str, who: str, note: str
) -> None:
    """Keep the plan; if that fails, say why and leave the form as it is."""
    if not who or not title:
        st.error(_("A plan needs a title, and the name of who saves it."))
        return
    try:
        saved = saved_plans(here.person()).save(
            draft.document(title, note, current_facts().version),
            who=who,
            plan_id=over.plan_id if over else None,
            expect_revision=over.number if over else 0,
        )
    except store.ConflictError as error:
        conflict.keep_conflict(error, who)
    except PlanError as error:
        plan_trouble.say(error)
    else:
        _continue_with(conflict.ChosenVersion(saved, is_on_screen=True))


def _continue_with(settled: conflict.ChosenVersion) -> None:
    """Go on with a saved plan: the one on screen, or another one that is opened."""
    st.session_state[OPENED] = settled.revision
    if not settled.is_on_screen:
        _open_plan(settled.revision)
    ask.put("plan", settled.revision.plan_id)
    st.rerun()


def _render_sharing(kept: store.Revision) -> None:
    """Draw with whom the plan is shared."""
    try:
        plans = saved_plans(here.person())
    except PlanError:
        return  # said above, where the plan was read
    sharing.render(plans, kept.plan_id)


def _render_files(kept: store.Revision | None, draft: CurrentPlan, title: str, note: str) -> None:
    """Draw where the plan is kept, and the way to carry it as a file."""
    version = current_facts().version
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        if kept is not None:
            st.markdown(content.saved_as_sentence(kept.number, kept.plan_id), width="content")
        save_button.offer(
            _("Save this plan as a file"),
            lambda: document.to_json(draft.document(title, note, version)),
            kind="plan",
            thing=f"{kept.plan_id if kept else 'draft'}.json",
            file=f"trojka-plan-{draft.target.instrument_id}.json",
            mime="application/json",
            key="export_draft",
            help=_("One JSON file that another Trojka can open"),
        )
