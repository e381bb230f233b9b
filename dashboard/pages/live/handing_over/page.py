"""Where a count is declared over, and handed over to the record."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from dashboard.i18n import _, vocabulary
from dashboard.kit import here, plan_trouble, save_button
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.live.entering import page as entering
from dashboard.pages.live.entering import reading
from dashboard.pages.live.handing_over import content, request
from dashboard.pages.live.handing_over.request import GivenDetails
from dashboard.pages.live.judged import JudgedCount
from dashboard.plans import count_document
from dashboard.plans.counts import kept_counts
from data import codes
from data.errors import PlanError
from data.facts import current_facts


def render_end(count: JudgedCount, who: str) -> None:
    """Draw the button that declares a count over, or opens it again."""
    standing = count.standing
    if standing.is_over:
        if st.button(_("Open the count again"), key="reopen"):
            _act(count, "reopened", who, _("The count is open again."))
        return
    is_clear = not (standing.unclear or standing.disputed)
    label = (
        _("It is over: all others did not vote")
        if count.document.kind == "vote"
        else _("It is over: all others did not endorse")
    )
    is_possible = is_clear and bool(standing.answers)
    why = None if is_possible else _("First enter answers, and settle what is not clear.")
    if st.button(label, key="over", disabled=not is_possible, help=why):
        _act(count, "over", who, _("Declared over: the score of the forecast stands below."))


def _act(count: JudgedCount, act: str, who: str, told: str) -> None:
    line = count_document.line(act=act, batch=reading.new_batch())
    entering.keep(count, (line,), who=who, told=told)


def render_handing_over(count: JudgedCount, who: str, day: date) -> None:
    """Draw the way from a count to the record.

    Parameters
    ----------
    count : JudgedCount
    who : str
        Who hands it over.
    day : date
        Today.
    """
    if not count.standing.answers:
        return
    facts = current_facts()
    draw(content.heading(count))
    kind = request.kind_of_change(facts, count)
    given = _ask_details(count) if kind else None
    with st.container(horizontal=True, gap="small"):
        save_button.offer(
            _("Save the list (CSV)"),
            partial(request.to_csv, count),
            kind="count",
            thing=f"{count.kept.count_id}/list.csv",
            file=f"trojka-live-{count.kept.count_id}.csv",
            mime="text/csv",
            key="live_csv",
            on_click=partial(_note_handed_over, count, who),
        )
        if given is not None:
            is_ready = (
                given.is_whole
                and bool(who)
                and (kind != "rollcall" or bool(given.symbol and given.topics))
            )
            save_button.offer(
                _("Save the request (JSON)"),
                partial(request.to_request, facts, count, given, who=who, today=day),
                kind="count",
                thing=f"{count.kept.count_id}/request.json",
                file=f"trojka-{kind}-{count.kept.count_id}.json",
                mime="application/json",
                key="live_request",
                disabled=not is_ready,
                on_click=partial(_note_handed_over, count, who),
                help=_("Read by python -m etl add {kind} --json FILE").format(kind=kind),
            )
    draw(content.handed_over(count))


def _ask_details(count: JudgedCount) -> GivenDetails:
    """Return what the desk says of the document that shows the result."""
    facts = current_facts()
    licences = facts.sources["licence"].astype(str).value_counts().index.tolist()
    with st.expander(_("The document that shows the result")):
        left, right = st.columns(2)
        url = left.text_input(_("Its address"), max_chars=500, placeholder="https://")
        publisher = right.text_input(_("Publisher"), max_chars=200)
        licence = left.selectbox(_("Terms"), licences, format_func=_)
        why = right.text_input(_("Why it is entered"), max_chars=200, value=count.document.title)
        symbol, topics = "", []
        if count.document.kind == "vote":
            symbol = left.text_input(
                _("Symbol of the text"), max_chars=60, placeholder="A/RES/81/…"
            )
            topics = request.last_vote(facts, count.document.text).get("topics", [])
            if not topics:
                topics = right.multiselect(
                    _("What it is on"),
                    codes.TOPICS,
                    format_func=lambda code: vocabulary.word(vocabulary.TOPICS, code),
                    placeholder=_("At least one subject"),
                )
    return GivenDetails(
        url.strip(), publisher.strip(), licence or "", why.strip(), symbol.strip(), tuple(topics)
    )


def _note_handed_over(count: JudgedCount, who: str) -> None:
    """Note in the count that it was handed over; the file is saved whether that works or not."""
    line = count_document.line(act="handed_over", batch=reading.new_batch())
    try:
        kept_counts(here.person()).enter(count.kept.count_id, (line,), who=who or "—")
    except PlanError as error:
        plan_trouble.say(error)
