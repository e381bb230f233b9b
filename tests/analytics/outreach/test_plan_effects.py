"""What a plan brings: its tables add up, and name the right States, peers and assumptions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import logit

from analytics.outreach import baseline, plan_effects
from analytics.outreach.assumptions import AssumedRange
from analytics.outreach.outreach_plan import Plan, PlannedApproach
from analytics.outreach.plan_effects import PlanEffects
from tests.analytics.outreach_world import ASSUMED, NO_PEERS, SURE, world

PLAN = Plan(
    ASSUMED,
    (
        PlannedApproach("S05", "visit", "S00"),
        PlannedApproach("S06", "visit"),
        PlannedApproach("S07", "call"),
    ),
)


@pytest.fixture(scope="module")
def found() -> PlanEffects:
    return plan_effects.plan_effects(world(40, seed=1), PLAN, target=14, n_draws=3_000, seed=1)


def test_states_and_regions_add_up_to_the_coalition(found: PlanEffects) -> None:
    n_members = 2
    assert found.states["plan"].sum() + n_members == pytest.approx(found.plan.sizes.mean())
    assert found.regions["plan"].sum() == pytest.approx(found.plan.sizes.mean())
    assert found.regions["base"].sum() == pytest.approx(found.base.sizes.mean())
    assert found.states["uplift"].sum() == pytest.approx(found.gain[0])
    assert found.regions["uplift"].sum() == pytest.approx(found.gain[0])
    assert found.regions["n_members"].sum() == n_members
    assert found.regions["n_states"].sum() == 40


def test_the_target_is_reached_in_a_share_of_the_draws(found: PlanEffects) -> None:
    assert found.reach == (found.plan.sizes >= 14).mean()
    assert found.reach > found.reach_base == (found.base.sizes >= 14).mean()
    assert found.quantiles()[2] == np.median(found.plan.sizes)


def test_intervals_hold_their_means(found: PlanEffects) -> None:
    assert found.gain[1] < found.gain[0] < found.gain[2]
    assert found.gain_range[0] < found.gain[0] < found.gain_range[1]
    approached = found.states[found.states["is_approached"]]
    assert (approached["low"] < approached["uplift"]).all()
    assert (approached["uplift"] < approached["high"]).all()
    assert (approached["mc_low"] < approached["uplift"]).all()


def test_knock_on_joiners_are_shared_among_those_that_moved_them(found: PlanEffects) -> None:
    by_state = found.knock_on.groupby("iso3")["n"].sum()
    rows = found.states[found.states["knock_on"] > 0].set_index("iso3")["knock_on"]
    assert by_state.sort_index().to_numpy() == pytest.approx(rows.sort_index().to_numpy())
    silent = found.states[~found.states["is_approached"]]
    assert silent["knock_on"].to_numpy() == pytest.approx(silent["uplift"].to_numpy())
    start = world(40, seed=1)
    for row in found.knock_on.head(20).to_dict("records"):
        at, through = start.states.index(row["iso3"]), start.states.index(row["through"])
        assert start.peers[at, through] > 0


def test_a_chain_of_peers_is_told_link_by_link() -> None:
    n = 4
    peers = np.zeros((n, n))
    peers[2, 1] = peers[3, 2] = 1.0
    start = baseline.build(
        states=["M", "A", "B", "C"],
        members=np.array([True, False, False, False]),
        log_odds_draws=logit(np.array([[np.nan, 0.5, 0.1, 0.1]])),
        regions=["x"] * n,
        peers=peers,
    )
    plan = Plan(replace(SURE, peers=AssumedRange(9.0, 9.0, 9.0)), (PlannedApproach("A", "visit"),))
    rows = plan_effects.plan_effects(start, plan, target=3, n_draws=4_000, seed=1).knock_on
    assert list(zip(rows["iso3"], rows["through"], strict=True)) == [("B", "A"), ("C", "B")]


def test_the_tornado_names_what_the_answer_hangs_on(found: PlanEffects) -> None:
    tornado = found.tornado.set_index("key")
    assert set(tornado.index) == {"call", "visit", "peers", "size", "weights"}
    assert tornado.loc["visit", "gain_low"] < found.central[1] < tornado.loc["visit", "gain_high"]
    assert tornado.loc["size", "size_low"] < found.central[0] < tornado.loc["size", "size_high"]
    width = (found.tornado["gain_high"] - found.tornado["gain_low"]).abs()
    assert width.is_monotonic_decreasing
    assert tornado.loc["peers", ["low", "high"]].tolist() == [0.0, 3.0]
    assert np.isnan(tornado.loc[["size", "weights"], ["low", "high"]]).all(axis=None)


def test_without_approaches_nothing_is_gained() -> None:
    found = plan_effects.plan_effects(
        world(20, seed=1), Plan(ASSUMED), target=5, n_draws=500, seed=1
    )
    assert found.gain == (0, 0, 0)
    assert found.states["uplift"].abs().max() == 0
    assert len(found.knock_on) == 0
    assert set(found.tornado["key"]) == {"peers", "size"}


def test_without_peers_nobody_joins_through_another() -> None:
    plan = replace(PLAN, assumptions=NO_PEERS)
    found = plan_effects.plan_effects(world(20, seed=1), plan, target=5, n_draws=500, seed=1)
    assert len(found.knock_on) == 0
    assert set(found.states.loc[found.states["uplift"] > 0, "iso3"]) <= {"S05", "S06", "S07"}


def test_states_without_basis_are_named(found: PlanEffects) -> None:
    assert found.left_out.to_dict("list") == {"iso3": ["S39"], "reason": ["no_forecast"]}
    assert "S39" not in set(found.states["iso3"])
