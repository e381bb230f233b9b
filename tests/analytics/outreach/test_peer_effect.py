import dataclasses

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from analytics.joining import backtest, open_texts, roster_growth
from analytics.outreach import peer_effect
from data.errors import AnalysisError
from tests.analytics import joining_world as planted

pytestmark = pytest.mark.slow

N_TEXTS = 30
N_STATES = 120


def rows(effect: float, *, seed: int = 0) -> pd.DataFrame:
    """Return States of many texts that follow their peers by a planted effect."""
    rng = np.random.default_rng(seed)
    parts = []
    for place in range(N_TEXTS):
        share = rng.beta(1, 3, N_STATES)
        share -= share.mean()
        score = rng.normal(-1, 1, N_STATES)
        joined = rng.random(N_STATES) < expit(score + effect * share)
        parts.append(
            pd.DataFrame(
                {
                    "place": place,
                    "cluster": place // 2,
                    "joined": joined,
                    "score": score,
                    "share": share,
                    "weight": 1.0,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


@pytest.mark.parametrize("effect", [0.0, 1.5, 3.0])
def test_finds_a_planted_effect(effect):
    found = rows(effect)
    slope = peer_effect._slope(found, found["weight"].to_numpy())
    assert slope == pytest.approx(effect, abs=0.6)


def test_finds_a_larger_effect_where_there_is_one():
    slopes = [peer_effect._slope(one, one["weight"].to_numpy()) for one in (rows(0.0), rows(3.0))]
    assert slopes[0] < 1 < slopes[1]


@pytest.fixture(scope="module")
def asked():
    record = planted.record()
    return open_texts.snapshots(record, roster_growth.precedents(record), seed=1)


@pytest.fixture(scope="module")
def test_of_the_model():
    return backtest.run(planted.record(), planted.features(), seed=1)


@pytest.mark.slow
def test_an_estimate_lies_in_its_interval_and_is_the_same_again(asked, test_of_the_model):
    record = planted.record()
    found = peer_effect.estimate(record, test_of_the_model, asked, seed=2, n_replicates=50)
    assert found.low <= found.upper_bound <= found.high
    assert found.n_texts >= peer_effect.MIN_TEXTS
    assert found == peer_effect.estimate(record, test_of_the_model, asked, seed=2, n_replicates=50)


def test_does_not_estimate_from_a_few_texts(asked, test_of_the_model):
    short = dataclasses.replace(
        test_of_the_model, rows=test_of_the_model.rows[test_of_the_model.rows["event"] > 16]
    )
    with pytest.raises(AnalysisError, match="texts with enough signatories"):
        peer_effect.estimate(planted.record(), short, asked, seed=1)
