"""Approaches taken one by one, each the best after those before it, peers included.

The gain of an approach is simulated in the draws in which it changes anything. It rarely grows as
others are taken, so that most gains need not be computed again (lazy greedy, CELF).

References
----------
Leskovec, J. et al. (2007). Cost-effective outbreak detection in networks. *KDD*, 420-429.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from analytics.outreach import threshold_model
from analytics.outreach.baseline import Baseline
from analytics.outreach.constraints import Candidate, Constraints, is_within_maxima
from analytics.outreach.objective import Objective
from analytics.outreach.outreach_plan import Plan
from analytics.outreach.threshold_model import CHUNK

Array = npt.NDArray[np.float64]

LITTLE_COST = 1e-6
"""Stands for no cost where gains are compared by cost."""

TIE = 1e-6
"""What a State's joining is worth beside reaching the target."""


class GreedySelection:
    """A plan that grows by one approach at a time, in draws that are held throughout."""

    def __init__(
        self, baseline: Baseline, plan: Plan, objective: Objective, *, n_draws: int, seed: int
    ) -> None:
        setup = threshold_model.setup(baseline)
        draws = [
            threshold_model.random_draws(
                len(setup.columns), first, min(CHUNK, n_draws - first), seed=seed
            )
            for first in range(0, n_draws, CHUNK)
        ]
        found = [threshold_model.simulate(setup, one, plan) for one in draws]
        drawn = [plan.assumptions.drawn(one.effort, one.peers)[0] for one in draws]
        self._table = setup
        self._objective = objective
        self._weights = objective.weights[setup.columns]
        self._n_members = int(baseline.members.sum())
        self._levels = {level: place for place, level in enumerate(plan.assumptions.effects)}
        self._effects = np.concatenate(drawn)
        self._turn = np.concatenate([threshold_model.model_draws(setup, one) for one in draws])
        self._strength = np.concatenate([one.strength for one in found])
        self._joined = np.concatenate([one.joined for one in found])
        self._own = np.concatenate(
            [threshold_model.own_log_odds(setup, one, plan) for one in draws]
        )
        pull = setup.surplus[self._turn] + self._joined.astype(np.float32) @ setup.pull
        thresholds = np.concatenate([one.thresholds for one in draws])
        self._moved = self._strength[:, None] * pull - thresholds

    def gain(self, one: Candidate) -> float:
        """Return what the objective would gain by an approach."""
        rows, joined = self._with(one)
        if not len(rows):
            return 0.0
        before = self._value(self._joined[rows])
        return float((self._value(joined) - before).sum() / len(self._joined))

    def take(self, one: Candidate) -> None:
        """Make an approach part of the plan."""
        rows, joined = self._with(one)
        column, raised = self._at(one)
        self._own[:, column] = raised
        fresh = (joined & ~self._joined[rows]).astype(np.float32)
        self._moved[rows] += self._strength[rows, None] * (fresh @ self._table.pull)
        self._joined[rows] = joined

    def _with(self, one: Candidate) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """Return the draws that an approach changes, and who joins in them."""
        column, raised = self._at(one)
        is_won = ~self._joined[:, column] & (raised + self._moved[:, column] > 0)
        rows = np.flatnonzero(is_won)
        strength, joined = self._strength[rows], self._joined[rows]
        balance = self._own[rows] + self._moved[rows]
        balance += strength[:, None] * self._table.pull[column]
        joined[:, column] = True
        return rows, threshold_model.propagate(self._table, balance, strength, joined)

    def _at(self, one: Candidate) -> tuple[int, npt.NDArray[np.float32]]:
        """Return the column of the State approached, and its log-odds with the approach (n,)."""
        column = self._table.places[one.approach.state]
        alone = self._table.log_odds[self._turn, column]
        effect = self._effects[:, self._levels[one.approach.level]]
        return column, threshold_model.with_uplift(alone, self._table.probability[column], effect)

    def _value(self, joined: npt.NDArray[np.bool_]) -> Array:
        value = self._objective.value(self._n_members, joined, self._weights)
        return value if self._objective.target is None else value + TIE * (joined @ self._weights)


def alone(make: Callable[[], GreedySelection], candidates: Sequence[Candidate]) -> Array:
    """Return what each candidate gains if it is the only approach (n,)."""
    growing = make()
    known: dict[tuple[str, str], float] = {}
    for one in candidates:
        key = (one.approach.state, one.approach.level)
        if key not in known:
            known[key] = growing.gain(one)
    return np.array([known[one.approach.state, one.approach.level] for one in candidates])


def choose(
    growing: GreedySelection,
    candidates: Sequence[Candidate],
    gains: Array,
    constraints: Constraints,
    regions: Mapping[str, str],
    *,
    is_by_cost: bool,
) -> tuple[int, ...]:
    """Return the places of the candidates taken, as long as they gain anything and fit.

    States that must be approached come first, then regions that need approaches, then all. The
    choice may still break a minimum where the budget ends too early.

    Parameters
    ----------
    growing : GreedySelection
        At its beginning.
    candidates : sequence of Candidate
    gains : ndarray, shape (n,)
        Of each alone.
    constraints : Constraints
    regions : mapping of str to str
    is_by_cost : bool
        Take the largest gain a unit of cost, not the largest gain.
    """
    taken: list[int] = []
    latest = gains.copy()

    def priority(place: int) -> float:
        per = max(candidates[place].cost, LITTLE_COST) if is_by_cost else 1.0
        return float(latest[place] / per)

    def grow(pool: list[int], most: int, least_gain: float) -> None:
        heap = [(-priority(place), place, -1) for place in pool]
        heapq.heapify(heap)
        start = len(taken)
        while heap and len(taken) - start < most:
            _, place, known_at = heapq.heappop(heap)
            chosen = [candidates[one] for one in (*taken, place)]
            if not is_within_maxima(chosen, constraints):
                continue
            if known_at != len(taken) and taken:
                latest[place] = growing.gain(candidates[place])
                heapq.heappush(heap, (-priority(place), place, len(taken)))
                continue
            if latest[place] < least_gain:
                break
            growing.take(candidates[place])
            taken.append(place)

    everything = list(range(len(candidates)))
    for state in sorted(constraints.include):
        grow([p for p in everything if candidates[p].approach.state == state], 1, -np.inf)
    for region, least in sorted(constraints.region_min.items()):
        here = [p for p in everything if regions[candidates[p].approach.state] == region]
        n_taken = sum(regions[candidates[p].approach.state] == region for p in taken)
        grow(here, least - n_taken, -np.inf)
    grow(everything, len(candidates), 1e-12)
    return tuple(sorted(taken))
