"""Outreach log: what was saved when, and plans as files."""

from __future__ import annotations

import streamlit as st

from dashboard import ask, cache, i18n, outreach, show
from dashboard.i18n import _
from dashboard.plans import document, store
from data.errors import PlanError


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
