"""Outreach log: what was planned, what was done, and what came of it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics import record
from dashboard import i18n, markdown, outreach, show, states
from dashboard.i18n import _, ngettext
from dashboard.plans import document, progress, steps, store
from dashboard.plans.store import saved_plans
from dashboard.views import outreach_log_files, outreach_log_score, plan_trouble
from data.errors import PlanError
from data.facts import current_facts

MAX_CARDS = 12
"""Cards in a column of the board; the table holds all."""

NOTE_SHOWN = 90
"""Characters of a note on a card."""


def render() -> None:
    """Draw the page as of today."""
    as_of(date.today())  # the desk's own day


def as_of(day: date) -> None:
    """Draw the page as seen from a day."""
    show.title(_("Outreach log"), _("What was planned, what was done, and what came of it."))
    opened = outreach_log_files.choose()
    if opened is None:
        return
    revision, entries = opened
    found = progress.on_day(revision.document, entries, day)
    names = _names()
    members, evidence = _roster(revision.document)
    text = outreach_log_files.text_name(revision.document)
    show.answer(outreach.answer(revision, text, len(members), found))
    _changed(revision, members, names)
    rows = outreach.approaches(found, names)
    _board(rows, found)
    _logging(revision, rows, day)
    outreach_log_score.part(revision, entries, names, evidence)
    _table(rows)
    _history(entries, names)
    outreach_log_files.part(revision)


def _names() -> dict[str, str]:
    """Return the name of every State."""
    facts = current_facts()
    return states.names(facts.states)


def _roster(plan: document.Document) -> tuple[tuple[str, ...], str]:
    """Return who is on the roster of a text now, and the document behind it."""
    facts = current_facts()
    instruments = facts.instruments
    if plan.is_next or plan.instrument_id not in set(instruments["instrument_id"]):
        return (), ""
    roster = facts.recall(record.roster, plan.instrument_id)
    is_listed = roster.states["category"] == "listed"
    return tuple(roster.states["iso3"][is_listed]), roster.evidence_id


def _changed(revision: store.Revision, members: tuple[str, ...], names: dict[str, str]) -> None:
    """Say what the facts say now and did not when the plan was saved."""
    version = current_facts().version
    found = progress.changes(revision.document, version=version, members=members)
    sentence = outreach.changed(found, names, is_next=revision.document.is_next)
    if sentence:
        show.unknown(sentence)


def _board(rows: pd.DataFrame, found: progress.Progress) -> None:
    """Draw a column a status, with a card an approach."""
    columns = st.columns(len(steps.STATUSES), gap="small")
    for column, status in zip(columns, steps.STATUSES, strict=True):
        own = rows[rows["status_key"] == status]
        with column:
            n = i18n.number(found.n_by_status[status])
            st.markdown(f"**{_(outreach.STATUS_WORDS[status])}** · {n}")
            for row in own.head(MAX_CARDS).to_dict("records"):
                with st.container(border=True, gap="xxsmall"):
                    st.markdown(_card({str(key): value for key, value in row.items()}))
            n_more = len(own) - MAX_CARDS
            if n_more > 0:
                st.caption(
                    ngettext("{n} more in the table", "{n} more in the table", n_more).format(
                        n=i18n.number(n_more)
                    )
                )


def _card(row: dict[str, object]) -> str:
    """Return an approach as the lines of a card."""
    note = str(row["note"])
    short = note if len(note) <= NOTE_SHOWN else note[:NOTE_SHOWN] + "…"
    about = " · ".join(str(row[key]) for key in ("level", "partner") if row[key] != "—")
    when = ""
    if row["status_key"] != "planned":
        when = ", ".join(str(row[key]) for key in ("result", "on") if row[key] != "—")
    due = _("due {day}").format(day=row["due"]) if row["due"] != "—" else ""
    overdue = _("overdue since {day}").format(day=row["due"]) if row["is_overdue"] else ""
    lines = [
        f"**{markdown.plain(str(row['name']))}**",
        *(f":gray[{markdown.plain(line)}]" for line in (about, when) if line),
        f":material/schedule: **{markdown.plain(overdue)}**" if overdue else markdown.plain(due),
        markdown.plain(" ".join(short.split())),
    ]
    return "  \n".join(line for line in lines if line)


def _logging(revision: store.Revision, rows: pd.DataFrame, day: date) -> None:
    """Draw the form in which a step is written into the log."""
    approached = dict(zip(rows["iso3"], rows["name"], strict=True))
    if not approached:
        show.unknown(_("This plan has no approach yet: add some on the page Plan."))
        return
    words = outreach.step_words()
    show.heading(_("Log a step"), _("Every entry is kept; the last one of a State holds."))
    with st.form("log_step", border=True):
        first, second, third = st.columns(3)
        iso3 = first.selectbox(
            _("State"), list(approached), format_func=lambda key: approached.get(key, key)
        )
        step = second.selectbox(
            _("How far it has come"), list(words), index=1, format_func=lambda key: words[key]
        )
        on = third.date_input(_("On"), value=day, format="YYYY-MM-DD")
        who = first.text_input(_("Written by"), max_chars=200)
        note = second.text_input(_("Note"), max_chars=2000)
        due = third.date_input(_("Next step due"), value=None, format="YYYY-MM-DD")
        is_sent = st.form_submit_button(_("Write into the log"), type="primary")
    if is_sent:
        _write(revision.plan_id, iso3, step, who=who, on=on, note=note, due=due)


def _write(plan_id: str, iso3: str, step: str, *, who: str, **fields: object) -> None:
    """Write a step into the log; if that fails, say why and leave the form as it is."""
    status, _colon, result = step.partition(":")
    if not who.strip():
        st.error(_("Say who writes this, so that colleagues know whom to ask."))
        return
    entry = None
    try:
        entry = steps.make(state=iso3, status=status, result=result or None, **fields)
        saved_plans().log(plan_id, entry, who=who.strip())
    except PlanError as error:
        plan_trouble.say(error)
        if entry is not None:
            outreach_log_files.entry(entry)
        return
    st.rerun()


def _table(rows: pd.DataFrame) -> None:
    """Draw every approach as a table."""
    show.table(
        rows.assign(link=states.dossiers(rows["iso3"])),
        key="approaches",
        title=_("All approaches"),
        evidence=(),
        columns={
            "name": _("State"),
            "status": _("How far it has come"),
            "on": _("On"),
            "due": _("Due"),
            "overdue": _("Overdue"),
            "level": _("Effort"),
            "partner": _("Led by"),
            "probability": _("Model, at saving"),
            "guess": _("Desk’s guess"),
            "note": _("Note"),
            "link": _("Dossier"),
        },
        config={_("Dossier"): show.link(_("open"))},
    )


def _history(entries: tuple[store.Entry, ...], names: dict[str, str]) -> None:
    """Draw every entry ever made."""
    title = _("The whole log ({n})").format(n=i18n.number(len(entries)))
    with st.expander(title):
        show.table(
            outreach.log_rows(entries, names),
            key="log",
            title=_("Every entry, the last one first"),
            evidence=(),
            columns={
                "on": _("On"),
                "name": _("State"),
                "status": _("How far it has come"),
                "partner": _("Led by"),
                "note": _("Note"),
                "who": _("Written by"),
                "at": _("Written on"),
            },
        )
