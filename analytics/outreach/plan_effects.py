"""What a plan of outreach would bring, under stated assumptions: a laboratory, not a forecast.

The base probabilities are those of the joining model, whose test stands beside them; the effects of
approaches and the strength of peers are assumed, and drawn from their ranges. Every plan meets the
same chance (`threshold_model`). What an approach brings is the difference between the plan and the
same world without its approaches, draw by draw.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import intervals
from analytics.outreach import one_at_a_time, simulation, threshold_model
from analytics.outreach.baseline import Baseline
from analytics.outreach.one_at_a_time import ALL, CENTRAL, DRAWN, ENDS, ScenarioResults
from analytics.outreach.outreach_plan import Plan
from analytics.outreach.simulation import Simulation, Tally
from analytics.outreach.threshold_model import Setup

Array = npt.NDArray[np.float64]

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class PlanEffects:
    """What a plan brings, beside the same world without its approaches.

    Attributes
    ----------
    n_draws, target : int
    expected_by_model : float
        Members that the joining model expects: no approaches, no peers, no fixed answers.
    growth : float
        Share of the joining model's draws in which anybody joins unasked.
    plan, base : Simulation
        With the approaches and without; the fixed answers stand in both.
    reach, reach_base : float
        Share of the draws in which the target is reached.
    gain : tuple of float
        New members that the approaches bring: mean and bounds of the 90 % Monte-Carlo interval.
    gain_range : tuple of float
        The same with all assumptions at their low and at their high ends.
    states : DataFrame
        ``iso3, region, is_approached, probability, base, plan, uplift, mc_low, mc_high, low, high,
        knock_on``: a row a State that may join, the largest uplift first. ``probability`` is the
        joining model's, ``low`` and ``high`` as in ``gain_range``; ``knock_on`` is the part of the
        uplift that came through peers.
    regions : DataFrame
        ``region, n_states, n_members, base, plan, uplift, mc_low, mc_high, low, high``: members
        expected, a row a region.
    knock_on : DataFrame
        ``iso3, through, n``: new members a draw that joined through a peer, shared among the peers
        that moved them, the most first.
    tornado : DataFrame
        ``key, low, high, size_low, size_high, gain_low, gain_high``: each thing in doubt at its
        ends while the others are central, the one that moves the gain most first. ``key`` is a
        level, ``peers``, ``size`` or ``weights``; see `one_at_a_time.cases`.
    central : tuple of float
        Size and gain with all assumptions central: the middle of the tornado.
    left_out : DataFrame
        ``iso3, reason``: States that cannot be simulated; they are taken as not joining.
    """

    n_draws: int
    target: int
    expected_by_model: float
    growth: float
    plan: Simulation
    base: Simulation
    reach: float
    reach_base: float
    gain: tuple[float, float, float]
    gain_range: tuple[float, float]
    states: pd.DataFrame
    regions: pd.DataFrame
    knock_on: pd.DataFrame
    tornado: pd.DataFrame
    central: tuple[float, float]
    left_out: pd.DataFrame

    def quantiles(self) -> tuple[float, ...]:
        """Return sizes at `QUANTILES` under the plan."""
        return tuple(float(q) for q in np.quantile(self.plan.sizes, QUANTILES))


def plan_effects(
    baseline: Baseline, plan: Plan, *, target: int, n_draws: int, seed: int
) -> PlanEffects:
    """Return what a plan brings, for whom, through whom, and on which assumption that hangs.

    Parameters
    ----------
    baseline : Baseline
    plan : Plan
    target : int
        Members aimed at.
    n_draws : int
        1 to `MAX_DRAWS`.
    seed : int
        The same chance for every plan.

    Raises
    ------
    AnalysisError
        If the plan does not fit the baseline, or there are too few or too many draws.
    """
    simulation.check(baseline, [plan], n_draws)
    worlds = one_at_a_time.cases(baseline, plan)
    # Without approaches a level of effort changes nothing: its base is the central one.
    bases = {world: one.base for world, one in worlds.items() if world[0] not in plan.levels()}
    setup = worlds[DRAWN].table
    with_it = {world: Tally(baseline, setup, n_draws) for world in worlds}
    without = {world: Tally(baseline, setup, n_draws) for world in bases}
    gains = _Gains(baseline, setup, plan)
    with simulation.chunks(setup, n_draws, seed=seed) as draws:
        for one in draws:
            answers = {
                w: threshold_model.simulate(case.table, one, case.plan)
                for w, case in worlds.items()
            }
            alone = {
                w: threshold_model.simulate(case.table, one, case.plan) for w, case in bases.items()
            }
            for tallies, played in ((with_it, answers), (without, alone)):
                for world, who in played.items():
                    tallies[world].add(one.first, who.joined)
            gains.add(answers[DRAWN], alone[DRAWN])
    found = ScenarioResults(
        {world: tally.result() for world, tally in with_it.items()},
        {world: tally.result() for world, tally in without.items()},
    )
    plan_drawn, base_drawn = found.with_it[DRAWN], found.without[DRAWN]
    difference = (plan_drawn.sizes - base_drawn.sizes).astype(np.float64)
    mean, error = float(difference.mean()), float(difference.std()) / n_draws**0.5
    return PlanEffects(
        n_draws=n_draws,
        target=target,
        expected_by_model=baseline.expected_size,
        growth=baseline.growth,
        plan=plan_drawn,
        base=base_drawn,
        reach=float((plan_drawn.sizes >= target).mean()),
        reach_base=float((base_drawn.sizes >= target).mean()),
        gain=(mean, mean - intervals.Z_95 * error, mean + intervals.Z_95 * error),
        gain_range=(found.gain((ALL, "low")), found.gain((ALL, "high"))),
        states=_states(baseline, setup, plan, found, gains),
        regions=_regions(baseline, found, gains),
        knock_on=gains.through(n_draws),
        tornado=one_at_a_time.table(plan, found),
        central=(found.size(CENTRAL), found.gain(CENTRAL)),
        left_out=baseline.left_out,
    )


class _Gains:
    """Counts who joined because of the approaches, and through whom."""

    def __init__(self, baseline: Baseline, setup: Setup, plan: Plan) -> None:
        self._pull = setup.pull
        self._states = np.array(baseline.states, dtype=object)[setup.columns]
        named = {a.state for a in plan.approaches}
        self._is_approached = np.array([state in named for state in self._states], dtype=bool)
        groups = np.array(baseline.regions, dtype=object)[setup.columns]
        self.names = sorted(set(baseline.regions))
        self._in_group = (groups[:, None] == np.array(self.names, dtype=object)).astype(np.float32)
        n = len(self._states)
        self.knock_on = np.zeros(n)
        self._through = np.zeros((n, n))
        self.squares = np.zeros(len(self.names))

    def add(self, plan: threshold_model.Answers, base: threshold_model.Answers) -> None:
        """Count some draws played with the approaches and without."""
        gained = plan.joined & ~base.joined
        self.squares += ((gained.astype(np.float32) @ self._in_group) ** 2).sum(axis=0)
        if not gained.any():
            return
        moved = gained.astype(np.float32)
        pull = moved @ self._pull  # share of a State's peers that joined because of the plan
        alone = plan.balance - plan.strength[:, None] * pull > 0
        is_knock_on = gained & ~(self._is_approached & alone)
        self.knock_on += is_knock_on.sum(axis=0)
        share = np.divide(is_knock_on, pull, out=np.zeros_like(pull), where=pull > 0)
        self._through += self._pull.T * (share.T @ moved)

    def through(self, n_draws: int) -> pd.DataFrame:
        """Return who joined through whom."""
        rows, columns = np.nonzero(self._through)
        frame = pd.DataFrame(
            {
                "iso3": self._states[rows],
                "through": self._states[columns],
                "n": self._through[rows, columns] / n_draws,
            }
        )
        return frame.sort_values(
            ["n", "iso3", "through"], ascending=[False, True, True], ignore_index=True
        )


def _states(
    baseline: Baseline,
    setup: Setup,
    plan: Plan,
    found: ScenarioResults,
    gains: _Gains,
) -> pd.DataFrame:
    at, n_draws = setup.columns, len(found.with_it[DRAWN].sizes)
    uplift = found.uplift(DRAWN)[at]
    half = intervals.Z_95 * np.sqrt(uplift * (1 - uplift) / n_draws)
    named = {a.state for a in plan.approaches}
    states = np.array(baseline.states, dtype=object)[at]
    frame = pd.DataFrame(
        {
            "iso3": states,
            "region": np.array(baseline.regions, dtype=object)[at],
            "is_approached": [state in named for state in states],
            "probability": baseline.probability[at],
            "base": found.without[DRAWN].share[at],
            "plan": found.with_it[DRAWN].share[at],
            "uplift": uplift,
            "mc_low": uplift - half,
            "mc_high": uplift + half,
            **{str(end): found.uplift((ALL, end))[at] for end in ENDS},
            "knock_on": gains.knock_on / n_draws,
        }
    )
    order = np.lexsort([frame["iso3"], -frame["uplift"]])
    return frame.iloc[order].reset_index(drop=True)


def _regions(baseline: Baseline, found: ScenarioResults, gains: _Gains) -> pd.DataFrame:
    n_draws = len(found.with_it[DRAWN].sizes)
    groups = np.array(baseline.regions, dtype=object)
    is_in = (groups[:, None] == np.array(gains.names, dtype=object)).astype(np.float64)
    counts = {
        "base": found.without[DRAWN].share @ is_in,
        "plan": found.with_it[DRAWN].share @ is_in,
    }
    uplift = counts["plan"] - counts["base"]
    half = intervals.Z_95 * np.sqrt((gains.squares / n_draws - uplift**2).clip(min=0) / n_draws)
    return pd.DataFrame(
        {
            "region": gains.names,
            "n_states": is_in.sum(axis=0).astype(int),
            "n_members": is_in[baseline.members].sum(axis=0).astype(int),
            **counts,
            "uplift": uplift,
            "mc_low": uplift - half,
            "mc_high": uplift + half,
            **{str(end): found.uplift((ALL, end)) @ is_in for end in ENDS},
        }
    )
