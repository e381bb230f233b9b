"""A plan of outreach between the page *Plan* and its document: kept, opened again, as a link."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from analytics.outreach.assumptions import (
    DEMARCHE,
    LEVELS,
    MAX_EFFECT,
    PEERS,
    AssumedRange,
    Assumptions,
    between,
    middle,
)
from analytics.outreach.baseline import Baseline
from analytics.outreach.outreach_plan import Plan, PlannedApproach
from dashboard.plans import document, store
from dashboard.plans.progress import NOTHING_LOGGED, DeskFacts
from dashboard.words.planning import ASSUMED, ApproachRow


def document_of(
    rows: Sequence[ApproachRow],
    start: Baseline,
    made: Plan,
    *,
    costs: Mapping[str, int],
    **head: object,
) -> document.PlanDocument:
    """Return a plan as it is kept, with the probabilities and the roster it was made on.

    Parameters
    ----------
    rows : sequence of ApproachRow
    start : Baseline
    made : Plan
    costs : mapping of str to int
    **head
        Title, text, target, budget, version of the facts, note.

    Raises
    ------
    PlanError
        If a field does not fit.
    """
    ranges = {**made.assumptions.effects, PEERS: made.assumptions.peers}
    chances = zip(start.states, start.probability.tolist(), start.is_open, strict=True)
    return document.make(
        approaches=[
            {
                "state": row.state,
                "level": row.level,
                "partner": row.partner,
                "cost": float(costs[row.level]),
                "guess": row.guess,
                "due": row.due,
            }
            for row in rows
        ],
        fixed=dict(made.answers),
        assumptions={
            key: {"low": one.low, "central": one.central, "high": one.high}
            for key, one in ranges.items()
        },
        probabilities={state: p for state, p, is_open in chances if is_open},
        members=[s for s, on in zip(start.states, start.members, strict=True) if on],
        **head,
    )


def rows_in(kept: document.PlanDocument) -> dict[str, ApproachRow]:
    """Return the approaches of a kept plan."""
    return {
        one.state: ApproachRow(one.state, one.level, one.partner, one.guess, one.due)
        for one in kept.approaches
    }


def plan_in(
    kept: document.PlanDocument,
    start: Baseline,
    fallback: Plan,
    logged: DeskFacts = NOTHING_LOGGED,
) -> tuple[Plan, list[str]]:
    """Return a kept plan as it can be simulated now, and the States that no longer can be.

    Parameters
    ----------
    kept : PlanDocument
    start : Baseline
        The position now.
    fallback : Plan
        Its assumptions hold where the kept plan has none of the levels of this page.
    logged : DeskFacts
        What the log of the plan says.
    """
    may_join = set(start.open_states)
    rows = rows_in(kept).values()
    fits = [row for row in rows if row.state in may_join and row.level in LEVELS]
    told = {**logged.answers, **kept.fixed}
    answers = {state: answer for state, answer in told.items() if state in may_join}
    named = {row.state for row in rows} | set(kept.fixed)
    gone = sorted(named - {row.state for row in fits} - set(answers))
    held = {key: AssumedRange(r.low, r.central, r.high) for key, r in kept.assumptions.items()}
    if {"letter", "call"} <= set(held):
        held.setdefault(DEMARCHE, between(held["letter"], held["call"]))
    is_whole = set(ASSUMED) <= set(held)
    assumed = (
        Assumptions({level: held[level] for level in LEVELS}, held[PEERS])
        if is_whole
        else fallback.assumptions
    )
    made = tuple(
        PlannedApproach(row.state, row.level, row.partner if row.partner in start.states else None)
        for row in fits
        if row.state not in {*answers, *logged.unwilling}
    )
    return Plan(assumed, made, answers), gone


def text_key(kept: document.PlanDocument | store.Listed) -> str:
    """Return the key of the text that a plan is for, as `opportunities.Target` has it."""
    return f"next:{kept.instrument_id}" if kept.is_next else kept.instrument_id


def misfits(kept: document.PlanDocument) -> list[str]:
    """Return the assumptions of a kept plan that this page cannot show: other levels, too large."""
    return [
        key
        for key, one in kept.assumptions.items()
        if key not in ASSUMED or not 0 <= one.low <= one.high <= MAX_EFFECT
    ]


def link_of(kept: document.PlanDocument) -> dict[str, str | list[str]]:
    """Return what an address would say of a kept plan, name by name."""
    named: dict[str, str | list[str]] = {
        "text": text_key(kept),
        "target": str(kept.target),
        "approach": [row.key() for row in rows_in(kept).values()],
        "joins": [s for s, answer in kept.fixed.items() if answer == "joins"],
        "refuses": [s for s, answer in kept.fixed.items() if answer == "refuses"],
    }
    for key, one in kept.assumptions.items():
        if key in misfits(kept):
            named |= dict.fromkeys((f"effect_{key}", f"central_{key}"), "")
        else:
            is_middle = math.isclose(one.central, middle(one.low, one.high), abs_tol=1e-9)
            named[f"effect_{key}"] = f"{one.low:.12g}~{one.high:.12g}"
            named[f"central_{key}"] = "" if is_middle else repr(one.central)
    if kept.we is not None:
        named["we"] = kept.we
    if kept.budget is not None:
        named["budget"] = str(round(kept.budget))
    return named
