"""What a plan may hold: approaches to choose from, their costs, a budget, and other constraints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analytics.outreach.assumptions import Assumptions
from analytics.outreach.baseline import Baseline
from analytics.outreach.outreach_plan import PlannedApproach, check_each
from data.errors import AnalysisError

MAX_CANDIDATES = 5_000


@dataclass(frozen=True)
class Candidate:
    """An approach that could be made.

    Attributes
    ----------
    approach : PlannedApproach
    cost : float
        In the units of the budget; 0 or more.
    """

    approach: PlannedApproach
    cost: float


@dataclass(frozen=True)
class Constraints:
    """What every plan must keep to. At most one approach is made to a State.

    Attributes
    ----------
    budget : float
        More than 0.
    region_min : mapping of str to int
        Approaches to a region's States, at least.
    include, exclude : frozenset of str
        States that must be approached, and that must not.
    most : int or None
        Approaches in all, at most; any number if not given.
    """

    budget: float
    region_min: Mapping[str, int] = field(default_factory=dict)
    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    most: int | None = None


def all_candidates(baseline: Baseline, costs: Mapping[str, int]) -> list[Candidate]:
    """Return every approach that could be made: each State that may join, at each level.

    Parameters
    ----------
    baseline : Baseline
    costs : mapping of str to int
        By level of effort, from the least to the most. Who leads is said later: see `leads`.
    """
    return [
        Candidate(PlannedApproach(state, level), float(cost))
        for state in baseline.open_states
        for level, cost in costs.items()
    ]


def constraints_for(
    baseline: Baseline,
    budget: int,
    *,
    region_min: int,
    include: Iterable[str],
    exclude: Iterable[str],
    most: int = 0,
) -> Constraints:
    """Return what the best approaches must keep to, the same for all regions.

    Parameters
    ----------
    baseline : Baseline
    budget : int
        More than 0.
    region_min : int
        Approaches in each regional group that has States which may join.
    include, exclude : iterable of str
        States that must be approached, and that must not; who is in both must be.
    most : int
        Approaches in all, at most; 0 for any number.
    """
    regions = {baseline.regions[baseline.states.index(s)] for s in baseline.open_states} - {""}
    return Constraints(
        budget=float(budget),
        region_min=dict.fromkeys(sorted(regions), region_min) if region_min else {},
        include=frozenset(include),
        exclude=frozenset(exclude) - frozenset(include),
        most=most or None,
    )


def check_constraints(
    candidates: Sequence[Candidate],
    constraints: Constraints,
    baseline: Baseline,
    assumptions: Assumptions,
) -> None:
    """Refuse candidates and constraints that do not fit.

    Raises
    ------
    AnalysisError
        If there are too many candidates or none, a cost or the budget is no number or too small, or
        a State, level, region or partner is unknown. Quotas that no plan can meet are found by
        `milp.solve`.
    """
    if not 0 < len(candidates) <= MAX_CANDIDATES:
        raise AnalysisError(
            "portfolio",
            found=f"{len(candidates):,} candidates",
            expected=f"1 to {MAX_CANDIDATES:,}",
            do="correct it",
        )
    wrong = [one for one in candidates if not 0 <= one.cost < np.inf]
    if wrong:
        raise AnalysisError(
            "portfolio",
            found=f"a cost of {wrong[0].cost:g} for {wrong[0].approach.state}",
            expected="0 or more",
            do="correct it",
        )
    if not 0 < constraints.budget < np.inf:
        raise AnalysisError(
            "portfolio",
            found=f"a budget of {constraints.budget:g}",
            expected="more than 0",
            do="correct it",
        )
    check_each([one.approach for one in candidates], assumptions, baseline)
    if constraints.most is not None and constraints.most < 1:
        raise AnalysisError(
            "portfolio",
            found=f"{constraints.most} approaches at most",
            expected="1 or more",
            do="correct it",
        )
    negative = [key for key, n in constraints.region_min.items() if n < 0]
    if negative:
        raise AnalysisError(
            "portfolio",
            found=f"a limit below 0 for {negative[0]}",
            expected="0 or more",
            do="correct it",
        )
    _check_known("region", set(constraints.region_min), set(baseline.regions))
    _check_known("State", {*constraints.include, *constraints.exclude}, set(baseline.states))


def is_feasible(
    chosen: Sequence[Candidate], constraints: Constraints, regions: Mapping[str, str]
) -> bool:
    """Return whether a choice keeps to all constraints.

    Parameters
    ----------
    chosen : sequence of Candidate
    constraints : Constraints
    regions : mapping of str to str
        iso3 to region.
    """
    states = [one.approach.state for one in chosen]
    by_region = Counter(regions[state] for state in states)
    return (
        is_within_maxima(chosen, constraints)
        and constraints.include <= set(states)
        and all(by_region[region] >= n for region, n in constraints.region_min.items())
    )


def is_within_maxima(chosen: Sequence[Candidate], constraints: Constraints) -> bool:
    """Return whether a choice keeps to all constraints that forbid; see `is_feasible`."""
    states = [one.approach.state for one in chosen]
    return (
        len(set(states)) == len(states)
        and (constraints.most is None or len(states) <= constraints.most)
        and not constraints.exclude & set(states)
        and sum(one.cost for one in chosen) <= constraints.budget + 1e-9
    )


def _check_known(what: str, named: set[str], known: set[str]) -> None:
    strange = sorted(named - known)
    if strange:
        raise AnalysisError(
            "portfolio",
            found=f"unknown {what} {', '.join(strange[:5])}",
            expected=f"a {what} in these facts",
            do="correct it",
        )
