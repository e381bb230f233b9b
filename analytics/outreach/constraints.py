"""What a plan may hold: approaches to choose from, their costs, a budget, and other limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from analytics.outreach.assumptions import Assumptions
from analytics.outreach.baseline import Baseline
from analytics.outreach.outreach_plan import PlannedApproach, check_each
from data.errors import AnalysisError

Array = npt.NDArray[np.float64]

MAX_CANDIDATES = 5_000

THRIFT = 1e-9
"""What a unit of cost weighs against value: the cheaper of two plans that bring the same wins."""


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
    region_min, region_max : mapping of str to int
        Approaches to a region's States, at least and at most.
    partner_max : mapping of str to int
        Approaches that a partner can lead; others lead any number.
    include, exclude : frozenset of str
        States that must be approached, and that must not.
    """

    budget: float
    region_min: Mapping[str, int] = field(default_factory=dict)
    region_max: Mapping[str, int] = field(default_factory=dict)
    partner_max: Mapping[str, int] = field(default_factory=dict)
    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()


def all_candidates(
    baseline: Baseline, costs: Mapping[str, int], leads: Mapping[str, str | None]
) -> list[Candidate]:
    """Return every approach that could be made: each State that may join, at each level.

    Parameters
    ----------
    baseline : Baseline
    costs : mapping of str to int
        By level of effort, from the least to the most.
    leads : mapping of str to str
        Who would approach each State.
    """
    return [
        Candidate(PlannedApproach(state, level, leads.get(state)), float(cost))
        for state in baseline.open_states
        for level, cost in costs.items()
    ]


def constraints_for(
    baseline: Baseline,
    budget: int,
    *,
    region_min: int,
    partner_max: int,
    include: Iterable[str],
    exclude: Iterable[str],
) -> Constraints:
    """Return what the best approaches must keep to, the same for all regions and partners.

    Parameters
    ----------
    baseline : Baseline
    budget : int
        More than 0.
    region_min : int
        Approaches in each regional group that has States which may join.
    partner_max : int
        Approaches that one State can lead; 0 for any number.
    include, exclude : iterable of str
        States that must be approached, and that must not; who is in both must be.
    """
    regions = {baseline.regions[baseline.states.index(s)] for s in baseline.open_states} - {""}
    return Constraints(
        budget=float(budget),
        region_min=dict.fromkeys(sorted(regions), region_min) if region_min else {},
        partner_max=dict.fromkeys(baseline.states, partner_max) if partner_max else {},
        include=frozenset(include),
        exclude=frozenset(exclude) - frozenset(include),
    )


