"""Who joins under a plan, over many draws: simulated with peers, computed exactly without.

Every plan meets the same chance (`threshold_model`), so that two plans differ by nothing but the
plans.

References
----------
Glasserman, P. (2003). *Monte Carlo Methods in Financial Engineering*, 4.2 (common random numbers).
Springer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import threadpoolctl
from scipy.special import expit

from analytics import intervals
from analytics.outreach import outreach_plan, threshold_model
from analytics.outreach.assumptions import AssumedRange, Assumptions
from analytics.outreach.baseline import Baseline
from analytics.outreach.outreach_plan import Plan
from analytics.outreach.threshold_model import CHUNK, RandomDraws, Setup
from data.errors import AnalysisError

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

MAX_DRAWS = 1_000_000
N_NODES = 64
"""Points at which the exact figures go through the range of an effect."""


@dataclass(frozen=True)
class Simulation:
    """Who joined, under one plan.

    Attributes
    ----------
    sizes : ndarray of int, shape (n,)
        Members in the end, in each draw.
    share : ndarray, shape (S,)
        Of the draws in which a State is a member in the end.
    """

    sizes: npt.NDArray[np.int32]
    share: Array


def uplifts(baseline: Baseline, assumptions: Assumptions) -> Array:
    """Return what an approach adds to each State's probability if peers have no strength.

    Parameters
    ----------
    baseline : Baseline
    assumptions : Assumptions

    Returns
    -------
    ndarray, shape (S, levels)
        Of each level of effort, 0 to what it promises; 0 for States that cannot be approached.
    """
    out = np.zeros((len(baseline.states), len(assumptions.effects)))
    at = np.flatnonzero(baseline.is_open)
    for place, effect in enumerate(assumptions.effects.values()):
        out[at, place] = _gain(baseline, at, effect)
    return out


def simulate(baseline: Baseline, plan: Plan, *, n_draws: int, seed: int) -> Simulation:
    """Return who joins under a plan, peers included.

    Memory does not grow with the number of draws, but for a number a draw.

    Parameters
    ----------
    baseline : Baseline
    plan : Plan
    n_draws : int
        1 to `MAX_DRAWS`.
    seed : int
        The same chance for every plan.

    Raises
    ------
    AnalysisError
        If the plan does not fit the baseline, or there are too few or too many draws.
    """
    check(baseline, [plan], n_draws)
    setup = threshold_model.setup(baseline)
    tally = Tally(baseline, setup, n_draws)
    with chunks(setup, n_draws, seed=seed) as draws:
        for one in draws:
            tally.add(one.first, threshold_model.simulate(setup, one, plan).joined)
    return tally.result()


def compare(
    baseline: Baseline, plans: Mapping[str, Plan], *, target: int, n_draws: int, seed: int
) -> pd.DataFrame:
    """Return plans side by side; all meet the same chance, so that only the plans differ.

    Returns
    -------
    DataFrame
        ``key, size, low, high, reach, difference, difference_low, difference_high``: expected
        members, their 5th and 95th percentile, the share of draws that reach the target, and the
        difference in members from the first plan with its 90 % Monte-Carlo interval.

    Raises
    ------
    AnalysisError
        If a plan does not fit the baseline, or there are too few or too many draws.
    """
    check(baseline, list(plans.values()), n_draws)
    rows, first = [], None
    for key, plan in plans.items():
        sizes = simulate(baseline, plan, n_draws=n_draws, seed=seed).sizes.astype(np.float64)
        first = sizes if first is None else first
        apart = sizes - first
        half = intervals.Z_95 * float(apart.std()) / np.sqrt(n_draws)
        low, high = intervals.of_draws(sizes)
        rows.append(
            {
                "key": key,
                "size": float(sizes.mean()),
                "low": float(low),
                "high": float(high),
                "reach": float((sizes >= target).mean()),
                "difference": float(apart.mean()),
                "difference_low": float(apart.mean()) - half,
                "difference_high": float(apart.mean()) + half,
            }
        )
    return pd.DataFrame(rows)


class Tally:
    """Counts who joined, chunk by chunk."""

    def __init__(self, baseline: Baseline, setup: Setup, n_draws: int) -> None:
        self._n_members = int(baseline.members.sum())
        self._columns = setup.columns
        self._share = baseline.members.astype(np.float64) * n_draws
        self._sizes = np.empty(n_draws, dtype=np.int32)

    def add(self, first: int, joined: npt.NDArray[np.bool_]) -> None:
        """Count the draws from a first one on."""
        self._sizes[first : first + len(joined)] = joined.sum(axis=1) + self._n_members
        self._share[self._columns] += joined.sum(axis=0)

    def result(self) -> Simulation:
        """Return what was counted."""
        return Simulation(sizes=self._sizes, share=self._share / len(self._sizes))


def _gain(baseline: Baseline, at: Places, effect: AssumedRange) -> Array:
    """Return what an effect adds to the probability of some States (n,), see `with_uplift`.

    The mean over all draws of the model and the whole range of the effect.
    """
    room = expit(-baseline.log_odds[:, at])
    levels = effect.at((np.arange(N_NODES) + 0.5) / N_NODES)
    promised = threshold_model.promised_uplift(baseline.probability[at], levels[:, None])
    return np.asarray(np.mean([np.minimum(one, room).mean(axis=0) for one in promised], axis=0))


@contextmanager
def chunks(setup: Setup, n_draws: int, *, seed: int) -> Iterator[Iterator[RandomDraws]]:
    """Give what chance deals, `CHUNK` draws at a time, with one thread: the products are small."""
    with threadpoolctl.threadpool_limits(limits=1):
        yield (
            threshold_model.random_draws(
                len(setup.columns), first, min(CHUNK, n_draws - first), seed=seed
            )
            for first in range(0, n_draws, CHUNK)
        )


def check(baseline: Baseline, plans: Sequence[Plan], n_draws: int) -> None:
    """Refuse plans that do not fit the baseline, and too few or too many draws.

    Raises
    ------
    AnalysisError
    """
    for plan in plans:
        outreach_plan.check(plan, baseline)
    if not 1 <= n_draws <= MAX_DRAWS:
        raise AnalysisError(
            "simulation",
            found=f"{n_draws:,} draws",
            expected=f"1 to {MAX_DRAWS:,}",
            do="choose another number",
        )
