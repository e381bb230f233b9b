"""The form in which steps are written into the log: of one State or several, and once only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import i18n
from dashboard.i18n import _
from dashboard.kit import here, plan_trouble, save_button, signing
from dashboard.pages.log.entry import content
from dashboard.plans import document, steps, store
from dashboard.plans.log import LogEntry, LoggedMeanwhileError
from dashboard.plans.store import saved_plans
from dashboard.words import planning, steps_in_words
from data.errors import PlanError

OPENED = "log:opened"
"""Key of the form that is open; of none while it is closed."""

NUMBER = "log:number"
"""Key of how many forms were opened: each has boxes of its own, so that none keeps its words."""

LAST = "log:last"
"""Key of what was written last, and can be taken back."""

MEANWHILE = "log:meanwhile"
"""Key of what another desk wrote while the form was open."""

IN_PLAN, IN_LOG_ONLY = "plan", "log"


@dataclass(frozen=True)
class OpenForm:
    """A form that is open.

    Attributes
    ----------
    number : int
    revision : Revision
        The plan.
    states : tuple of str
        iso3 of the States chosen when it was opened.
    seen : int
        Number of the last entry of the log by then.
    """

    number: int
    revision: store.Revision
    states: tuple[str, ...]
    seen: int


@dataclass(frozen=True)
class LastEntries:
    """What was written last, and whether it was taken back since."""

    plan_id: str
    entries: tuple[LogEntry, ...]
    is_back: bool = False


def open_form(
    revision: store.Revision, entries: tuple[LogEntry, ...], states: tuple[str, ...] = ()
) -> None:
    """Open an empty form for some States of a plan, or for those that the reader will choose."""
    number = st.session_state.get(NUMBER, 0) + 1
    st.session_state[NUMBER] = number
    seen = max((one.entry_id for one in entries), default=0)
    st.session_state[OPENED] = OpenForm(number, revision, states, seen)
    st.session_state.pop(MEANWHILE, None)


def render_last(plan_id: str, names: Mapping[str, str]) -> None:
    """Say what was just written into the log, with the way to take it back."""
    last: LastEntries | None = st.session_state.get(LAST)
    if last is None or last.plan_id != plan_id:
        return
    if last.is_back:
        st.warning(content.taken_back_sentence(last.entries, names), icon=":material/undo:")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(content.logged_sentence(last.entries, names), icon=":material/check:")
        is_undone = st.button(_("Undo"), key="undo_log", icon=":material/undo:")
    if is_undone:
        try:
            saved_plans(here.person()).take_back(plan_id, last.entries, who=last.entries[0].author)
        except PlanError as error:
            plan_trouble.say(error)
            return
        st.session_state[LAST] = LastEntries(plan_id, last.entries, is_back=True)
        st.rerun()


def render_form(approaches: pd.DataFrame, names: Mapping[str, str], day: date) -> None:
    """Draw the form over the page, where it is open.

    Parameters
    ----------
    approaches : DataFrame
        From `progress.on_day`.
    names : mapping of str to str
        iso3 to name of every State.
    day : date
        Today.
    """
    opened: OpenForm | None = st.session_state.get(OPENED)
    if opened is None:
        return
    dialog = st.dialog(_("Log a step"), width="medium", on_dismiss=_close)
    dialog(_draw_form)(opened, approaches.set_index("iso3"), names, day, i18n.language())


def _close() -> None:
    st.session_state.pop(OPENED, None)
    st.session_state.pop(MEANWHILE, None)


def _draw_form(
    opened: OpenForm,
    approaches: pd.DataFrame,
    names: Mapping[str, str],
    day: date,
    language: str,
) -> None:
    """Draw the form; it runs by itself, so that the language is spoken afresh."""
    i18n.use(language, i18n.translations(language))
    key = f"log_{opened.number}"
    first = [state for state in approaches.index if state in names]
    options = list(dict.fromkeys([*first, *opened.states, *names]))
    chosen: list[str] = st.multiselect(
        _("States"),
        options,
        default=list(opened.states),
        format_func=lambda state: names.get(state, state),
        key=f"{key}_states",
        placeholder=_("One State or several; those of the plan come first"),
    )
    strangers = [state for state in chosen if state not in approaches.index]
    whither = _ask_whither(strangers, names, key) if strangers else IN_LOG_ONLY
    with st.form(f"{key}_form", border=False):
        made = _ask_step(approaches.reindex(chosen), key, day)
        is_sent = st.form_submit_button(_("Write into the log"), type="primary")
    if is_sent:
        _write(opened, _steps_of(chosen, approaches, made), whither, made, strangers)
    _draw_meanwhile(opened, names, whither, strangers)


def _ask_whither(strangers: list[str], names: Mapping[str, str], key: str) -> str | None:
    """Draw the question whether States that are not in the plan become part of it."""
    st.warning(content.strangers_sentence(strangers, names), icon=":material/help:")
    words = {IN_PLAN: _("Add to the plan, and log"), IN_LOG_ONLY: _("Log only")}
    return st.radio(
        _("Not in the plan"),
        list(words),
        index=None,
        format_func=lambda one: words[one],
        key=f"{key}_whither",
        horizontal=True,
    )


@dataclass(frozen=True)
class AskedStep:
    """What the form says of the States chosen; empty words leave what is known of each."""

    step: str | None
    on: date
    due: date | None
    owner: str
    post: str
    who: str
    note: str


def _ask_step(held: pd.DataFrame, key: str, day: date) -> AskedStep:
    """Draw what is written of the States chosen, and return it.

    Of one State the form begins with its owner, post and due day; of several it leaves each its
    own.
    """
    words = steps_in_words.step_words()
    own = held.iloc[0] if len(held) == 1 else None
    left, right = st.columns(2, gap="medium")
    step = left.radio(
        _("How far it has come"),
        list(words),
        index=None,
        format_func=lambda one: words[one],
        key=f"{key}_step",
    )
    on = right.date_input(_("On"), value=day, format="DD/MM/YYYY", key=f"{key}_on")
    due = right.date_input(
        _("Next step due"),
        value=_day(own["due"]) if own is not None else None,
        format="DD/MM/YYYY",
        key=f"{key}_due_{_signature(held)}",
        help=None if own is not None else _("Empty: each State keeps its own."),
    )
    owner = right.text_input(
        _("Owner: person or desk"),
        value=_text(own["owner"]) if own is not None else "",
        max_chars=200,
        key=f"{key}_owner_{_signature(held)}",
    )
    post = right.text_input(
        _("Post: embassy or mission"),
        value=_text(own["post"]) if own is not None else "",
        max_chars=200,
        key=f"{key}_post_{_signature(held)}",
    )
    note = left.text_input(_("Note"), max_chars=2000, key=f"{key}_note")
    who = signing.asked(right, _("Written by"), key=f"{key}_who")
    return AskedStep(step, on, due, owner.strip(), post.strip(), who, note)


def _signature(held: pd.DataFrame) -> str:
    """Return which State the boxes are of: another one has boxes of its own."""
    return str(held.index[0]) if len(held) == 1 else "several"


def _day(value: object) -> date | None:
    return value if isinstance(value, date) and not pd.isna(value) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _steps_of(
    chosen: list[str], approaches: pd.DataFrame, made: AskedStep
) -> list[dict[str, object]]:
    """Return the fields of an entry for each State chosen."""
    status, _colon, result = (made.step or "").partition(":")
    held = approaches.reindex(chosen)
    is_one = len(chosen) == 1
    return [
        {
            "state": state,
            "status": status,
            "result": result or None,
            "on": made.on,
            "due": made.due if made.due or is_one else _day(row["due"]),
            "owner": made.owner or None,
            "post": made.post or None,
            "note": made.note,
        }
        for state, row in held.iterrows()
    ]


def _write(
    opened: OpenForm,
    fields: list[dict[str, object]],
    whither: str | None,
    made: AskedStep,
    strangers: list[str],
) -> None:
    """Write steps into the log; if something is missing or fails, say so and leave the form."""
    for is_missing, sentence in (
        (not fields, _("Choose at least one State.")),
        (made.step is None, _("Say how far it has come.")),
        (whither is None, _("Say whether the States that are not in the plan are added to it.")),
        (not made.who, _("Say who writes this, so that colleagues know whom to ask.")),
    ):
        if is_missing:
            st.error(sentence)
            return
    signing.remember(made.who)
    try:
        logged = [steps.make(**one) for one in fields]
    except PlanError as error:
        plan_trouble.say(error)
        return
    _log(opened, logged, made.who, whither, strangers, seen=opened.seen)


def _log(
    opened: OpenForm,
    logged: list[steps.LoggedStep],
    who: str,
    whither: str | None,
    strangers: list[str],
    *,
    seen: int,
) -> None:
    """Write steps into the log and go on, or keep what another desk wrote meanwhile."""
    plan_id = opened.revision.plan_id
    try:
        written = saved_plans(here.person()).log_all(plan_id, logged, who=who, seen=seen)
        st.session_state[LAST] = LastEntries(plan_id, written)
        if whither == IN_PLAN:
            _add_to_plan(opened.revision, strangers, who)
    except LoggedMeanwhileError as error:
        st.session_state[MEANWHILE] = (error, who)
        return
    except PlanError as error:
        plan_trouble.say(error)
        _offer_file(plan_id, logged)
        return
    _close()
    st.rerun()


def _add_to_plan(revision: store.Revision, strangers: list[str], who: str) -> None:
    """Make States part of a plan, as its next revision."""
    plan = document.with_approaches(
        revision.document,
        strangers,
        level=planning.DEFAULT_LEVEL,
        cost=planning.COSTS[planning.DEFAULT_LEVEL],
    )
    saved_plans(here.person()).save(
        plan,
        who=who,
        plan_id=revision.plan_id,
        expect_revision=revision.number,
        note=_("Added from the outreach log"),
    )


def _draw_meanwhile(
    opened: OpenForm, names: Mapping[str, str], whither: str | None, strangers: list[str]
) -> None:
    """Draw what another desk wrote of the same State, and the choice that is left."""
    if MEANWHILE not in st.session_state:
        return
    error: LoggedMeanwhileError
    error, who = st.session_state[MEANWHILE]
    st.warning(content.meanwhile_sentence(error.theirs, names), icon=":material/call_split:")
    with st.container(horizontal=True):
        is_mine = st.button(_("Log mine as well"), key="meanwhile_mine", type="primary")
        is_theirs = st.button(_("Leave theirs"), key="meanwhile_theirs")
    if is_mine:
        del st.session_state[MEANWHILE]
        seen = error.theirs[-1].entry_id
        _log(opened, list(error.mine), who, whither, strangers, seen=seen)
    elif is_theirs:
        _close()
        st.rerun()


def _offer_file(plan_id: str, logged: list[steps.LoggedStep]) -> None:
    """Draw the way to carry entries that could not be written into the log."""
    save_button.offer(
        _("Save this entry as a file"),
        lambda: "[" + ",\n".join(step.model_dump_json(indent=2) for step in logged) + "]",
        kind="plan",
        thing=f"{plan_id}/entry.json",
        file=f"trojka-log-{logged[0].state}-{logged[0].on}.json",
        mime="application/json",
        key="export_entry",
    )
