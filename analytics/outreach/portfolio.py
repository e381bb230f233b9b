"""The best plan of outreach within a budget, beside the simple rankings it has to beat.

Without peers the gains of approaches add up, and the best choice is found exactly. With peers
approaches are taken one by one on the simulated gain, by cost and by size, and measured beside the
choices that are exact if gains add up; the best of them is the portfolio. It is measured on other
draws than those it was chosen on. No effect is below 0, so that the worst case over the ranges of
the assumptions is all of them at their low ends: a robust plan is chosen there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import threadpoolctl

from analytics import intervals
from analytics.outreach import (
    cost_sensitivity,
    greedy,
    milp,
    outreach_plan,
    simulation,
    threshold_model,
)
from analytics.outreach.assumptions import End
from analytics.outreach.baseline import Baseline
from analytics.outreach.constraints import (
    Candidate,
    Constraints,
    check_constraints,
    is_feasible,
    is_within_maxima,
)
from analytics.outreach.greedy import GreedySelection
from analytics.outreach.objective import Objective
from analytics.outreach.outreach_plan import Plan

Array = npt.NDArray[np.float64]

N_CHOOSING = 1_000
"""Draws on which approaches are chosen; a plan is measured on more."""

RANKINGS = ("probability", "uplift")


@dataclass(frozen=True)
class Portfolio:
    """The approaches to make.

    Attributes
    ----------
    chosen : tuple of Candidate
    cost : float
    method : str
        ``exact`` without peers. With them the choice that turned out best: ``linear`` (exact for
        gains without peers), ``linear_with_peers`` (exact for the simulated gains of each alone),
        ``greedy_by_cost`` or ``greedy``.
    before, value : float
        The objective without the approaches and with them: new members, their worth, or the
        probability of reaching the target.
    value_low, value_high : tuple of float
        The same pair with all assumptions at their low ends, and at their high ends.
    spread : tuple of float
        90 % interval of what the approaches add, in the worst case for a robust plan: of the draws,
        each played with them and without; of a chance, which no single draw has, its Monte-Carlo
        interval.
    bound : float
        What the approaches could gain at most if none strengthened another: the exact optimum of
        the gains of each alone. Missing for a target, whose gains do not add up.
    linear_gain : float
        The optimum without peers, computed; missing for a target.
    methods : DataFrame
        ``method, n, cost, gain``: every choice that was measured, the best first.
    rankings : DataFrame
        ``ranking, level, n, cost, gain, less, less_low, less_high``: what simple rankings gain with
        the same budget, each at the level that suits it best, and how much less than the portfolio
        that is, with its 90 % Monte-Carlo interval; in the worst case for a robust plan.
    prices : DataFrame
        From `cost_sensitivity.sensitivity`: the exact choice without peers if an effort cost half
        or twice as much; what it gains is the worth of new members, for a target too.
    """

    chosen: tuple[Candidate, ...]
    cost: float
    method: str
    before: float
    value: float
    value_low: tuple[float, float]
    value_high: tuple[float, float]
    spread: tuple[float, float]
    bound: float
    linear_gain: float
    methods: pd.DataFrame
    rankings: pd.DataFrame
    prices: pd.DataFrame

    @property
    def gain(self) -> float:
        """Return what the approaches add to the objective."""
        return self.value - self.before


def best(
    baseline: Baseline,
    plan: Plan,
    candidates: Sequence[Candidate],
    constraints: Constraints,
    *,
    objective: Objective,
    n_draws: int,
    seed: int,
    is_robust: bool = False,
) -> Portfolio:
    """Return the best plan within constraints.

    Parameters
    ----------
    baseline : Baseline
    plan : Plan
        Its assumptions and fixed answers hold; its approaches are not made.
    candidates : sequence of Candidate
        Approaches to choose from; several a State, at other levels and by other partners.
    constraints : Constraints
    objective : Objective
    n_draws : int
        On which plans are measured.
    seed : int
    is_robust : bool
        Choose for the worst case: all assumptions at their low ends.

    Raises
    ------
    AnalysisError
        If candidates or constraints do not fit, or cannot be met together.
    """
    plan = replace(plan, approaches=())
    simulation.check(baseline, [plan], n_draws)
    candidates = [one for one in candidates if one.approach.state not in plan.answers]
    check_constraints(candidates, constraints, baseline, plan.assumptions)
    choosing = replace(plan, assumptions=plan.assumptions.pinned("low")) if is_robust else plan
    measure = _Measure(baseline, plan, candidates, objective, n_draws=n_draws, seed=seed + 1)
    values = _values(baseline, choosing, candidates, objective)
    regions = dict(zip(baseline.states, baseline.regions, strict=True))
    with threadpoolctl.threadpool_limits(limits=1):
        choices, bound, linear_gain = _choices(
            baseline, choosing, candidates, values, constraints, objective, seed
        )
        priced = cost_sensitivity.sensitivity(
            candidates, values, constraints, regions, levels=list(plan.assumptions.effects)
        )
    worst: End | None = "low" if is_robust else None
    gains = {key: measure.gain(chosen, worst) for key, chosen in choices.items()}
    method = max(gains, key=lambda key: gains[key])
    chosen = choices[method]
    sizes = {key: [len(c), _cost(candidates, c), gains[key]] for key, c in choices.items()}
    methods = pd.DataFrame.from_dict(sizes, orient="index", columns=["n", "cost", "gain"])
    methods = methods.rename_axis("method").reset_index()
    is_adding_up = objective.target is None
    return Portfolio(
        chosen=tuple(candidates[place] for place in chosen),
        cost=_cost(candidates, chosen),
        method=method,
        before=measure.value((), None),
        value=measure.value(chosen, None),
        value_low=(measure.value((), "low"), measure.value(chosen, "low")),
        value_high=(measure.value((), "high"), measure.value(chosen, "high")),
        spread=measure.spread(chosen, worst),
        bound=bound if is_adding_up else np.nan,
        linear_gain=linear_gain if is_adding_up else np.nan,
        methods=methods.sort_values("gain", ascending=False, kind="stable", ignore_index=True),
        rankings=_rankings(baseline, plan, candidates, constraints, measure, chosen, worst),
        prices=priced,
    )


def _values(
    baseline: Baseline, plan: Plan, candidates: Sequence[Candidate], objective: Objective
) -> Array:
    """Return what each candidate gains if peers have no strength (n,)."""
    places = {state: place for place, state in enumerate(baseline.states)}
    columns = {level: place for place, level in enumerate(plan.assumptions.effects)}
    uplift = simulation.uplifts(baseline, plan.assumptions) * objective.weights[:, None]
    return np.array(
        [uplift[places[one.approach.state], columns[one.approach.level]] for one in candidates]
    )


def _choices(
    baseline: Baseline,
    plan: Plan,
    candidates: Sequence[Candidate],
    values: Array,
    constraints: Constraints,
    objective: Objective,
    seed: int,
) -> tuple[dict[str, tuple[int, ...]], float, float]:
    """Return the choices to measure, by method, the bound, and the optimum without peers."""
    regions = dict(zip(baseline.states, baseline.regions, strict=True))
    linear = milp.solve(candidates, values, constraints, regions)
    linear_gain = float(values[list(linear)].sum())
    if plan.assumptions.peers.high == 0 and objective.target is None:
        return {"exact": linear}, linear_gain, linear_gain

    def begin() -> GreedySelection:
        return GreedySelection(baseline, plan, objective, n_draws=N_CHOOSING, seed=seed)

    gains = greedy.alone(begin, candidates)
    best_alone = milp.solve(candidates, gains, constraints, regions)
    choices = {"linear": linear, "linear_with_peers": best_alone}
    for method, is_by_cost in (("greedy_by_cost", True), ("greedy", False)):
        found = greedy.choose(
            begin(), candidates, gains, constraints, regions, is_by_cost=is_by_cost
        )
        if is_feasible([candidates[place] for place in found], constraints, regions):
            choices[method] = found
    return choices, float(gains[list(best_alone)].sum()), linear_gain


class _Measure:
    """Measures choices of candidates, all on the same draws."""

    def __init__(
        self,
        baseline: Baseline,
        plan: Plan,
        candidates: Sequence[Candidate],
        objective: Objective,
        *,
        n_draws: int,
        seed: int,
    ) -> None:
        self._baseline, self._plan, self._candidates = baseline, plan, candidates
        self._objective, self._n_draws, self._seed = objective, n_draws, seed
        self._known: dict[tuple[tuple[int, ...], str | None], Array] = {}

    def draws(self, chosen: tuple[int, ...], end: End | None) -> Array:
        """Return the objective in each draw, all assumptions at one end or drawn."""
        key = (tuple(sorted(chosen)), end)
        if key not in self._known:
            made = tuple(self._candidates[place].approach for place in key[0])
            assumed = self._plan.assumptions
            plan = replace(
                self._plan,
                approaches=made,
                assumptions=assumed if end is None else assumed.pinned(end),
            )
            self._known[key] = self._played(plan)
        return self._known[key]

    def _played(self, plan: Plan) -> Array:
        outreach_plan.check(plan, self._baseline)
        table = threshold_model.setup(self._baseline)
        weights = self._objective.weights[table.columns]
        n_members = int(self._baseline.members.sum())
        values = []
        with simulation.chunks(table, self._n_draws, seed=self._seed) as dealt:
            for one in dealt:
                joined = threshold_model.simulate(table, one, plan).joined
                values.append(self._objective.value(n_members, joined, weights))
        return np.concatenate(values)

    def value(self, chosen: tuple[int, ...], end: End | None) -> float:
        """Return the mean of the objective."""
        return float(self.draws(chosen, end).mean())

    def gain(self, chosen: tuple[int, ...], end: End | None) -> float:
        """Return what a choice adds to the objective."""
        return self.value(chosen, end) - self.value((), end)

    def spread(self, chosen: tuple[int, ...], end: End | None) -> tuple[float, float]:
        """Return the 90 % interval of what a choice adds to the objective."""
        added = self.draws(chosen, end) - self.draws((), end)
        if self._objective.target is None:
            low, high = intervals.of_draws(added)
            return float(low), float(high)
        half = intervals.Z_95 * float(added.std()) / len(added) ** 0.5
        return float(added.mean()) - half, float(added.mean()) + half


def _rankings(
    baseline: Baseline,
    plan: Plan,
    candidates: Sequence[Candidate],
    constraints: Constraints,
    measure: _Measure,
    chosen: tuple[int, ...],
    end: End | None,
) -> pd.DataFrame:
    """Return what going down simple lists until the budget is spent would gain."""
    uplift = simulation.uplifts(baseline, plan.assumptions)
    places = {state: place for place, state in enumerate(baseline.states)}
    rows = []
    for ranking in RANKINGS:
        tried = []
        for column, level in enumerate(plan.assumptions.effects):
            order = baseline.probability if ranking == "probability" else uplift[:, column]
            taken = _down_the_list(
                candidates,
                level,
                {s: float(order[places[s]]) for s in places},
                constraints,
            )
            tried.append((measure.gain(taken, end), level, taken))
        gain, level, taken = max(tried, key=lambda one: one[0])
        apart = measure.draws(chosen, end) - measure.draws(taken, end)
        half = intervals.Z_95 * float(apart.std()) / len(apart) ** 0.5
        less = float(apart.mean())
        rows.append(
            {
                "ranking": ranking,
                "level": level,
                "n": len(taken),
                "cost": _cost(candidates, taken),
                "gain": gain,
                "less": less,
                "less_low": less - half,
                "less_high": less + half,
            }
        )
    return pd.DataFrame(rows)


def _down_the_list(
    candidates: Sequence[Candidate],
    level: str,
    order: dict[str, float],
    constraints: Constraints,
) -> tuple[int, ...]:
    """Return what fits of a list, the States that must be approached first."""
    pool = [p for p, one in enumerate(candidates) if one.approach.level == level]
    pool.sort(
        key=lambda p: (
            candidates[p].approach.state not in constraints.include,
            -order[candidates[p].approach.state],
            p,
        )
    )
    taken: list[int] = []
    for place in pool:
        if is_within_maxima([candidates[one] for one in (*taken, place)], constraints):
            taken.append(place)
    return tuple(sorted(taken))


def _cost(candidates: Sequence[Candidate], chosen: Sequence[int]) -> float:
    return float(sum(candidates[place].cost for place in chosen))
