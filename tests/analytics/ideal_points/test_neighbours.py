from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.ideal_points import neighbours
from data.errors import AnalysisError
from tests.analytics import points

STATES = [f"S{k:02d}" for k in range(40)]


def placed(where: np.ndarray, *, se: float, seed: int = 0):
    frame = pd.DataFrame({"iso3": STATES, "session_number": 70, "ideal_point": where})
    return points.of(frame, se=se, seed=seed)


def test_states_far_apart_are_surely_near_or_not():
    found = neighbours.nearest(placed(np.arange(40.0), se=0.01), "S20", n_nearest=4)
    assert sorted(found.rows["iso3"]) == ["S18", "S19", "S21", "S22"]
    assert found.rows["chance"].eq(1).all()
    assert (found.n_sure, found.n_placed, found.session_number) == (4, 39, 70)
    assert found.rows["distance"].tolist() == [1, 1, 2, 2]
    assert found.rows["q05"].lt(found.rows["distance"]).all()
    assert found.rows["q95"].gt(found.rows["distance"]).all()


def test_states_that_cannot_be_told_apart_share_the_chance():
    found = neighbours.nearest(placed(np.zeros(40), se=1.0), "S20", n_nearest=10)
    assert found.n_sure == 0
    assert len(found.rows) == 39
    assert found.rows["chance"].mean() == pytest.approx(10 / 39, abs=1e-3)
    assert found.rows["chance"].between(0.15, 0.36).all()


@pytest.mark.slow
def test_chances_hold_as_often_as_they_say():
    truth, rng, said, came = np.linspace(-2, 2, 40), np.random.default_rng(3), [], []
    order = np.abs(np.arange(40) - 20)
    true = {STATES[k] for k in np.argsort(order, kind="stable")[1:10]} | {"S15", "S25"}
    for seed in range(60):
        seen = placed(truth + rng.normal(scale=0.2, size=40), se=0.2, seed=seed)
        rows = neighbours.nearest(seen, "S20", n_nearest=10).rows
        said += rows["chance"].tolist()
        came += rows["iso3"].isin(true).tolist()
    said, came = np.array(said), np.array(came)
    assert said[said > 0.9].size > 30
    assert came[said > 0.9].mean() > 0.85
    assert came[said < 0.3].mean() < 0.4


def test_draws_that_move_together_keep_neighbours_near():
    alone = placed(np.linspace(-2, 2, 40), se=0.3)
    shift = np.random.default_rng(1).normal(scale=5, size=alone.draws.shape[1])
    together = points.of(alone.positions[["iso3", "session_number", "ideal_point"]], se=0.3)
    moved = together.draws + shift
    found = neighbours.nearest(
        type(together)(**(vars(together) | {"draws": moved})), "S20", n_nearest=10
    )
    pd.testing.assert_frame_equal(found.rows, neighbours.nearest(alone, "S20").rows)


def test_a_state_that_did_not_vote_and_a_small_house_are_refused():
    with pytest.raises(AnalysisError, match="no vote of ZZZ in session 70"):
        neighbours.nearest(placed(np.arange(40.0), se=0.1), "ZZZ")
    with pytest.raises(AnalysisError, match="39 other States placed"):
        neighbours.nearest(placed(np.arange(40.0), se=0.1), "S20", n_nearest=39)
