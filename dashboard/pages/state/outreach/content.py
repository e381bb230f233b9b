"""Who approached a State so far, what it answered, and what is due: from saved plans.

Plans and their log are no facts: they change while the facts stay. What is said of them is
therefore made anew each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Block, Blocks, Heading, Link, Table, Text, Unknown, Words
from dashboard.i18n import _, ngettext
from dashboard.plans import progress
from dashboard.plans.log import LogEntry
from dashboard.plans.store import Plans, Revision
from dashboard.words import addresses, states, steps_in_words
from data.facts import Facts

NOTE_PX = 300


@dataclass(frozen=True)
class PlanAndLog:
    """A saved plan as last saved, with its log, the first entry first."""

    revision: Revision
    entries: tuple[LogEntry, ...]


def kept(plans: Plans) -> tuple[PlanAndLog, ...]:
    """Return all saved plans with their logs, the one saved last first.

    Raises
    ------
    PlanError
        If they cannot be read.
    """
    return tuple(
        PlanAndLog(plans.load(one.plan_id), plans.entries(one.plan_id)) for one in plans.list()
    )


def heading(_facts: Facts) -> Blocks:
    """Return the head of the part."""
    return (
        Heading(
            _("Outreach so far"),
            _("Who approached it, when, what it answered, and what is due: from the saved plans."),
        ),
    )


def blocks(facts: Facts, iso3: str, held: Sequence[PlanAndLog], day: date) -> Blocks:
    """Return where the approaches to a State stand in every plan, and every step of them.

    Parameters
    ----------
    facts : Facts
    iso3 : str
    held : sequence of PlanAndLog
    day : date
        Today: what was due before it and has no outcome is overdue.
    """
    names = states.names(facts.states)
    rows = [row for one in held if (row := _approach(one, iso3, names, day)) is not None]
    if not rows:
        return _nothing(names[iso3], iso3, len(held))
    steps = _steps(held, iso3, names)
    n = len(rows)
    said: list[Block] = [
        Text(
            ngettext(
                "**{state}** stands in **{n} plan**; {n_steps} on record about it.",
                "**{state}** stands in **{n} plans**; {n_steps} on record about it.",
                n,
            ).format(state=names[iso3], n=i18n.number(n), n_steps=_counted(len(steps)))
        ),
        _approaches(rows),
    ]
    if len(steps):
        said.append(_log(steps))
    return tuple(said)


def _nothing(name: str, iso3: str, n_plans: int) -> Blocks:
    """Return that no plan names a State, and how to begin."""
    told = ngettext(
        "{n} plan is kept here, and it does not name {state}.",
        "{n} plans are kept here, and none names {state}.",
        n_plans,
    ).format(n=i18n.number(n_plans), state=name)
    if not n_plans:
        told = _("No plan has been saved yet.")
    link = _("[Plan an approach to {state}]({address})").format(
        state=name, address=addresses.of_page("opportunities", {"pick": iso3})
    )
    return (Unknown(told), Text(link))


def _approach(
    one: PlanAndLog, iso3: str, names: dict[str, str], day: date
) -> dict[str, object] | None:
    """Return where the approach to a State stands in a plan, in words; nothing where none is."""
    found = progress.on_day(one.revision.document, one.entries, day).approaches
    held = found[(found["iso3"] == iso3).to_numpy(dtype=bool)]
    if held.empty:
        return None
    row = held.to_dict("records")[0]
    return {
        "plan": one.revision.document.title,
        "status": steps_in_words.step(row["status"], row["result"]),
        "on": _day(row["on"]),
        "partner": names.get(str(row["partner"]), "—"),
        "owner": row["owner"] if isinstance(row["owner"], str) else "—",
        "post": row["post"] if isinstance(row["post"], str) else "—",
        "author": row["author"] if isinstance(row["author"], str) else one.revision.author,
        "due": _day(row["due"]),
        "overdue": _("overdue") if row["is_overdue"] else "",
        "note": row["note"] if isinstance(row["note"], str) else "",
        "link": addresses.of_page("log", {"plan": one.revision.plan_id}),
    }


def _approaches(rows: list[dict[str, object]]) -> Table:
    """Return where the approaches stand, a row a plan."""
    return Table(
        key="state_approaches",
        title=_("Where it stands, plan by plan"),
        table=pd.DataFrame(rows),
        evidence=(),
        columns={
            "plan": _("Plan"),
            "status": _("How far it has come"),
            "on": _("On"),
            "partner": _("Led by"),
            "owner": _("Owner"),
            "post": _("Post"),
            "author": _("Written by"),
            "due": _("Due"),
            "overdue": _("Overdue"),
            "note": _("Note"),
            "link": _("Outreach log"),
        },
        styles={_("Outreach log"): Link(_("open")), _("Note"): Words(NOTE_PX)},
    )


def _steps(held: Sequence[PlanAndLog], iso3: str, names: dict[str, str]) -> pd.DataFrame:
    """Return every entry about a State that holds, the last one first."""
    entries = [
        (entry, one.revision.document.title)
        for one in held
        for entry in progress.holding(one.entries)
        if entry.step.state == iso3
    ]
    entries.sort(key=lambda pair: (pair[0].step.on, pair[0].logged_at), reverse=True)
    return pd.DataFrame(
        [
            {
                "on": _day(entry.step.on),
                "plan": title,
                "status": steps_in_words.step(entry.step.status, entry.step.result),
                "partner": names.get(entry.step.partner or "", "—"),
                "due": _day(entry.step.due),
                "note": entry.step.note,
                "author": entry.author,
            }
            for entry, title in entries
        ]
    )


def _log(steps: pd.DataFrame) -> Table:
    """Return every entry about a State as a table."""
    return Table(
        key="state_log",
        title=_("Every entry, the last one first"),
        table=steps,
        evidence=(),
        columns={
            "on": _("On"),
            "plan": _("Plan"),
            "status": _("How far it has come"),
            "partner": _("Led by"),
            "due": _("Due"),
            "note": _("Note"),
            "author": _("Written by"),
        },
        styles={_("Note"): Words(NOTE_PX)},
    )


def _counted(n: int) -> str:
    """Return a number of entries of the log."""
    return ngettext("{n} entry is", "{n} entries are", n).format(n=i18n.number(n))


def _day(value: object) -> str:
    return i18n.day(pd.Timestamp(value)) if isinstance(value, date) else "—"