def check(
    candidates: Sequence[Candidate],
    limits: Constraints,
    baseline: Baseline,
    assumptions: Assumptions,
) -> None:
    """Refuse candidates and limits that do not fit.

    Raises
    ------
    AnalysisError
        If there are too many candidates or none, a cost or the budget is no number or too small, or
        a State, level, region or partner is unknown. Quotas that no plan can meet are found by
        `solve_milp`.
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
    if not 0 < limits.budget < np.inf:
        raise AnalysisError(
            "portfolio",
            found=f"a budget of {limits.budget:g}",
            expected="more than 0",
            do="correct it",
        )
    check_each([one.approach for one in candidates], assumptions, baseline)
    counts = {**limits.region_min, **limits.region_max, **limits.partner_max}
    negative = [key for key, n in counts.items() if n < 0]
    if negative:
        raise AnalysisError(
            "portfolio",
            found=f"a limit below 0 for {negative[0]}",
            expected="0 or more",
            do="correct it",
        )
    _check_known("region", {*limits.region_min, *limits.region_max}, set(baseline.regions))
    named = {*limits.partner_max, *limits.include, *limits.exclude}
    _check_known("State", named, set(baseline.states))


def is_feasible(
    chosen: Sequence[Candidate], limits: Constraints, regions: Mapping[str, str]
) -> bool:
    """Return whether a choice keeps to all limits.

    Parameters
    ----------
    chosen : sequence of Candidate
    limits : Constraints
    regions : mapping of str to str
        iso3 to region.
    """
    states = [one.approach.state for one in chosen]
    by_region = Counter(regions[state] for state in states)
    return (
        is_within_maxima(chosen, limits, regions)
        and limits.include <= set(states)
        and all(by_region[region] >= n for region, n in limits.region_min.items())
    )


def is_within_maxima(
    chosen: Sequence[Candidate], limits: Constraints, regions: Mapping[str, str]
) -> bool:
    """Return whether a choice keeps to all limits that forbid; see `is_feasible`."""
    states = [one.approach.state for one in chosen]
    by_region = Counter(regions[state] for state in states)
    by_partner = Counter(one.approach.partner for one in chosen)
    return (
        len(set(states)) == len(states)
        and not limits.exclude & set(states)
        and sum(one.cost for one in chosen) <= limits.budget + 1e-9
        and all(by_region[region] <= n for region, n in limits.region_max.items())
        and all(by_partner[partner] <= n for partner, n in limits.partner_max.items())
    )


def solve_milp(
    candidates: Sequence[Candidate],
    values: Array,
    limits: Constraints,
    regions: Mapping[str, str],
) -> tuple[int, ...]:
    """Return the `solve_milp_if_feasible`, and refuse limits that cannot be met together.

    Raises
    ------
    AnalysisError
        If no choice keeps to the limits.
    """
    chosen = solve_milp_if_feasible(candidates, values, limits, regions)
    if chosen is None:
        raise AnalysisError(
            "portfolio",
            found="no choice of approaches that keeps to all limits",
            expected="limits that can be met together",
            do="raise the budget or loosen quotas, capacities or the States named",
            reason="no_plan_fits",
        )
    return chosen


def solve_milp_if_feasible(
    candidates: Sequence[Candidate],
    values: Array,
    limits: Constraints,
    regions: Mapping[str, str],
) -> tuple[int, ...] | None:
    """Return the places of the candidates with the largest total value, exactly.

    Nothing where no choice keeps to the limits.

    Parameters
    ----------
    candidates : sequence of Candidate
    values : ndarray, shape (n,)
        Of each; they add up.
    limits : Constraints
    regions : mapping of str to str
        iso3 to region.

    References
    ----------
    Huangfu, Q. & Hall, J. (2018). Parallelizing the dual revised simplex method (HiGHS).
    *Mathematical Programming Computation* 10, 119-142.
    """
    n = len(candidates)
    states = [one.approach.state for one in candidates]
    rows = [np.array([one.cost for one in candidates])]
    low, high = [0.0], [limits.budget]

    def limit(is_in: list[bool], least: float, most: float) -> None:
        rows.append(np.array(is_in, dtype=np.float64))
        low.append(least)
        high.append(most)

    for state in dict.fromkeys([*states, *sorted(limits.include)]):
        limit([s == state for s in states], float(state in limits.include), 1.0)
    for region in sorted({*limits.region_min, *limits.region_max}):
        is_in = [regions[state] == region for state in states]
        limit(is_in, limits.region_min.get(region, 0), limits.region_max.get(region, n))
    for partner, most in limits.partner_max.items():
        limit([one.approach.partner == partner for one in candidates], 0, most)
    solved = milp(
        -values + THRIFT * rows[0],
        constraints=LinearConstraint(sparse.csr_array(np.array(rows)), low, high),
        integrality=np.ones(n),
        bounds=Bounds(0, [float(state not in limits.exclude) for state in states]),
        options={"mip_rel_gap": 0.0},
    )
    return None if solved.x is None else tuple(np.flatnonzero(solved.x > 0.5).tolist())


def _check_known(what: str, named: set[str], known: set[str]) -> None:
    strange = sorted(named - known)
    if strange:
        raise AnalysisError(
            "portfolio",
            found=f"unknown {what} {', '.join(strange[:5])}",
            expected=f"a {what} in these facts",
            do="correct it",
        )
