"""Through whom a State is reached: found where planted, none where there is none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import threadpoolctl

from analytics.network import go_betweens, text_matches
from data.errors import AnalysisError
from tests.analytics import drawn, same_worlds

NAMES = drawn.states(40)
US, TARGET, BRIDGE, SHORT = NAMES[0], NAMES[1], NAMES[2], NAMES[3]
WITH_US = NAMES[2:20]


@pytest.fixture
def planted() -> text_matches.TextMatches:
    """Return a world in which one State votes with us on half of the texts, else with the target.

    On the first 24 texts we and the target differ; on the others both, and the bridge, agree.
    """
    codes = same_worlds.structureless(7, 40)
    codes[:, :3] = 2
    codes[:24, 1] = 0
    codes[:12, 2] = 0
    return same_worlds.compared(codes)


def test_a_planted_go_between_is_found_and_stands_first(planted: text_matches.TextMatches) -> None:
    found = go_betweens.to_state(planted, TARGET, (US,), WITH_US, seed=1)
    first = found.states.iloc[0]
    assert (first["iso3"], first["is_between"], first["is_first"]) == (BRIDGE, True, True)
    assert found.states["is_between"].sum() == 1
    assert (found.direct.n_same, found.direct.n_texts) == (23, 47)
    assert (first["n_same_target"], first["n_texts_target"]) == (35, 47)
    assert (first["n_same_us"], first["n_texts_us"]) == (35, 47)
    # on twelve texts only the bridge went the target's way, on none only we: 1 in 4096
    assert first["p_value"] == pytest.approx(0.5**12, abs=1e-6)
    assert first["weaker_low"] <= first["weaker"] <= first["weaker_high"]
    assert found.direct.low <= found.direct.share <= found.direct.high


def test_those_not_with_us_are_a_family_of_their_own(planted: text_matches.TextMatches) -> None:
    found = go_betweens.to_state(planted, TARGET, (US,), NAMES[4:20], seed=1)
    assert found.states["is_with_us"].tolist() == [True] * 16 + [False] * 22
    bridge = found.states.set_index("iso3").loc[BRIDGE]
    assert bridge["is_between"]
    assert bridge["rank"] == 1
    assert found.n_asked == (16, 22)


def test_two_that_are_as_strong_cannot_be_told_apart(planted: text_matches.TextMatches) -> None:
    codes = planted.codes.copy()
    codes[:, 4] = codes[:, 2]
    found = go_betweens.to_state(same_worlds.compared(codes), TARGET, (US,), WITH_US, seed=1)
    first = found.states[found.states["is_first"]]
    assert first["iso3"].tolist() == [BRIDGE, NAMES[4]]
    assert (first["rank"] == 1).all()


@pytest.mark.slow
def test_votes_without_structure_give_hardly_ever_a_go_between() -> None:
    hits = []
    for seed in range(120):
        world = same_worlds.compared(same_worlds.structureless(seed, 40))
        found = go_betweens.to_state(world, TARGET, (US,), WITH_US, seed=1, n_replicates=0)
        hits += found.states.groupby("is_with_us")["is_between"].any().tolist()
    assert len(hits) == 240
    assert np.mean(hits) <= go_betweens.RATE


def test_several_of_us_must_each_be_passed(planted: text_matches.TextMatches) -> None:
    codes = planted.codes.copy()
    codes[:, 5] = codes[:, 1]  # one of us stands where the target stands
    world = same_worlds.compared(codes)
    alone = go_betweens.to_state(world, TARGET, (US,), WITH_US, seed=1)
    both = go_betweens.to_state(world, TARGET, (US, NAMES[5]), WITH_US, seed=1)
    assert alone.states["is_between"].any()
    assert not both.states["is_between"].any()
    assert NAMES[5] not in set(both.states["iso3"])
    assert both.direct.n_same == pytest.approx((23 + 47) / 2)


def test_a_state_with_nine_votes_is_left_out(planted: text_matches.TextMatches) -> None:
    codes = planted.codes.copy()
    codes[9:, 3] = -1
    found = go_betweens.to_state(same_worlds.compared(codes), TARGET, (US,), WITH_US, seed=1)
    assert found.left_out["key"].tolist() == [SHORT]


@pytest.mark.parametrize(
    ("target", "ours", "why"),
    [
        (US, (US,), "is_us"),
        ("XXX", (US,), "target_unknown"),
        (TARGET, ("XXX",), "ours_unknown"),
        (SHORT, (US,), "too_few_shared"),
    ],
)
def test_what_cannot_be_asked_is_said(
    planted: text_matches.TextMatches, target: str, ours: tuple[str, ...], why: str
) -> None:
    codes = planted.codes.copy()
    codes[9:, 3] = -1
    world = same_worlds.compared(codes)
    assert go_betweens.obstacle(world, target, ours) == why
    with pytest.raises(AnalysisError, match=f"found {why}"):
        go_betweens.to_state(world, target, ours, WITH_US, seed=1)


def test_a_rate_that_means_nothing_is_refused(planted: text_matches.TextMatches) -> None:
    with pytest.raises(AnalysisError, match="found rate 0"):
        go_betweens.to_state(planted, TARGET, (US,), WITH_US, seed=1, rate=0)


def test_one_core_and_two_give_the_same_bytes(planted: text_matches.TextMatches) -> None:
    found = []
    for n in (1, 2):
        with threadpoolctl.threadpool_limits(limits=n):
            found.append(go_betweens.to_state(planted, TARGET, (US,), WITH_US, seed=1).states)
    pd.testing.assert_frame_equal(*found, check_exact=True)
