"""The best choice of approaches whose values add up, exactly: a mixed-integer linear program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from analytics.outreach.constraints import Candidate, Constraints
from data.errors import AnalysisError

Array = npt.NDArray[np.float64]

THRIFT = 1e-9
"""What a unit of cost weighs against value: the cheaper of two plans that bring the same wins."""


def solve(
    candidates: Sequence[Candidate],
    values: Array,
    constraints: Constraints,
    regions: Mapping[str, str],
) -> tuple[int, ...]:
    """Return what `solve_if_feasible` does, and refuse constraints that cannot be met together.

    Raises
    ------
    AnalysisError
        If no choice keeps to the constraints.
    """
    chosen = solve_if_feasible(candidates, values, constraints, regions)
    if chosen is None:
        raise AnalysisError(
            "portfolio",
            found="no choice of approaches that keeps to all limits",
            expected="limits that can be met together",
            do="raise the budget or loosen quotas, capacities or the States named",
            reason="no_plan_fits",
        )
    return chosen


def solve_if_feasible(
    candidates: Sequence[Candidate],
    values: Array,
    constraints: Constraints,
    regions: Mapping[str, str],
) -> tuple[int, ...] | None:
    """Return the places of the candidates with the largest total value, exactly.

    Nothing where no choice keeps to the constraints.

    Parameters
    ----------
    candidates : sequence of Candidate
    values : ndarray, shape (n,)
        Of each; they add up.
    constraints : Constraints
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
    low, high = [0.0], [constraints.budget]

    def limit(is_in: list[bool], least: float, most: float) -> None:
        rows.append(np.array(is_in, dtype=np.float64))
        low.append(least)
        high.append(most)

    if constraints.most is not None:
        limit([True] * n, 0, constraints.most)
    for state in dict.fromkeys([*states, *sorted(constraints.include)]):
        limit([s == state for s in states], float(state in constraints.include), 1.0)
    for region, least in sorted(constraints.region_min.items()):
        limit([regions[state] == region for state in states], least, n)
    solved = optimize.milp(
        -values + THRIFT * rows[0],
        constraints=optimize.LinearConstraint(sparse.csr_array(np.array(rows)), low, high),
        integrality=np.ones(n),
        bounds=optimize.Bounds(0, [float(state not in constraints.exclude) for state in states]),
        options={"mip_rel_gap": 0.0},
    )
    return None if solved.x is None else tuple(np.flatnonzero(solved.x > 0.5).tolist())
