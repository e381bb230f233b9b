import dataclasses

import numpy as np
import pandas as pd
import pytest

from analytics.joining import backtest, reach
from data.errors import AnalysisError
from tests.analytics import joining_world as planted

DAY = np.datetime64("2021-02-04", "D")


@pytest.fixture(scope="module")
def record():
    """Return the small world, in which every group but those of few States counts."""
    return planted.record()


def reach_of(record, listed: list[str]) -> reach.Reach:
    members = np.isin(np.array(record.states), listed)
    return reach.of_coalition(record, members, DAY)


class TestReach:
    def test_is_whole_beside_nobody_and_nothing_beside_everybody(self, record):
        assert np.allclose(reach_of(record, []).reach, 1.0)
        everybody = reach_of(record, list(record.states))
        assert np.allclose(everybody.reach, 0.0)
        assert all(not circles for circles in everybody.opened)

    def test_is_the_mean_openness_of_the_circles_by_hand(self, record):
        region = np.array(record.regions)
        first = record.states[0]
        friends = [s for s, code in zip(record.states, region, strict=True) if code == region[0]]
        found = reach_of(record, friends[1:3])
        sizes = record.in_group.sum(axis=1)
        used = (sizes >= reach.GROUP_SIZES[0]) & record.in_group[:, 0]
        listed = np.isin(np.array(record.states), friends[1:3])
        shares = [2 / (len(friends) - 1)]
        shares += [(row & listed).sum() / (row.sum() - 1) for row in record.in_group[used]]
        assert found.reach[record.states.index(first)] == pytest.approx(1 - np.mean(shares))

    def test_of_a_state_falls_as_its_circles_join(self, record):
        region = np.array(record.regions)
        at = 0
        friends = [s for s, code in zip(record.states, region, strict=True) if code == region[at]]
        values = [reach_of(record, friends[1:n]).reach[at] for n in range(1, len(friends))]
        assert all(np.diff(values) < 0)

    def test_names_the_circles_that_a_state_would_open(self, record):
        found = reach_of(record, [])
        at = 0
        assert record.regions[at] in found.opened[at]

    def test_counts_bridges_among_those_that_vote_alike(self, record):
        found = reach_of(record, [])
        silent = record.states.index(planted.SILENT)
        assert np.isnan(found.bridges[silent])
        assert np.nanmin(found.bridges) == np.nanmax(found.bridges) == 1.0


class TestTheBackTest:
    @pytest.mark.slow
    def test_sets_lists_beside_each_other_on_texts_with_an_earlier_version(self, record):
        test = backtest.run(record, planted.features(), seed=1)
        found = reach.backtest(record, test, seed=1).set_index("ranking")
        assert list(found.index) == [*reach.RANKINGS, "everybody"]
        new = test.rows[test.rows["is_new"] & ~test.rows["is_first"]]
        texts = [key for key, here in new.groupby("instrument_id") if here["joined"].any()]
        assert (found["n_texts"] == len(texts)).all()
        assert (found["gained"] <= found["joined"] + 1e-9).all()
        assert (found["joined_low"] <= found["joined"]).all()
        assert (found["joined"] <= found["joined_high"]).all()

    @pytest.mark.slow
    def test_finds_the_joiners_by_probability_where_the_rule_is_planted(self, record):
        test = backtest.run(record, planted.features(), seed=1)
        found = reach.backtest(record, test, seed=1).set_index("ranking")
        assert found.loc["probability", "joined"] > found.loc["everybody", "joined"]

    @pytest.mark.slow
    def test_refuses_where_no_text_has_an_earlier_version(self, record):
        test = backtest.run(record, planted.features(), seed=1)
        first = dataclasses.replace(test, rows=test.rows.assign(is_first=True))
        with pytest.raises(AnalysisError, match="no text with an earlier version"):
            reach.backtest(record, first, seed=1)

    @pytest.mark.slow
    def test_is_the_same_with_the_same_seed(self, record):
        test = backtest.run(record, planted.features(), seed=1)
        pd.testing.assert_frame_equal(
            reach.backtest(record, test, seed=3), reach.backtest(record, test, seed=3)
        )
