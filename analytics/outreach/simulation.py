"""Who joins under a plan, over many draws: simulated with peers, computed exactly without.

Every plan meets the same chance (`peer_rounds`), so that two plans differ by nothing but the plans.

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
import threadpoolctl  # type: ignore[import-untyped]  # publishes no types
from scipy.special import expit

from analytics.outreach import approaches, peer_rounds
from analytics.outreach.approaches import Plan
from analytics.outreach.assumptions import Assumptions, Range
from analytics.outreach.opening import Opening
from analytics.outreach.peer_rounds import CHUNK, Board, Noise
from data.errors import AnalysisError

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

MAX_DRAWS = 1_000_000
SIGMAS_90 = 1.6448536269514722
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


def expectation(opening: Opening, plan: Plan) -> Array:
    """Return the probability that each State is a member in the end if peers have no strength (S,).

    Computed, not simulated: over all draws of the model and the whole range of each effect. Without
    approaches and fixed answers it is the forecast of the joining model.

    Raises
    ------
    AnalysisError
        If the plan does not fit the opening.
    """
    approaches.check(plan, opening)
    out = np.where(opening.is_open, opening.probability, opening.members.astype(np.float64))
    for approach in plan.approaches:
        at = np.array([opening.states.index(approach.state)])
        out[at] += _gain(opening, at, plan.assumptions.effects[approach.level])
    for state, answer in plan.answers.items():
        out[opening.states.index(state)] = float(answer == "joins")
    return np.asarray(out)


def uplifts(opening: Opening, assumptions: Assumptions) -> Array:
    """Return what an approach adds to each State's probability if peers have no strength.

    Parameters
    ----------
    opening : Opening
    assumptions : Assumptions

    Returns
    -------
    ndarray, shape (S, levels)
        Of each level of effort, 0 to what it promises; 0 for States that cannot be approached.
    """
    out = np.zeros((len(opening.states), len(assumptions.effects)))
    at = np.flatnonzero(opening.is_open)
    for place, effect in enumerate(assumptions.effects.values()):
        out[at, place] = _gain(opening, at, effect)
    return out


def simulate(opening: Opening, plan: Plan, *, n_draws: int, seed: int) -> Simulation:
    """Return who joins under a plan, peers included.

    Memory does not grow with the number of draws, but for a number a draw.

    Parameters
    ----------
    opening : Opening
    plan : Plan
    n_draws : int
        1 to `MAX_DRAWS`.
    seed : int
        The same chance for every plan.

    Raises
    ------
    AnalysisError
        If the plan does not fit the opening, or there are too few or too many draws.
    """
    check(opening, [plan], n_draws)
    table = peer_rounds.board(opening)
    tally = Tally(opening, table, n_draws)
    with chunks(table, n_draws, seed=seed) as dealt:
        for one in dealt:
            tally.add(one.first, peer_rounds.play(table, one, plan).joined)
    return tally.result()


def compare(
    opening: Opening, plans: Mapping[str, Plan], *, target: int, n_draws: int, seed: int
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
        If a plan does not fit the opening, or there are too few or too many draws.
    """
    check(opening, list(plans.values()), n_draws)
    rows, first = [], None
    for key, plan in plans.items():
        sizes = simulate(opening, plan, n_draws=n_draws, seed=seed).sizes.astype(np.float64)
        first = sizes if first is None else first
        apart = sizes - first
        half = SIGMAS_90 * float(apart.std()) / np.sqrt(n_draws)
        low, high = np.quantile(sizes, [0.05, 0.95])
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

    def __init__(self, opening: Opening, table: Board, n_draws: int) -> None:
        self._n_members = int(opening.members.sum())
        self._columns = table.columns
        self._share = opening.members.astype(np.float64) * n_draws
        self._sizes = np.empty(n_draws, dtype=np.int32)

    def add(self, first: int, joined: npt.NDArray[np.bool_]) -> None:
        """Count the draws from a first one on."""
        self._sizes[first : first + len(joined)] = joined.sum(axis=1) + self._n_members
        self._share[self._columns] += joined.sum(axis=0)

    def result(self) -> Simulation:
        """Return what was counted."""
        return Simulation(sizes=self._sizes, share=self._share / len(self._sizes))


def _gain(opening: Opening, at: Places, effect: Range) -> Array:
    """Return what an effect adds to the probability of some States (n,), see `lifted`.

    The mean over all draws of the model and the whole range of the effect.
    """
    room = expit(-opening.log_odds[:, at])
    levels = effect.at((np.arange(N_NODES) + 0.5) / N_NODES)
    promised = peer_rounds.promise(opening.probability[at], levels[:, None])
    return np.asarray(np.mean([np.minimum(one, room).mean(axis=0) for one in promised], axis=0))


@contextmanager
def chunks(table: Board, n_draws: int, *, seed: int) -> Iterator[Iterator[Noise]]:
    """Give what chance deals, `CHUNK` draws at a time, with one thread: the products are small."""
    with threadpoolctl.threadpool_limits(limits=1):
        yield (
            peer_rounds.noise(len(table.columns), first, min(CHUNK, n_draws - first), seed=seed)
            for first in range(0, n_draws, CHUNK)
        )


def check(opening: Opening, plans: Sequence[Plan], n_draws: int) -> None:
    """Refuse plans that do not fit an opening, and too few or too many draws.

    Raises
    ------
    AnalysisError
    """
    for plan in plans:
        approaches.check(plan, opening)
    if not 1 <= n_draws <= MAX_DRAWS:
        raise AnalysisError(
            "simulation",
            found=f"{n_draws:,} draws",
            expected=f"1 to {MAX_DRAWS:,}",
            do="choose another number",
        )
