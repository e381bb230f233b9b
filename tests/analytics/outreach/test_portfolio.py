"""The best plan for a budget: exact where it can be, and never worse than simple rankings."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from analytics.outreach import portfolio, simulation
from analytics.outreach.assumptions import AssumedRange, Assumptions
from analytics.outreach.baseline import Baseline
from analytics.outreach.constraints import Candidate, Constraints, is_feasible
from analytics.outreach.objective import Objective
from analytics.outreach.outreach_plan import Plan, PlannedApproach
from data.errors import AnalysisError
from tests.analytics.outreach_world import ASSUMED, NO_PEERS, expectation, world

COSTS = {"letter": 1.0, "call": 2.0, "visit": 5.0}
EVERY = Objective(np.ones(40))


def candidates(states: range, *, partners: tuple[str | None, ...] = (None,)) -> list[Candidate]:
    return [
        Candidate(PlannedApproach(f"S{i:02d}", level, partner), cost)
        for i in states
        for level, cost in COSTS.items()
        for partner in partners
    ]


def best(
    start: Baseline,
    assumed: Assumptions,
    choice: list[Candidate],
    constraints: Constraints,
    **options: object,
) -> portfolio.Portfolio:
    fields = {"objective": EVERY, "n_draws": 2_000, "seed": 1, **options}
    return portfolio.best(start, Plan(assumed), choice, constraints, **fields)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("is_robust", [False, True])
def test_without_peers_it_equals_brute_force(seed: int, is_robust: bool) -> None:
    start = world(40, seed=seed)
    choice = candidates(range(10, 15))
    assumed = NO_PEERS.pinned("low") if is_robust else NO_PEERS
    found = best(start, NO_PEERS, choice, Constraints(8.0), is_robust=is_robust)
    regions = dict(zip(start.states, start.regions, strict=True))
    most = 0.0
    for bits in product((False, True), repeat=len(choice)):
        made = [one for one, is_in in zip(choice, bits, strict=True) if is_in]
        if is_feasible(made, Constraints(8.0), regions):
            plan = Plan(assumed, tuple(one.approach for one in made))
            most = max(most, expectation(start, plan).sum() - start.expected_size)
    assert found.method == "exact"
    assert found.linear_gain == pytest.approx(most, abs=1e-8)
    plan = Plan(assumed, tuple(one.approach for one in found.chosen))
    gain = expectation(start, plan).sum() - start.expected_size
    assert gain == pytest.approx(most, abs=1e-8)


@pytest.mark.slow
def test_with_peers_it_beats_simple_rankings_and_stays_near_the_bound() -> None:
    start = world(40, seed=5)
    choice = candidates(range(2, 39))
    found = best(start, ASSUMED, choice, Constraints(20.0), n_draws=5_000)
    assert (found.rankings["less"] >= -1e-9).all()
    assert set(found.rankings["ranking"]) == {"probability", "uplift"}
    assert found.gain >= 0.75 * found.bound
    assert found.gain == pytest.approx(found.methods["gain"].max())
    assert found.cost <= 20
    assert {"linear", "linear_with_peers", "greedy_by_cost", "greedy"} == set(
        found.methods["method"]
    )


def test_its_gain_is_that_of_the_simulation_on_other_draws() -> None:
    start = world(40, seed=5)
    found = best(start, ASSUMED, candidates(range(2, 39)), Constraints(10.0))
    made = tuple(one.approach for one in found.chosen)
    sizes = [
        simulation.simulate(start, Plan(ASSUMED, plan), n_draws=2_000, seed=2).sizes.mean()
        for plan in (made, ())
    ]
    assert found.gain == pytest.approx(sizes[0] - sizes[1])


@pytest.mark.slow
def test_a_target_is_reached_more_often() -> None:
    start = world(40, seed=5)
    objective = Objective(np.ones(40), target=round(start.expected_size) + 3)
    found = best(start, ASSUMED, candidates(range(2, 39)), Constraints(15.0), objective=objective)
    assert 0 < found.before < found.value < 1
    assert np.isnan(found.bound)
    assert (found.rankings["less"] >= -0.02).all()


@pytest.mark.slow
def test_weights_move_the_choice_to_what_they_value() -> None:
    start = world(40, seed=5)
    weights = np.array([5.0 if region == "AFG" else 1.0 for region in start.regions])
    choice = candidates(range(2, 39))
    plain = best(start, NO_PEERS, choice, Constraints(6.0))
    weighted = best(start, NO_PEERS, choice, Constraints(6.0), objective=Objective(weights))
    regions = dict(zip(start.states, start.regions, strict=True))
    counts = [
        sum(regions[one.approach.state] == "AFG" for one in found.chosen)
        for found in (plain, weighted)
    ]
    assert counts[1] > counts[0]


@pytest.mark.slow
def test_a_robust_plan_is_best_in_the_worst_case() -> None:
    start = world(40, seed=5)
    risky = Assumptions(
        {"letter": AssumedRange(0.0, 0.6, 2.0), "visit": AssumedRange(1.0, 1.2, 2.2)},
        AssumedRange(0.0, 0.0, 0.0),
    )
    choice = [
        Candidate(PlannedApproach(f"S{i:02d}", level), cost)
        for i in range(2, 39)
        for level, cost in (("letter", 1.0), ("visit", 4.0))
    ]
    plain = best(start, risky, choice, Constraints(12.0))
    robust = best(start, risky, choice, Constraints(12.0), is_robust=True)
    assert {one.approach.level for one in plain.chosen} == {"letter"}
    assert {one.approach.level for one in robust.chosen} == {"visit"}
    worst = [found.value_low[1] - found.value_low[0] for found in (plain, robust)]
    assert worst[1] > worst[0] == 0


def test_states_with_a_fixed_answer_are_not_approached() -> None:
    start = world(40, seed=5)
    plan = Plan(ASSUMED, answers={f"S{i:02d}": "refuses" for i in range(2, 30)})
    found = portfolio.best(
        start,
        plan,
        candidates(range(2, 39)),
        Constraints(50.0),
        objective=EVERY,
        n_draws=500,
        seed=1,
    )
    assert {one.approach.state for one in found.chosen} <= {f"S{i:02d}" for i in range(30, 39)}


@pytest.mark.parametrize(
    "constraints",
    [
        Constraints(3.0, region_min={"AFG": 5}),
        Constraints(3.0, include=frozenset({"S05", "S06", "S07", "S08"})),
        Constraints(9.0, include=frozenset({"S05"}), exclude=frozenset({"S05"})),
    ],
)
def test_limits_that_cannot_be_met_together_are_told(constraints: Constraints) -> None:
    with pytest.raises(AnalysisError, match="no choice of approaches that keeps to all limits"):
        best(world(40, seed=5), ASSUMED, candidates(range(2, 39)), constraints)


def test_a_plan_given_is_not_changed_and_its_approaches_are_not_made() -> None:
    start = world(40, seed=5)
    plan = Plan(ASSUMED, (PlannedApproach("S05", "visit"),))
    choice = candidates(range(20, 23))
    found = portfolio.best(
        start, plan, choice, Constraints(2.0), objective=EVERY, n_draws=500, seed=1
    )
    empty = simulation.simulate(start, replace(plan, approaches=()), n_draws=500, seed=2)
    assert found.before == pytest.approx(empty.sizes.mean() - 2)
