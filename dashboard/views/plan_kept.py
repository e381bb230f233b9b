"""Plan: plans that were saved, opened again, saved anew and set side by side."""

from __future__ import annotations

import streamlit as st

from analytics import opportunities
from analytics.approaches import Plan
from analytics.opening import Opening
from dashboard import ask, cache, i18n, kept_plans, outreach, plan_words, planning, show, states
from dashboard.i18n import _
from dashboard.plans import store
from dashboard.views.plan_asked import WRITTEN, Asked
from data.errors import PlanError

OPENED = "plan:opened"
"""Key of the saved plan that was opened last, and its revision."""

MAX_BESIDE = 2


def choose(plans: store.Plans) -> store.Revision | None:
    """Return the saved plan that the reader or the link chose, and open it where it is new."""
    listed = plans.list()
    options = {"": _("A new plan")} | outreach.choices(listed)
    if (asked := ask.arrived("plan")) and asked not in options:
        show.unknown(_("The plan of this link is not kept here: ask its makers for the file."))
    if not listed:
        return None
    plan_id = ask.one(_("Saved plan"), options, key="plan")
    before = st.session_state.get(OPENED)
    if not plan_id:
        st.session_state[OPENED] = ("", 0)
        return None
    if before is not None and before[0] == plan_id:
        return plans.load(plan_id, before[1])
    kept = plans.load(plan_id)
    st.session_state[OPENED] = (plan_id, kept.number)
    if before is not None or ask.arrived("approach") is None:
        for name, value in kept_plans.link_of(kept.document).items():
            ask.put(name, value)
        st.session_state[WRITTEN] = kept_plans.rows_in(kept.document)
    return kept


def part(
    plans: store.Plans,
    kept: store.Revision | None,
    target: opportunities.Target,
    start: Opening,
    plan: Plan,
    goal: int,
    asked: Asked,
    text: str,
) -> None:
    """Draw other plans beside this one, and the way to save it."""
    _beside(plans, target, start, plan, goal)
    show.heading(
        _("Keep this plan"),
        _("Its approaches go to the outreach log. The address of this page is a link to it, too."),
    )
    if target.is_next:
        show.unknown(
            _("{text} is not there yet: send this plan as a link; it can be saved later.").format(
                text=text
            )
        )
        return
    title = kept.document.title if kept else ""
    with st.form("save_plan", border=True):
        first, second, third = st.columns(3)
        named = first.text_input(_("Title"), value=title, max_chars=200)
        who = second.text_input(_("Saved by"), max_chars=200)
        note = third.text_input(_("Note"), max_chars=2000)
        is_copy = st.checkbox(_("Save as a new plan"), value=kept is None, disabled=kept is None)
        is_sent = st.form_submit_button(_("Save"), type="primary")
    if is_sent:
        over = None if is_copy else kept
        head = {"title": named.strip(), "note": note, "target": goal, "budget": float(asked.budget)}
        _save(plans, over, target, start, plan, asked, who=who.strip(), head=head)
    if kept is not None:
        query = "" if i18n.language() == i18n.DEFAULT else f"&lang={i18n.language()}"
        st.markdown(
            _("Kept as revision {n}. [Open it in the outreach log](log?plan={plan}{query})").format(
                n=i18n.number(kept.number), plan=kept.plan_id, query=query
            )
        )


def _save(
    plans: store.Plans,
    over: store.Revision | None,
    target: opportunities.Target,
    start: Opening,
    plan: Plan,
    asked: Asked,
    *,
    who: str,
    head: dict[str, object],
) -> None:
    """Keep the plan; if that fails, say why and leave the form as it is."""
    if not who or not head["title"]:
        st.error(_("A plan needs a title, and the name of who saves it."))
        return
    try:
        document = kept_plans.as_document(
            list(asked.rows.values()),
            start,
            plan,
            costs=asked.costs,
            instrument_id=target.instrument_id,
            snapshot_version=cache.snapshot().version,
            **head,
        )
        saved = plans.save(
            document,
            who=who,
            plan_id=over.plan_id if over else None,
            expect_revision=over.number if over else 0,
        )
    except PlanError as error:
        st.error(show.plain(str(error)), icon=":material/error:")
        return
    st.session_state[OPENED] = (saved.plan_id, saved.number)
    ask.put("plan", saved.plan_id)
    st.rerun()


def _beside(
    plans: store.Plans, target: opportunities.Target, start: Opening, plan: Plan, goal: int
) -> None:
    """Set up to two saved plans beside this one, where there are any for the text."""
    listed = [one for one in plans.list() if one.instrument_id == target.instrument_id]
    if not listed:
        return
    show.heading(_("Beside other plans"))
    chosen = ask.several(
        _("Saved plans for this text, at most two"),
        outreach.choices(listed),
        key="beside",
        placeholder=_("None"),
    )[:MAX_BESIDE]
    if not chosen:
        return
    current = cache.snapshot()
    names = states.names(cache.frame(current, current.version, "states"))
    others = {key: plans.load(key).document for key in chosen}
    read = {key: kept_plans.plan_in(one, start, plan) for key, one in others.items()}
    all_plans = {"": plan} | {key: made for key, (made, _gone) in read.items()}
    found = cache.plans_compared(
        current,
        current.version,
        target,
        all_plans,
        repr([planning.key_of(one) for one in all_plans.values()]),
        goal,
    )
    titles = {"": _("This plan")} | {key: one.title for key, one in others.items()}
    show.table(
        plan_words.compared_rows(found, titles),
        key="plan_beside",
        title=_("Plans side by side"),
        columns={
            "name": _("Plan"),
            "size": _("Members in the end"),
            "between": _("90% of draws"),
            "reached": _("Target reached"),
            "apart": _("Beside this plan"),
            "sampled": _("Monte-Carlo, 90%"),
        },
        evidence=cache.target_evidence(current, current.version, target),
        note=plan_words.beside_note([gone for _made, gone in read.values()], names),
    )
