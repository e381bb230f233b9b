"""Approaches taken one by one: their gains are those of the whole simulation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analytics.outreach import greedy, simulation
from analytics.outreach.assumptions import AssumedRange
from analytics.outreach.constraints import Candidate, Constraints
from analytics.outreach.greedy import GreedySelection
from analytics.outreach.objective import Objective
from analytics.outreach.outreach_plan import Plan, PlannedApproach
from tests.analytics.outreach_world import ASSUMED, world

START = world(40, seed=4)
REGIONS = dict(zip(START.states, START.regions, strict=True))
PLAN = Plan(replace(ASSUMED, peers=AssumedRange(0.5, 2.0, 4.0)))
EVERY = Objective(np.ones(40))
COSTS = {"letter": 1.0, "call": 2.0, "visit": 5.0}
CANDIDATES = [
    Candidate(PlannedApproach(f"S{i:02d}", level), cost)
    for i in range(2, 39)
    for level, cost in COSTS.items()
]
N = 1_500


def begin(objective: Objective = EVERY) -> GreedySelection:
    return GreedySelection(START, PLAN, objective, n_draws=N, seed=3)


def mean_size(*made: Candidate) -> float:
    plan = replace(PLAN, approaches=tuple(one.approach for one in made))
    return float(simulation.simulate(START, plan, n_draws=N, seed=3).sizes.mean())


def test_gains_are_those_of_the_whole_simulation() -> None:
    growing, made = begin(), []
    for place in (2, 40, 7, 85):
        one = CANDIDATES[place]
        gain = growing.gain(one)
        assert gain == pytest.approx(mean_size(*made, one) - mean_size(*made), abs=1e-9)
        growing.take(one)
        made.append(one)


def test_for_a_target_the_gain_is_in_draws_that_reach_it() -> None:
    growing = begin(Objective(np.ones(40), target=16))
    one = CANDIDATES[5]
    plans = [PLAN, replace(PLAN, approaches=(one.approach,))]
    reach = [(simulation.simulate(START, p, n_draws=N, seed=3).sizes >= 16).mean() for p in plans]
    assert growing.gain(one) == pytest.approx(reach[1] - reach[0], abs=1e-4)


def test_lazy_is_as_good_as_looking_at_all() -> None:
    constraints = Constraints(9.0)
    gains = greedy.alone(begin, CANDIDATES)
    lazy = greedy.choose(begin(), CANDIDATES, gains, constraints, REGIONS, is_by_cost=True)
    growing, taken = begin(), []
    while True:
        spent = sum(CANDIDATES[p].cost for p in taken)
        named = {CANDIDATES[p].approach.state for p in taken}
        pool = [
            p
            for p, one in enumerate(CANDIDATES)
            if one.approach.state not in named and spent + one.cost <= 9
        ]
        if not pool:
            break
        best = max(pool, key=lambda p: growing.gain(CANDIDATES[p]) / CANDIDATES[p].cost)
        growing.take(CANDIDATES[best])
        taken.append(best)
    ours = mean_size(*(CANDIDATES[p] for p in lazy))
    full = mean_size(*(CANDIDATES[p] for p in taken))
    base = mean_size()
    assert ours - base >= 0.99 * (full - base)


def test_limits_are_kept_while_growing() -> None:
    gains = greedy.alone(begin, CANDIDATES)
    constraints = Constraints(
        12.0,
        region_min={"AFG": 2},
        include=frozenset({"S20"}),
        exclude=frozenset({"S04"}),
    )
    for is_by_cost in (True, False):
        found = greedy.choose(
            begin(), CANDIDATES, gains, constraints, REGIONS, is_by_cost=is_by_cost
        )
        chosen = [CANDIDATES[place] for place in found]
        states = [one.approach.state for one in chosen]
        assert len(set(states)) == len(states)
        assert sum(one.cost for one in chosen) <= 12
        assert sum(REGIONS[s] == "AFG" for s in states) >= 2
        assert "S20" in states
        assert "S04" not in states


def test_nothing_is_taken_that_gains_nothing() -> None:
    nothing = Objective(np.zeros(40))
    gains = greedy.alone(lambda: begin(nothing), CANDIDATES)
    assert (
        greedy.choose(
            begin(nothing), CANDIDATES, gains, Constraints(9.0), REGIONS, is_by_cost=False
        )
        == ()
    )
