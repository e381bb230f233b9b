"""How far a plan has come: where each approach stands, what is overdue, what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

import pandas as pd

from dashboard.plans.document import PlanDocument
from dashboard.plans.log import LogEntry
from dashboard.plans.steps import STATUSES, LoggedStep

COLUMNS = (
    "iso3",
    "is_planned",
    "level",
    "partner",
    "guess",
    "probability",
    "status",
    "result",
    "on",
    "due",
    "owner",
    "post",
    "note",
    "author",
    "is_overdue",
)


@dataclass(frozen=True)
class PlanProgress:
    """Where a plan stands on a day.

    Attributes
    ----------
    approaches : DataFrame
        `COLUMNS`: a row a State, in the order of the plan, then those that only the log names
        (``is_planned`` false). What the last entry says of due day and note holds, and the last
        that says anything of level, partner, owner and post; before the first one, what the plan
        says. ``status`` is one of `STATUSES`. Entries that were taken back do not count.
    n_by_status : dict of str to int
        Number of States at each status.
    n_overdue : int
    """

    approaches: pd.DataFrame
    n_by_status: dict[str, int]
    n_overdue: int


@dataclass(frozen=True)
class Changes:
    """What the facts say now and did not when a plan was saved.

    Attributes
    ----------
    is_other_version : bool
        Whether the facts have another version at all.
    joined, left : tuple of str
        States on the roster now and not then, and then and not now.
    """

    is_other_version: bool
    joined: tuple[str, ...]
    left: tuple[str, ...]


def on_day(plan: PlanDocument, entries: Iterable[LogEntry], day: date) -> PlanProgress:
    """Return where every approach of a plan stands on a day.

    Parameters
    ----------
    plan : PlanDocument
    entries : iterable of LogEntry
        Its log, the first entry first.
    day : date
        Today: what was due before it and has no outcome is overdue.
    """
    rows = {
        a.state: {
            "iso3": a.state,
            "is_planned": True,
            "level": a.level,
            "partner": a.partner,
            "guess": a.guess,
            "status": STATUSES[0],
            "due": a.due,
            "note": "",
        }
        for a in plan.approaches
    }
    for entry in holding(entries):
        step = entry.step
        row = rows.setdefault(step.state, {"iso3": step.state, "is_planned": False})
        said = step.model_dump(exclude={"state"}, exclude_none=True)
        row |= {"result": None, "due": None, **said, "author": entry.author}
    for row in rows.values():
        row["probability"] = plan.probabilities.get(str(row["iso3"]))
        due = row.get("due")
        is_open = row["status"] != STATUSES[-1]
        row["is_overdue"] = is_open and isinstance(due, date) and due < day
    found = pd.DataFrame(rows.values(), columns=list(COLUMNS))
    counted = found["status"].value_counts()
    return PlanProgress(
        approaches=found.astype({"guess": float, "probability": float}),
        n_by_status={status: int(counted.get(status, 0)) for status in STATUSES},
        n_overdue=sum(bool(row["is_overdue"]) for row in rows.values()),
    )


def holding(entries: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """Return the entries of a log that hold: those that nobody took back."""
    listed = tuple(entries)
    gone = {one.takes_back for one in listed}
    return tuple(one for one in listed if one.takes_back is None and one.entry_id not in gone)


def last_steps(entries: Iterable[LogEntry]) -> dict[str, LoggedStep]:
    """Return the last step of each State that holds."""
    return {entry.step.state: entry.step for entry in holding(entries)}


@dataclass(frozen=True)
class DeskFacts:
    """What a log says that the model does not know.

    Attributes
    ----------
    answers : dict of str to str
        States whose answer is a fact of the desk: ``joins`` (has joined, announced it, or hosts the
        event) or ``refuses`` (did not join). They stand above the model's probability.
    unwilling : frozenset of str
        States that said no: nothing is expected of an approach, and nobody is suggested to ask
        again. Their probability stays the model's.
    said : dict of str to LogEntry
        The entry behind each of them, and behind every other answer.
    """

    answers: dict[str, Literal["joins", "refuses"]]
    unwilling: frozenset[str]
    said: dict[str, LogEntry]


NOTHING_LOGGED = DeskFacts({}, frozenset(), {})

ANSWERS: Mapping[str, Literal["joins", "refuses"]] = MappingProxyType(
    {"joined": "joins", "announced": "joins", "hosts": "joins", "did_not_join": "refuses"}
)
"""Results of a step that are facts of the desk, and what a plan takes as given by them."""


def desk_facts(entries: Iterable[LogEntry]) -> DeskFacts:
    """Return what a log says that the model does not know: the last step of a State holds."""
    said = {one.step.state: one for one in holding(entries)}
    results = {state: one.step.result for state, one in said.items() if one.step.result}
    return DeskFacts(
        answers={s: ANSWERS[result] for s, result in results.items() if result in ANSWERS},
        unwilling=frozenset(s for s, result in results.items() if result == "unwilling"),
        said={state: said[state] for state in results},
    )


def asked_again(facts: DeskFacts) -> DeskFacts:
    """Return what a log says where the unwilling are asked again: something is expected of it."""
    return replace(facts, unwilling=frozenset())


def logged_outcomes(entries: Iterable[LogEntry]) -> pd.DataFrame:
    """Return what the log says came of each approach.

    Returns
    -------
    DataFrame
        ``iso3, joined``: a row a State whose last entry is an outcome.
    """
    last = last_steps(entries)
    known = {iso3: step.result for iso3, step in last.items() if step.status == STATUSES[-1]}
    return pd.DataFrame(
        {
            "iso3": pd.Series(list(known), dtype=object),
            "joined": pd.Series([result == "joined" for result in known.values()], dtype=bool),
        }
    )


def forecasts(plan: PlanDocument) -> pd.DataFrame:
    """Return what a plan says will happen.

    Returns
    -------
    DataFrame
        ``iso3, model, desk``: the probabilities pinned at saving, and the desk's own guesses.
    """
    desk = {a.state: a.guess for a in plan.approaches if a.guess is not None}
    named = sorted({*plan.probabilities, *desk})
    return pd.DataFrame(
        {
            "iso3": pd.Series(named, dtype=object),
            "model": pd.Series([plan.probabilities.get(s) for s in named], dtype=float),
            "desk": pd.Series([desk.get(s) for s in named], dtype=float),
        }
    )


def changes(plan: PlanDocument, *, version: str, members: Collection[str]) -> Changes:
    """Return what has changed in the facts since a plan was saved.

    Parameters
    ----------
    plan : PlanDocument
    version : str
        Of the facts now.
    members : collection of str
        States on the roster now.
    """
    return Changes(
        is_other_version=plan.snapshot_version != version,
        joined=tuple(sorted(set(members) - set(plan.members))),
        left=tuple(sorted(set(plan.members) - set(members))),
    )


def roster_outcomes(plan: PlanDocument, roster: pd.DataFrame) -> pd.DataFrame:
    """Return what came of every State of which a plan had a forecast, by the roster now.

    Parameters
    ----------
    plan : PlanDocument
        States on the roster when it was saved are left out.
    roster : DataFrame
        ``iso3, category``: who is ``listed`` joined, who is ``not_listed`` or has left did not; of
        all others it is not known.

    Returns
    -------
    DataFrame
        ``iso3, joined``: a row a State whose outcome is known.
    """
    asked = set(forecasts(plan)["iso3"]) - set(plan.members)
    is_known = roster["category"].isin(["listed", "not_listed", "former"])
    rows = roster[is_known & roster["iso3"].isin(asked)]
    return pd.DataFrame(
        {
            "iso3": rows["iso3"].astype(object).to_numpy(),
            "joined": (rows["category"] == "listed").to_numpy(dtype=bool),
        }
    )
