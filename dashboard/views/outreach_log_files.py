"""Outreach log: what was saved when, and plans as files."""

from __future__ import annotations

import streamlit as st

from dashboard import ask, chances, i18n, outreach, show
from dashboard.i18n import _
from dashboard.plans import document, steps, store
from dashboard.plans.store import saved_plans
from dashboard.views import plan_trouble
from data.errors import PlanError
from data.facts import current_facts

SEEN = "log:seen"
"""Key of the plan shown last, and its log: what stays on screen if they cannot be read again."""

Opened = tuple[store.Revision, tuple[store.Entry, ...]]


def choose() -> Opened | None:
    """Return the plan chosen and its log; where they cannot be read, say so and return the last."""
    try:
        plans = saved_plans()
        plan_id = _chosen(plans.list())
        opened = (plans.load(plan_id), plans.entries(plan_id)) if plan_id else None
    except PlanError as error:
        plan_trouble.say(error)
        return st.session_state.get(SEEN)
    st.session_state[SEEN] = opened
    return opened


def _chosen(listed: tuple[store.Listed, ...]) -> str:
    """Return the plan that the reader or the link chose; draw the list of all where none is."""
    if not listed:
        show.answer(_("No plan has been saved yet."))
        show.unknown(_("Make one on the page Plan and save it there, or open a file here."))
        importer()
        return ""
    options = {"": _("All plans")} | outreach.choices(listed)
    if (asked := ask.arrived("plan")) and asked not in options:
        show.unknown(_("The plan of this link is not kept here: ask its makers for the file."))
    plan_id = ask.one(_("Plan"), options, key="plan")
    if not plan_id:
        _list(listed)
    return plan_id


def _list(listed: tuple[store.Listed, ...]) -> None:
    """Draw all plans, each with its link."""
    show.answer(outreach.kept(listed))
    show.table(
        outreach.plan_rows(listed, {one.plan_id: text_name(one) for one in listed}),
        key="plans",
        title=_("All plans"),
        evidence=(),
        columns={
            "title": _("Plan"),
            "text": _("Text"),
            "target": _("Target"),
            "revision": _("Revision"),
            "created": _("Begun on"),
            "saved": _("Saved on"),
            "link": _("Link"),
        },
        config={_("Link"): show.link(_("open"))},
    )
    with st.expander(_("Open a plan from a file")):
        importer()


def part(revision: store.Revision) -> None:
    """Draw the revisions of a plan, its file, and the way to open another."""
    show.heading(_("Revisions and files"))
    plan = revision.document
    st.download_button(
        _("Save this plan as a file"),
        data=document.to_json(plan),
        file_name=f"trojka-plan-{revision.plan_id}-{revision.number}.json",
        mime="application/json",
        on_click="ignore",
        key="export_plan",
        help=_("One JSON file that another Trojka can open"),
    )
    if plan.note:
        st.caption(_("Note of the plan"))
        st.text(plan.note)
    _history(revision)
    with st.expander(_("Open a plan from a file")):
        importer()


def _history(revision: store.Revision) -> None:
    """Draw every save of a plan, where they can be read."""
    try:
        saves = saved_plans().history(revision.plan_id)
    except PlanError:
        return  # said above, where the plan was read
    with st.expander(_("All saves of this plan ({n})").format(n=i18n.number(len(saves)))):
        show.table(
            outreach.revision_rows(saves),
            key="revisions",
            title=_("Every save, the last one first"),
            evidence=(),
            columns={
                "number": _("Revision"),
                "at": _("Saved on"),
                "who": _("Saved by"),
                "note": _("Note"),
                "n": _("Approaches"),
            },
        )


def entry(step: steps.Step) -> None:
    """Draw the way to carry an entry that could not be written into the log."""
    st.download_button(
        _("Save this entry as a file"),
        data=step.model_dump_json(indent=2),
        file_name=f"trojka-log-{step.state}-{step.on}.json",
        mime="application/json",
        on_click="ignore",
        key="export_entry",
    )


def importer() -> None:
    """Draw the way to open a plan that was saved as a file: it becomes a plan of its own."""
    file = st.file_uploader(_("A plan that was saved as a file"), type="json", key="import_plan")
    who = st.text_input(_("Opened by"), max_chars=200, key="import_who")
    if file is None or not st.button(_("Open and keep"), key="import_keep"):
        return
    facts = current_facts()
    states = facts.states["iso3"]
    instruments = facts.instruments["instrument_id"]
    try:
        plan = document.from_json(
            file.getvalue(), states=set(states), instruments=set(instruments), where=file.name
        )
        kept = saved_plans().save(plan, who=who.strip() or "—", note=file.name[:200])
    except PlanError as error:
        plan_trouble.say(error)
        return
    ask.put("plan", kept.plan_id)
    st.rerun()


def text_name(plan: document.Document | store.Listed) -> str:
    """Return what the text of a plan is called; its key where these facts do not hold it."""
    facts = current_facts()
    names = chances.text_names(facts.instruments)
    name = names.get(plan.instrument_id, plan.instrument_id)
    return _("Next version of {text}").format(text=name) if plan.is_next else name
