"""The simulation of plans: against enumeration, against the joining model, and what must hold."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit

from analytics.outreach import simulation
from analytics.outreach.assumptions import AssumedRange, Assumptions
from analytics.outreach.outreach_plan import MAX_APPROACHES, Plan, PlannedApproach
from data.errors import AnalysisError
from tests.analytics.outreach_world import (
    ASSUMED,
    NO_PEERS,
    SURE,
    enumerated,
    expectation,
    world,
)

LEVELS = tuple(ASSUMED.effects)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("n", "n_members", "answers", "rests"),
    [
        (12, 1, {}, 0.0),
        (11, 4, {"S05": "joins", "S06": "refuses"}, 0.0),
        (5, 0, {}, 0.0),
        (2, 1, {}, 0.0),
        (12, 1, {}, 0.5),
        (10, 2, {"S05": "joins", "S06": "refuses"}, 0.5),
    ],
)
def test_the_simulation_equals_full_enumeration(
    n: int, n_members: int, answers: dict[str, str], rests: float
) -> None:
    start = world(n, seed=n, n_draws=4, n_members=n_members, rests=rests)
    open_states = [s for s, is_open in zip(start.states, start.is_open, strict=True) if is_open]
    named = [s for s in open_states if s not in answers][:3]
    approaches = tuple(PlannedApproach(s, LEVELS[i % 3]) for i, s in enumerate(named))
    plan = Plan(replace(SURE, peers=AssumedRange(2.0, 2.0, 2.0)), approaches, answers)
    exact = enumerated(start, plan)
    found = simulation.simulate(start, plan, n_draws=200_000, seed=7)
    error = np.sqrt(exact * (1 - exact) / 200_000)
    assert (np.abs(found.share - exact) <= 4 * error + 1e-12).all()
    assert abs(found.sizes.mean() - exact.sum()) <= 4 * found.sizes.std() / np.sqrt(200_000)


def test_enumeration_without_peers_is_the_mean_of_the_draws() -> None:
    start = world(9, seed=3, n_draws=4)
    plan = Plan(NO_PEERS.pinned("central"), (PlannedApproach("S04", "visit"),), {"S05": "joins"})
    assert enumerated(start, plan) == pytest.approx(expectation(start, plan), abs=1e-12)


@pytest.mark.slow
@given(n=st.integers(2, 60), seed=st.integers(0, 1000), spread=st.floats(0, 4))
def test_no_effort_and_no_peers_is_the_joining_model(n: int, seed: int, spread: float) -> None:
    start = world(n, seed=seed, spread=spread)
    assert expectation(start, Plan(NO_PEERS)).sum() == pytest.approx(start.expected_size, abs=1e-12)
    nothing = Plan(
        Assumptions(dict.fromkeys(LEVELS, AssumedRange(0, 0, 0)), NO_PEERS.peers),
        tuple(
            PlannedApproach(s, "visit")
            for s, is_open in zip(start.states, start.is_open, strict=True)
            if is_open
        ),
    )
    assert expectation(start, nothing).sum() == pytest.approx(start.expected_size, abs=1e-12)


def test_an_approach_counts_in_full_where_the_text_may_rest() -> None:
    """In half of the draws nobody can join: the effect is on the probability that is seen."""
    start = world(40, seed=4, rests=0.5)
    plan = Plan(NO_PEERS.pinned("central"), (PlannedApproach("S07", "visit"),))
    seen = expit(logit(start.probability[7]) + NO_PEERS.effects["visit"].central)
    assert expectation(start, plan)[7] == pytest.approx(seen, abs=1e-12)
    found = simulation.simulate(start, plan, n_draws=100_000, seed=1)
    assert abs(found.share[7] - seen) < 4 * np.sqrt(seen * (1 - seen) / 100_000)


def test_the_simulated_mean_is_the_expectation_within_its_error() -> None:
    start = world(60, seed=5)
    plan = Plan(NO_PEERS, (PlannedApproach("S04", "visit"), PlannedApproach("S05", "call")))
    found = simulation.simulate(start, plan, n_draws=50_000, seed=2)
    expected = expectation(start, plan)
    assert abs(found.sizes.mean() - expected.sum()) < 4 * found.sizes.std() / np.sqrt(50_000)
    error = np.sqrt(expected * (1 - expected) / 50_000)
    assert (np.abs(found.share - expected) <= 4.5 * error + 1e-12).all()


@pytest.mark.slow
@settings(derandomize=True)
@given(
    seed=st.integers(0, 10_000),
    state=st.integers(2, 28),
    levels=st.tuples(st.integers(0, 2), st.integers(0, 2)).map(sorted),
    others=st.lists(st.integers(2, 28), unique=True, max_size=6),
)
def test_more_effort_never_lowers_any_probability(
    seed: int, state: int, levels: list[int], others: list[int]
) -> None:
    start = world(30, seed=seed % 7)
    rest = tuple(PlannedApproach(f"S{i:02d}", "call") for i in others if i != state)
    name = f"S{state:02d}"
    plans = [
        Plan(ASSUMED, rest),
        Plan(ASSUMED, (*rest, PlannedApproach(name, LEVELS[levels[0]]))),
        Plan(ASSUMED, (*rest, PlannedApproach(name, LEVELS[levels[1]]))),
    ]
    none, less, more = (simulation.simulate(start, plan, n_draws=300, seed=seed) for plan in plans)
    assert (less.share >= none.share).all()
    assert (more.share >= less.share).all()
    assert (less.sizes >= none.sizes).all()
    exact = [expectation(start, plan) for plan in plans]
    assert (exact[1] >= exact[0]).all()
    assert (exact[2] >= exact[1]).all()


@pytest.mark.slow
@settings(derandomize=True)
@given(seed=st.integers(0, 10_000), order=st.permutations(range(20)))
def test_the_order_of_states_changes_nothing_but_chance(seed: int, order: list[int]) -> None:
    start = world(20, seed=3, n_members=1)
    plan = Plan(ASSUMED, (PlannedApproach("S04", "visit"),))
    places = np.array(order)
    other = replace(
        start,
        states=tuple(start.states[i] for i in order),
        members=start.members[places],
        log_odds=start.log_odds[:, places],
        regions=tuple(start.regions[i] for i in order),
        peers=start.peers[np.ix_(places, places)],
    )
    assert expectation(other, plan) == pytest.approx(expectation(start, plan)[places])


def test_the_same_seed_gives_the_same_draws_whatever_their_number() -> None:
    start, plan = world(30, seed=1), Plan(ASSUMED, (PlannedApproach("S03", "visit"),))
    few = simulation.simulate(start, plan, n_draws=1_500, seed=4).sizes
    many = simulation.simulate(start, plan, n_draws=3_000, seed=4).sizes
    assert (few == many[:1_500]).all()
    assert (few != simulation.simulate(start, plan, n_draws=1_500, seed=5).sizes).any()


def test_fixed_answers_are_kept_and_pull_peers() -> None:
    start = world(30, seed=2)
    alone = simulation.simulate(start, Plan(SURE), n_draws=4_000, seed=1)
    answers = {f"S{i:02d}": "joins" for i in range(5, 12)} | {"S12": "refuses"}
    found = simulation.simulate(start, Plan(SURE, answers=answers), n_draws=4_000, seed=1)
    assert (found.share[5:12] == 1).all()
    assert found.share[12] == 0
    others = np.r_[2:5, 13:29]
    assert found.share[others].sum() > alone.share[others].sum()


def test_common_random_numbers_shrink_the_error_of_a_difference() -> None:
    start = world(100, seed=6)
    one = Plan(ASSUMED, tuple(PlannedApproach(f"S{i:02d}", "call") for i in range(10, 20)))
    two = Plan(ASSUMED, tuple(PlannedApproach(f"S{i:02d}", "visit") for i in range(10, 20)))
    first, second = (simulation.simulate(start, p, n_draws=5_000, seed=1).sizes for p in (one, two))
    independent = np.sqrt(first.var() + second.var())
    assert independent > 5 * np.std(second - first)


def test_plans_are_compared_with_the_first_one() -> None:
    start = world(40, seed=6)
    more = Plan(ASSUMED, (PlannedApproach("S05", "visit"), PlannedApproach("S06", "visit")))
    found = simulation.compare(
        start, {"a": Plan(ASSUMED), "b": more}, target=12, n_draws=2_000, seed=1
    ).set_index("key")
    assert found.loc["a", "difference"] == found.loc["a", "difference_low"] == 0
    sizes = [
        simulation.simulate(start, p, n_draws=2_000, seed=1).sizes for p in (Plan(ASSUMED), more)
    ]
    assert found.loc["b", "difference"] == pytest.approx((sizes[1] - sizes[0]).mean())
    assert found.loc["b", "difference_low"] < found.loc["b", "difference"]
    assert found.loc["b", "reach"] == (sizes[1] >= 12).mean()


def test_memory_does_not_grow_with_the_draws() -> None:
    start, plan = world(100, seed=1), Plan(ASSUMED)
    peaks = []
    for n_draws in (2_000, 20_000):
        tracemalloc.start()
        simulation.simulate(start, plan, n_draws=n_draws, seed=1)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (Plan(ASSUMED, (PlannedApproach("XXX", "call"),)), "unknown State XXX"),
        (Plan(ASSUMED, (PlannedApproach("S05", "call", "XXX"),)), "unknown State XXX"),
        (Plan(ASSUMED, answers={"XXX": "joins"}), "unknown State XXX"),
        (
            Plan(ASSUMED, (PlannedApproach("S00", "call"),)),
            "S00, already on the roster or without basis",
        ),
        (
            Plan(ASSUMED, (PlannedApproach("S11", "call"),)),
            "S11, already on the roster or without basis",
        ),
        (
            Plan(ASSUMED, (PlannedApproach("S05", "bribe"),)),
            "level 'bribe', expected one of letter, call",
        ),
        (Plan(ASSUMED, answers={"S05": "maybe"}), "answer 'maybe'"),
        (
            Plan(ASSUMED, (PlannedApproach("S05", "call"), PlannedApproach("S05", "visit"))),
            "several approaches to S05, expected one a State",
        ),
        (
            Plan(ASSUMED, tuple(PlannedApproach("S05", "call") for _ in range(10_000))),
            f"10,000 approaches, expected at most {MAX_APPROACHES:,}",
        ),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(plan: Plan, sentence: str) -> None:
    start = world(12, seed=1)
    with pytest.raises(AnalysisError, match=sentence):
        simulation.simulate(start, plan, n_draws=10, seed=1)


@pytest.mark.parametrize("n_draws", [0, -1, 2_000_000])
def test_too_few_or_too_many_draws_are_refused(n_draws: int) -> None:
    with pytest.raises(AnalysisError, match="draws, expected 1 to 1,000,000"):
        simulation.simulate(world(5, seed=1), Plan(ASSUMED), n_draws=n_draws, seed=1)
