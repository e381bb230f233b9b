"""Plans as files, and what was saved when."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboard import i18n
from dashboard.feeds import due_days
from dashboard.i18n import _
from dashboard.kit import ask, here, may_keep, plan_trouble, save_button, signing
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.log.files import content
from dashboard.plans import document, progress, store
from dashboard.plans.store import saved_plans
from dashboard.uploads import reading
from data.errors import PlanError
from data.facts import current_facts


def render_files(revision: store.Revision) -> None:
    """Draw the revisions of a plan, its file, and the way to open another."""
    draw(content.heading())
    plan = revision.document
    save_button.offer(
        _("Save this plan as a file"),
        partial(document.to_json, plan),
        kind="plan",
        thing=f"{revision.plan_id}.json",
        file=f"trojka-plan-{revision.plan_id}-{revision.number}.json",
        mime="application/json",
        key="export_plan",
        help=_("One JSON file that another Trojka can open"),
    )
    if plan.note:
        st.caption(_("Note of the plan"))
        st.text(plan.note)
    _render_saves(revision)
    render_folded_importer()


def render_calendar(
    revision: store.Revision, rows: pd.DataFrame, found: progress.PlanProgress
) -> None:
    """Draw the way to take the due days of a plan into a calendar, where any is open."""
    if not due_days.open_days(found.approaches):
        return
    save_button.offer(
        _("Due dates as a calendar"),
        partial(due_days.calendar, revision, found.approaches, rows.set_index("iso3")),
        kind="plan",
        thing=f"{revision.plan_id}/due.ics",
        file=f"trojka-{i18n.language()}-due-{revision.plan_id}.ics",
        mime=due_days.MIME,
        key="due_calendar",
        icon=":material/calendar_month:",
    )


def _render_saves(revision: store.Revision) -> None:
    """Draw every save of a plan, where they can be read."""
    try:
        saves = saved_plans(here.person()).history(revision.plan_id)
    except PlanError:
        return  # said above, where the plan was read
    draw(content.saves(saves))


def render_folded_importer() -> None:
    """Draw the way to open a plan that was saved as a file, on demand; to who may keep one."""
    if may_keep.refusal(saved_plans) is not None:
        return
    with st.expander(_("Open a plan from a file")):
        render_importer()


def render_importer() -> None:
    """Draw the way to open a plan that was saved as a file: it becomes a plan of its own."""
    if not may_keep.offered(saved_plans):
        return
    file = st.file_uploader(
        _("A plan that was saved as a file"),
        type="json",
        key="import_plan",
        max_upload_size=reading.MAX_MEGABYTES["plan"],
    )
    who = signing.asked(st.container(), _("Opened by"), key="import_who")
    if file is None or not st.button(_("Open and keep"), key="import_keep"):
        return
    facts = current_facts()
    try:
        plan = reading.plan(
            file.getvalue(),
            where=file.name,
            states=facts.states["iso3"],
            instruments=facts.instruments["instrument_id"],
        )
        kept = saved_plans(here.person()).save(plan, who=who or "—", note=file.name[:200])
    except PlanError as error:
        plan_trouble.say(error)
        return
    ask.put("plan", kept.plan_id)
    st.rerun()
