from __future__ import annotations

import itertools

import numpy as np
import pytest

from analytics.agreement import absence, closeness, pairwise
from tests.analytics import drawn


@pytest.fixture(scope="module")
def record():
    codes = np.random.default_rng(2).integers(0, 4, size=(60, 7)).astype(np.int8)
    return drawn.of_codes(codes), drawn.rollcalls(60)


def test_every_treatment_is_its_own_closeness(record):
    result = absence.sensitivity(*record)
    for treatment in absence.TREATMENTS:
        alone = closeness.all_pairs(*record, seed=0, n_replicates=0, absence=treatment)
        np.testing.assert_array_equal(result.pairs[treatment], alone.pairs["closeness"])
    assert not np.allclose(result.pairs["half"], result.pairs["category"])


def test_absence_as_half_agreement_is_that_of_a_plain_loop(record):
    codes = np.random.default_rng(2).integers(0, 4, size=(60, 7)).astype(np.int8)
    weights = pairwise.DISAGREEMENT["half"]
    own = sum([weights[row[0], row[1]] for row in codes])
    house = sum(
        [
            np.mean([weights[x, y] for x, y in itertools.combinations(row, 2)])
            for row in codes.tolist()
        ]
    )
    row = absence.sensitivity(*record).pairs.iloc[0]
    assert row["half"] == pytest.approx(1 - own / house, abs=1e-6)


def test_ranks_order_the_pairs_under_each_treatment_and_span_the_range(record):
    pairs = absence.sensitivity(*record).pairs
    for treatment in absence.TREATMENTS:
        best = pairs.loc[pairs[f"rank_{treatment}"].idxmin()]
        assert best[treatment] == pairs[treatment].max()
    ranks = pairs[[f"rank_{treatment}" for treatment in absence.TREATMENTS]]
    assert (pairs["rank_min"] == ranks.min(axis=1)).all()
    assert (pairs["rank_max"] == ranks.max(axis=1)).all()
    assert (pairs["rank_max"] > pairs["rank_min"]).any()


def test_without_absence_all_treatments_give_the_same_rank():
    codes = np.random.default_rng(2).integers(0, 3, size=(60, 7)).astype(np.int8)
    result = absence.sensitivity(drawn.of_codes(codes), drawn.rollcalls(60))
    assert (result.pairs["rank_min"] == result.pairs["rank_max"]).all()
    assert result.n_ranked == 21


def test_two_states_absent_together_rise_when_absence_is_a_position():
    rng = np.random.default_rng(0)
    codes = rng.integers(0, 3, size=(80, 6)).astype(np.int8)
    codes[20:, :2] = 3
    pairs = absence.sensitivity(drawn.of_codes(codes), drawn.rollcalls(80)).pairs
    both = pairs[(pairs["iso3_a"] == "SAA") & (pairs["iso3_b"] == "SAB")].iloc[0]
    assert both["rank_category"] == 1
    assert both["rank_max"] > 1


def test_pairs_that_share_too_few_texts_have_no_rank(record):
    result = absence.sensitivity(*record, min_texts=34)
    is_few = result.pairs["n_texts"] < 34
    assert 0 < result.n_ranked == (~is_few).sum()
    assert result.pairs.loc[is_few, "rank_min"].isna().all()
