"""What the best approaches are for, what they must keep to, and who is left out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.joining import opportunities
from analytics.outreach import constraints
from analytics.outreach.baseline import Baseline
from analytics.outreach.greedy import Objective
from analytics.outreach.outreach_plan import PlannedApproach
from dashboard.i18n import _, mark
from dashboard.pages.plan.in_words import stances
from dashboard.words import chances
from dashboard.words.planning import LEVELS, open_states

Array = npt.NDArray[np.float64]

GOALS: Mapping[str, str] = {
    "members": mark("Most new members"),
    "target": mark("Best chance of reaching the target"),
    "balance": mark("Regional balance"),
    "bridge": mark("States that others listen to"),
}

AGAINST = "voted_no"
"""The tier of States whose last vote on the subject was against."""


@dataclass(frozen=True)
class Wish:
    """What the best approaches are for, and what they must keep to.

    Attributes
    ----------
    what : str
        Key of `GOALS`.
    is_robust : bool
        Whether they are chosen for the worst case: all assumptions at their low ends.
    limits : Limits
    """

    what: str
    is_robust: bool
    limits: constraints.Constraints


def declined(table: pd.DataFrame) -> dict[str, str]:
    """Return the States that said no to a text or its subject, and how, in words.

    Parameters
    ----------
    table : DataFrame
        From `opportunities.table`: ``iso3, tier, fact``.
    """
    on_record = stances(table)
    is_forecast = table["status"] != "declined"
    is_no = table["fact"].isin(opportunities.DECLINED) | (table["tier"] == AGAINST)
    said_no = table[is_forecast & is_no]
    return {
        str(row["iso3"]): on_record.get(str(row["iso3"]), _(chances.TIERS[AGAINST]))
        for row in said_no.to_dict("records")
    }


def candidates(
    start: Baseline, costs: Mapping[str, int], leads: Mapping[str, str | None]
) -> list[constraints.Candidate]:
    """Return every approach that could be made: each State that may join, at each level.

    Parameters
    ----------
    start : Opening
    costs : mapping of str to int
        By level.
    leads : mapping of str to str
        Who would approach each State.
    """
    return [
        constraints.Candidate(PlannedApproach(state, level, leads.get(state)), float(costs[level]))
        for state in open_states(start)
        for level in LEVELS
    ]


def bounds(
    start: Baseline,
    budget: int,
    *,
    least: int,
    led: int,
    must: Iterable[str],
    never: Iterable[str],
) -> constraints.Constraints:
    """Return what the best approaches must keep to.

    Parameters
    ----------
    start : Opening
    budget : int
    least : int
        Approaches in each regional group that has States which may join.
    led : int
        Approaches that one State can lead; 0 for any number.
    must, never : iterable of str
        States that must be approached, and that must not.
    """
    here = {start.regions[start.states.index(state)] for state in open_states(start)} - {""}
    return constraints.Constraints(
        budget=float(budget),
        region_min=dict.fromkeys(sorted(here), least) if least else {},
        partner_max=dict.fromkeys(start.states, led) if led else {},
        include=frozenset(must),
        exclude=frozenset(never) - frozenset(must),
    )


def objective(start: Baseline, goal: str, target: int) -> Objective:
    """Return what the best plan is for.

    Parameters
    ----------
    start : Opening
    goal : str
        ``members`` counts States; ``target`` the chance of reaching it; ``balance`` weighs a State
        by the share of its region that is missing; ``bridge`` by how much those that may join
        listen to it.
    target : int
    """
    ones = np.ones(len(start.states))
    if goal == "target":
        return Objective(ones, target)
    if goal == "balance":
        regions = pd.Series(start.regions)
        on_roster = pd.Series(start.members).groupby(regions).transform("mean")
        return Objective(1 - on_roster.to_numpy(dtype=np.float64))
    if goal == "bridge":
        return Objective(_heard(start))
    return Objective(ones)


def _heard(start: Baseline) -> Array:
    """Return how much States that may join listen to each State (S,); of these the mean is 1."""
    heard: Array = start.peers[start.is_open].sum(axis=0)
    mean = float(heard[start.is_open].mean()) if start.is_open.any() else 0.0
    return heard / mean if mean > 0 else np.ones(len(heard))
