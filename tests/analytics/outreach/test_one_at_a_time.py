"""Which draws of the joining model stand for its ends, and what an approach brings there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit

from analytics.outreach import one_at_a_time, plan_effects
from analytics.outreach.outreach_plan import Plan, PlannedApproach
from tests.analytics.outreach_world import NO_PEERS, world

NAMED = ("S05", "S06")
PLAN = Plan(NO_PEERS, tuple(PlannedApproach(state, "visit") for state in NAMED))
START = world(30, seed=2, n_draws=200)
SIZES = expit(START.log_odds[:, START.is_open]).sum(axis=1)


def test_the_ends_of_the_size_are_the_smallest_and_the_largest_tenth() -> None:
    low, high = (one_at_a_time.by_size(START, end) for end in one_at_a_time.ENDS)
    assert len(low) == len(high) == 20
    others = np.setdiff1d(np.arange(200), [*low, *high])
    assert SIZES[low].max() <= SIZES[others].min()
    assert SIZES[others].max() <= SIZES[high].min()


def test_the_ends_of_the_weights_differ_in_who_joins_and_hardly_in_how_many() -> None:
    low, high = (one_at_a_time.by_weights(START, NAMED, end) for end in one_at_a_time.ENDS)
    place = np.argsort(np.argsort(SIZES, kind="stable")) // 10
    for picked in (low, high):
        assert (place[picked] == place).all()
        assert len(set(picked)) == 20
    probability = [expit(START.log_odds[rows]).mean(axis=0) for rows in (low, high)]
    assert (probability[0][[5, 6]] < START.probability[[5, 6]]).all()
    assert (probability[1][[5, 6]] > START.probability[[5, 6]]).all()
    apart = abs(SIZES[low].mean() - SIZES[high].mean())
    assert apart < 0.05 * np.ptp(
        [SIZES[one_at_a_time.by_size(START, e)].mean() for e in one_at_a_time.ENDS]
    )


def test_the_size_of_a_draw_says_nothing_of_its_weights() -> None:
    """The same weights in all draws, and only the level differs: there is nothing to choose."""
    levels = np.linspace(-3, 3, 40)[:, None]
    same = replace(START, log_odds=START.log_odds[0] + levels)
    ends = [
        expit(same.log_odds[one_at_a_time.by_weights(same, NAMED, end)])
        for end in one_at_a_time.ENDS
    ]
    sizes = [one[:, same.is_open].sum() for one in ends]
    assert sizes[0] == pytest.approx(sizes[1], rel=0.2)


def test_draws_in_which_the_text_rests_stand_for_themselves() -> None:
    start = world(30, seed=2, n_draws=200, rests=0.45)
    for end in one_at_a_time.ENDS:
        rows = one_at_a_time.by_weights(start, NAMED, end)
        assert (rows[:90] == np.arange(90)).all()
        assert replace(start, log_odds=start.log_odds[rows]).growth == start.growth


def test_a_model_with_few_draws_has_ends_too() -> None:
    few = world(30, seed=2, n_draws=3)
    assert len(one_at_a_time.by_size(few, "low")) == 1
    assert len(set(one_at_a_time.by_weights(few, NAMED, "high"))) == 1


def test_where_nobody_can_join_there_is_nothing_to_hang_on() -> None:
    found = plan_effects.plan_effects(
        world(30, seed=2, rests=1.0), PLAN, target=9, n_draws=1_000, seed=1
    ).tornado
    gains = found[["gain_low", "gain_high"]].to_numpy()
    assert (gains == 0).all()
    assert (found[["size_low", "size_high"]].to_numpy() == 2).all()


def test_size_moves_the_size_and_weights_move_the_gain() -> None:
    """Whether the text grows or not, approaches keep their promise; it hangs on who is likely."""
    start = world(30, seed=2, n_draws=200, rests=0.3)
    found = plan_effects.plan_effects(start, PLAN, target=9, n_draws=20_000, seed=1).tornado
    found = found.set_index("key")
    width = (found["gain_high"] - found["gain_low"]).abs()
    assert width["weights"] > 2 * width["size"]
    assert found.loc["size", "size_low"] == pytest.approx(
        2 + found.loc["size", "gain_low"], abs=0.01
    )
    apart = found["size_high"] - found["size_low"]
    assert apart["size"] > 5 * abs(apart["weights"])
