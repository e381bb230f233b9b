"""A plan and the forecast it starts from tell one story, in every draw of the size."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from analytics.outreach import plan_effects, simulation, threshold_model
from analytics.outreach.assumptions import AssumedRange, Assumptions
from analytics.outreach.baseline import Baseline
from analytics.outreach.outreach_plan import Plan, PlannedApproach
from tests.analytics.outreach_world import ASSUMED, NO_PEERS, expectation, world

LEVELS = tuple(ASSUMED.effects)
LOUD = replace(ASSUMED, peers=AssumedRange(0.5, 2.0, 4.0))

any_world = st.builds(
    lambda n, seed, rests: world(n, seed=seed, n_draws=10, rests=rests, spread=1.5),
    st.integers(6, 20),
    st.integers(0, 500),
    st.sampled_from([0.0, 0.3, 0.5, 0.9, 1.0]),
)


def everybody(start: Baseline, level: str) -> tuple[PlannedApproach, ...]:
    open_states = [s for s, is_open in zip(start.states, start.is_open, strict=True) if is_open]
    return tuple(PlannedApproach(state, level) for state in open_states)


@settings(derandomize=True)
@given(start=any_world)
def test_without_approaches_a_plan_is_the_forecast_to_the_last_bit(start: Baseline) -> None:
    found = expectation(start, Plan(NO_PEERS))
    assert (found[start.is_open] == start.probability[start.is_open]).all()
    assert (found[start.is_open] <= start.growth).all()
    joining = expit(start.log_odds[:, start.is_open]).sum(axis=1)
    n_members = start.members.sum()
    assert found.sum() == pytest.approx(n_members + joining.mean(), abs=1e-9)
    assert start.expected_size == pytest.approx(n_members + joining.mean(), abs=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("rests", [0.0, 0.55])
def test_the_simulation_without_approaches_is_the_forecast_within_its_error(rests: float) -> None:
    start, n = world(60, seed=5, n_draws=100, rests=rests), 100_000
    found = plan_effects.plan_effects(start, Plan(NO_PEERS), target=20, n_draws=n, seed=3)
    error = found.plan.sizes.std() / np.sqrt(n)
    assert abs(found.plan.sizes.mean() - found.expected_by_model) < 4 * error
    expected = np.where(start.is_open, start.probability, start.members)
    errors = np.sqrt(expected * (1 - expected) / n)
    assert (np.abs(found.plan.share - expected) <= 4.5 * errors + 1e-12).all()
    if rests:
        assert (found.plan.sizes == 2).mean() == pytest.approx(rests, abs=0.02)


@pytest.mark.parametrize("rests", [0.0, 0.55])
def test_peers_that_answer_as_expected_hardly_change_how_many_join(rests: float) -> None:
    start = world(60, seed=5, n_draws=100, rests=rests)
    plan = Plan(replace(NO_PEERS, peers=AssumedRange(0.0, 0.5, 1.0)))
    found = simulation.simulate(start, plan, n_draws=20_000, seed=3)
    assert found.sizes.mean() == pytest.approx(start.expected_size, rel=0.03)


@pytest.mark.slow
@settings(derandomize=True)
@given(start=any_world, level=st.sampled_from(LEVELS))
def test_a_gain_lies_between_nothing_and_its_promise(start: Baseline, level: str) -> None:
    plan = Plan(NO_PEERS.pinned("central"), everybody(start, level))
    added = expectation(start, plan) - expectation(start, Plan(NO_PEERS))
    effect = NO_PEERS.effects[level].central
    promised = threshold_model.promised_uplift(start.probability, effect)
    has_room = (expit(start.log_odds) + promised <= 1).all(axis=0)
    assert (added[start.is_open] >= 0).all()
    assert (added[start.is_open] <= promised[start.is_open] + 1e-12).all()
    assert added[has_room] == pytest.approx(promised[has_room], abs=1e-12)
    column = LEVELS.index(level)
    uplift = simulation.uplifts(start, plan.assumptions)[:, column]
    assert uplift == pytest.approx(np.nan_to_num(added), abs=1e-12)


@pytest.mark.slow
@settings(derandomize=True)
@given(start=any_world, pair=st.tuples(*[st.integers(0, 2)] * 2).map(sorted))
def test_more_effort_for_all_never_brings_less(start: Baseline, pair: list[int]) -> None:
    less, more = (Plan(LOUD, everybody(start, LEVELS[place])) for place in pair)
    played = [simulation.simulate(start, p, n_draws=100, seed=2) for p in (Plan(LOUD), less, more)]
    for one, other in pairwise(played):
        assert (other.share >= one.share).all()
        assert (other.sizes >= one.sizes).all()
    exact = [expectation(start, plan) for plan in (less, more)]
    assert (exact[1] >= exact[0] - 1e-12)[start.is_open].all()


def test_what_approaches_add_is_the_same_whether_the_text_grows_or_not() -> None:
    """The audit's case: a call gained nothing where the text grew, and all where it did not."""
    start = world(40, seed=4, n_draws=10, rests=0.5)
    plan = Plan(
        NO_PEERS.pinned("central"), (PlannedApproach("S07", "call"), PlannedApproach("S08", "call"))
    )
    n = 200_000
    sizes = [simulation.simulate(start, p, n_draws=n, seed=1).sizes for p in (plan, Plan(NO_PEERS))]
    gain = (sizes[0] - sizes[1]).reshape(-1, 10)
    at_rest, growing = gain[:, :5].mean(), gain[:, 5:].mean()
    promised = threshold_model.promised_uplift(start.probability[7:9], 0.6).sum()
    error = 4 * np.sqrt(promised / (n / 2))
    assert abs(at_rest - promised) < error
    assert abs(growing - promised) < error


def test_where_nobody_can_join_nothing_is_lost_and_nothing_missing() -> None:
    start = world(30, seed=2, rests=1.0)
    plan = Plan(ASSUMED, everybody(start, "visit"))
    found = plan_effects.plan_effects(start, plan, target=9, n_draws=500, seed=1)
    assert found.gain == (0, 0, 0)
    assert set(found.plan.sizes) == {2}
    assert not found.states.drop(columns="region").isna().any(axis=None)
    assert (found.states["plan"] == 0).all()
    assert (simulation.uplifts(start, ASSUMED) == 0).all()


def test_a_state_that_cannot_join_is_still_taken_as_joining_if_told_so() -> None:
    start = world(30, seed=2, rests=1.0)
    found = simulation.simulate(start, Plan(LOUD, answers={"S05": "joins"}), n_draws=500, seed=1)
    assert set(found.sizes) == {3}


@pytest.mark.slow
@settings(derandomize=True)
@given(start=any_world, effect=st.floats(0, 10))
def test_no_effect_within_bounds_breaks_a_plan(start: Baseline, effect: float) -> None:
    sure = Assumptions({"visit": AssumedRange(effect, effect, effect)}, AssumedRange(0, 1, 10))
    plan = Plan(sure, everybody(start, "visit"))
    found = simulation.simulate(start, plan, n_draws=100, seed=1)
    assert np.isfinite(found.share).all()
    assert (expectation(start, plan)[start.is_open] <= 1 + 1e-12).all()
