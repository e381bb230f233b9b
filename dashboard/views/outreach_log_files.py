"""Outreach log: what was saved when, and plans as files."""

from __future__ import annotations

import streamlit as st

from dashboard import ask, cache, i18n, outreach, show
from dashboard.i18n import _
from dashboard.plans import document, store
from data.errors import PlanError


def choose(plans: store.Plans) -> str:
    """Return the plan that the reader or the link chose; draw the list of all where none is."""
    listed = plans.list()
    if not listed:
        show.answer(_("No plan has been saved yet."))
        show.unknown(_("Make one on the page Plan and save it there, or open a file here."))
        importer(plans)
        return ""
    options = {"": _("All plans")} | outreach.choices(listed)
    if (asked := ask.arrived("plan")) and asked not in options:
        show.unknown(_("The plan of this link is not kept here: ask its makers for the file."))
    plan_id = ask.one(_("Plan"), options, key="plan")
    if not plan_id:
        _list(plans, listed)
    return plan_id


def _list(plans: store.Plans, listed: tuple[store.Listed, ...]) -> None:
    """Draw all plans, each with its link."""
    show.answer(outreach.kept(listed))
    show.table(
        outreach.plan_rows(
            listed, {one.instrument_id: text_name(one.instrument_id) for one in listed}
        ),
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
        importer(plans)


def part(plans: store.Plans, revision: store.Revision) -> None:
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
    saved = _("All saves of this plan ({n})").format(n=i18n.number(revision.number))
    with st.expander(saved):
        show.table(
            outreach.revision_rows(plans.history(revision.plan_id)),
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
    with st.expander(_("Open a plan from a file")):
        importer(plans)


def importer(plans: store.Plans) -> None:
    """Draw the way to open a plan that was saved as a file: it becomes a plan of its own."""
    file = st.file_uploader(_("A plan that was saved as a file"), type="json", key="import_plan")
    who = st.text_input(_("Opened by"), max_chars=200, key="import_who")
    if file is None or not st.button(_("Open and keep"), key="import_keep"):
        return
    current = cache.snapshot()
    states = cache.frame(current, current.version, "states")["iso3"]
    instruments = cache.frame(current, current.version, "instruments")["instrument_id"]
    try:
        plan = document.from_json(
            file.getvalue(), states=set(states), instruments=set(instruments), where=file.name
        )
        kept = plans.save(plan, who=who.strip() or "—", note=file.name[:200])
    except PlanError as error:
        st.error(show.plain(str(error)), icon=":material/error:")
        return
    ask.put("plan", kept.plan_id)
    st.rerun()


def text_name(instrument_id: str) -> str:
    """Return what a text is called; its key where these facts do not hold it."""
    current = cache.snapshot()
    instruments = cache.frame(current, current.version, "instruments")
    names = dict(zip(instruments["instrument_id"], instruments["short_name"], strict=True))
    return _(names[instrument_id]) if instrument_id in names else instrument_id
