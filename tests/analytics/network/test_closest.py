"""The closest States of each, and how often other texts find them again."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.network import closest, text_matches
from data.errors import AnalysisError
from tests.analytics import drawn, same_worlds


def test_the_closest_are_those_that_went_the_same_way_most() -> None:
    codes = same_worlds.on_a_line(4, 20)
    found = closest.of_all(same_worlds.compared(codes), seed=1, n_replicates=50)
    for iso3, rows in found.nearest.groupby("iso3"):
        own = same_worlds.compared(codes).with_state(iso3)
        shares = np.nanmean(np.delete(own, drawn.states(20).index(iso3), axis=1), axis=0)
        assert rows["share"].to_numpy() == pytest.approx(
            np.sort(shares)[::-1][: closest.N_NEAREST], abs=1e-6
        )
        assert rows["place"].tolist() == [1, 2, 3]
        assert (rows["rank_low"] <= rows["rank_high"]).all()


def test_a_twin_is_found_in_every_sample_and_equals_share_a_place() -> None:
    codes = same_worlds.structureless(0, 20)
    codes = np.where(codes < 0, 1, codes)
    codes[:, 1] = codes[:, 0]
    found = closest.of_all(same_worlds.compared(codes), seed=1, n_replicates=50)
    twin = found.nearest[found.nearest["iso3"] == "SAA"].iloc[0]
    assert (twin["other"], twin["share"], twin["again"]) == ("SAB", 1, 1)
    assert (twin["rank_low"], twin["rank_high"]) == (1, 1)
    alike = closest.of_all(same_worlds.compared(np.ones((20, 9), dtype=int)), seed=1)
    assert alike.nearest["again"].to_numpy() == pytest.approx(closest.N_NEAREST / 8, abs=1e-6)


def test_without_structure_no_tie_is_found_again_as_a_rule() -> None:
    found = closest.of_all(same_worlds.compared(same_worlds.structureless(1)), seed=1)
    assert (found.ties["again"] >= 0.9).mean() < 0.02


def test_each_tie_is_there_once_and_the_graph_holds_everybody() -> None:
    codes = same_worlds.on_a_line(5, 20)
    codes[8:, 0] = -1  # eight texts only
    found = closest.of_all(same_worlds.compared(codes), seed=1, n_replicates=20)
    assert not found.ties.duplicated(["iso3_a", "iso3_b"]).any()
    assert (found.ties["iso3_a"] < found.ties["iso3_b"]).all()
    assert found.graph.number_of_nodes() == 20
    assert found.left_out["key"].tolist() == ["SAA"]
    pairs = {
        frozenset(pair) for pair in zip(found.nearest["iso3"], found.nearest["other"], strict=True)
    }
    assert len(pairs) == len(found.ties)
    both = found.nearest.merge(found.nearest, left_on=["iso3", "other"], right_on=["other", "iso3"])
    assert found.ties["is_mutual"].sum() == len(both) / 2


def test_the_same_seed_gives_the_same_bytes() -> None:
    world = same_worlds.compared(same_worlds.on_a_line(6, 30))
    one, other = (closest.of_all(world, seed=3, n_replicates=40) for _ in range(2))
    pd.testing.assert_frame_equal(one.nearest, other.nearest, check_exact=True)


def test_nobody_to_compare_is_said() -> None:
    codes = np.full((20, 4), -1)
    codes[: text_matches.MIN_SHARED - 1] = 1
    with pytest.raises(AnalysisError, match="no pair of States") as caught:
        closest.of_all(same_worlds.compared(codes), seed=1)
    assert caught.value.reason == "too_few_texts"
