from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.next_vote import tally_scores

tallies = st.lists(st.integers(0, 193), min_size=1, max_size=30)


@given(tallies, st.integers(0, 193))
def test_the_crps_is_the_area_between_the_distributions(drawn, outcome):
    grid = np.arange(0, 194)
    below = (np.array(drawn)[:, None] <= grid).mean(axis=0)
    area = ((below - (grid >= outcome)) ** 2).sum()
    assert tally_scores.crps(np.array(drawn), outcome) == pytest.approx(area)


@pytest.fixture
def events():
    rng = np.random.default_rng(2)
    n_yes = rng.integers(100, 180, 40)
    return pd.DataFrame(
        {
            "text_id": np.arange(40) % 12,
            "n_yes": n_yes,
            "expected": n_yes + rng.normal(1, 2, 40),
            "last_yes": n_yes + rng.integers(-9, 10, 40),
            "crps": 1.5,
            "crps_last": 4.0,
        }
    )


def test_a_nearer_forecast_gains_beyond_chance(events):
    found = tally_scores.compare(events, seed=1).set_index("method")
    error = events["last_yes"] - events["n_yes"]
    assert found.loc["last", "rmse"] == pytest.approx(np.sqrt((error**2).mean()))
    assert found.loc["last", "crps"] == pytest.approx(error.abs().mean())
    assert found.loc["last", "rmse_gain_low"] > 0
    assert found.loc["last_with_spread", "crps_gain"] == pytest.approx(2.5)
    assert found.loc["model", ["rmse_gain", "crps_gain"]].tolist() == [0, 0]
    assert 0 < found.loc["model", "bias"] < 2


def test_one_as_good_as_last_time_gains_nothing(events):
    same = events.assign(expected=events["last_yes"])
    found = tally_scores.compare(same, seed=1).set_index("method")
    assert found.loc["last", ["rmse_gain_low", "rmse_gain", "rmse_gain_high"]].tolist() == [0] * 3
