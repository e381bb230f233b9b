import numpy as np
import pytest

from analytics.joining import backtest
from tests.analytics import joining_world as planted
from tests.benchmarks import joining_claims

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def test() -> backtest.JoiningBackTest:
    return backtest.run(planted.record(), planted.features(), seed=1)


@pytest.fixture(scope="module")
def measured(test) -> tuple[np.ndarray, list[np.ndarray]]:
    return joining_claims.of_every_setting(
        test, planted.record(), planted.features(), seed=1, n_jobs=1
    )


@pytest.mark.slow
def test_the_middle_of_the_grid_is_the_back_test_itself(test, measured):
    of_grid, draws = measured
    middle = joining_claims.GRID.index(joining_claims.MIDDLE)
    assert of_grid[:, middle].tobytes() == test.rows["probability"].to_numpy().tobytes()
    means = np.concatenate([one.mean(axis=0) for one in draws])
    assert means.tobytes() == of_grid[:, middle].tobytes()
    assert len(np.unique(of_grid.round(12), axis=1).T) == len(joining_claims.GRID)


def test_settings_are_chosen_by_the_texts_before(test, measured, monkeypatch):
    of_grid, _ = measured
    monkeypatch.setattr(joining_claims, "N_FIRST", 3)
    joined = test.rows["joined"].to_numpy(dtype=float)
    events = test.rows["event"].to_numpy()
    order = list(dict.fromkeys(events.tolist()))
    told = of_grid.copy()
    right = np.where(joined == 1, 0.99, 0.01)
    told[:, 7] = np.where(
        np.isin(events, order[:6]), right, 1 - right
    )  # right at first, then wrong
    found = joining_claims.nested(test, planted.record(), told)
    chosen = list(found.chosen.values())
    assert chosen[:3] == [joining_claims.MIDDLE] * 3
    assert chosen[3:7] == [joining_claims.GRID[7]] * 4, "the first wrong one is not foreseen"
    assert joining_claims.GRID[7] not in chosen[-1:]
    here = events == order[3]
    assert np.array_equal(found.test.rows["probability"][here], told[here, 7])


@pytest.mark.slow
def test_gaps_by_chance_are_those_of_a_forecast_that_is_right(test, measured):
    _, draws = measured
    everything = np.ones(len(test.rows), dtype=bool)
    gaps = joining_claims.gaps_by_chance(test, draws, everything, seed=1)
    assert (gaps > 0).all()
    sure = [
        np.broadcast_to(test.rows["probability"][test.rows["event"] == e], (1, len(one[0])))
        for e, one in zip(dict.fromkeys(test.rows["event"]), draws, strict=True)
    ]
    without_sizes = joining_claims.gaps_by_chance(test, sure, everything, seed=1)
    assert gaps.mean() > without_sizes.mean() > 0, "States of one text hang together by its size"


def test_what_one_ranking_gains_on_another_is_that_of_pairs(test):
    def within(column: str) -> float:
        return backtest.scores(test, seed=1, column=column, n_replicates=0).values["within"]

    value, low, high = joining_claims.within_gained(
        test.rows, "probability", "base_share_of_texts", seed=1
    )
    assert value == pytest.approx(within("probability") - within("base_share_of_texts"))
    assert low < value < high
    same = joining_claims.within_gained(test.rows, "probability", "probability", seed=1)
    assert same == (0.0, 0.0, 0.0)
