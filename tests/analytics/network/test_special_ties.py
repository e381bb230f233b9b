"""Ties beyond what the likes of both would give: found where planted, and nowhere else."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest

from analytics.network import special_ties, text_matches
from data.errors import AnalysisError
from tests.analytics import drawn, same_worlds


@pytest.mark.slow
@pytest.mark.parametrize("world", [same_worlds.structureless, same_worlds.on_a_line])
def test_worlds_without_ties_of_two_have_hardly_ever_one(
    world: Callable[[int, int], np.ndarray],
) -> None:
    hits = [
        len(special_ties.among(same_worlds.compared(world(seed, 40))).ties) for seed in range(40)
    ]
    assert np.mean([n > 0 for n in hits]) <= special_ties.RATE + 0.05  # 40 seeds: 2 and a chance


@pytest.mark.slow
def test_camps_are_no_ties_of_two() -> None:
    hits = [
        len(special_ties.among(same_worlds.compared(drawn.planted(3, seed=seed)[0])).ties)
        for seed in range(15)
    ]
    assert np.mean([n > 0 for n in hits]) <= 0.1


def test_two_that_follow_each_other_are_found() -> None:
    codes = same_worlds.on_a_line(3)
    codes[:, 50] = codes[:, 10]  # from the other side of the line
    codes[:2, 50] = 1
    found = special_ties.among(same_worlds.compared(codes))
    names = drawn.states(60)
    assert (found.ties.loc[0, "iso3_a"], found.ties.loc[0, "iso3_b"]) == (names[10], names[50])
    assert found.ties.loc[0, "n_same"] > found.ties.loc[0, "n_expected"]


def test_the_tail_is_that_of_adding_up_every_outcome() -> None:
    rng = np.random.default_rng(1)
    chances = rng.random((6, 1))
    for n in range(7):
        by_hand = sum(
            np.prod(np.where(np.array(way) == 1, chances[:, 0], 1 - chances[:, 0]))
            for way in itertools.product((0, 1), repeat=6)
            if sum(way) >= n
        )
        p = special_ties._tail(chances, np.array([n]), np.array([True]))[0]
        is_far = n - chances.sum() >= special_ties.LEAST_Z * np.sqrt(
            (chances * (1 - chances)).sum()
        )
        assert p == pytest.approx(by_hand if is_far else 1)


def test_a_text_does_not_vouch_for_itself_and_a_pair_not_for_itself() -> None:
    """By hand: of four States, those like the row, without the column, went its way or not."""
    likeness = np.array(
        [[0.0, 0.9, 0.8, 0.1], [0.9, 0, 0.5, 0.5], [0.8, 0.5, 0, 0.5], [0.1, 0.5, 0.5, 0]]
    )
    alike = np.array([[0.0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]])
    found = special_ties._foreseen(likeness, alike, np.ones(4, dtype=bool))
    # n_like is 2: of SAA towards SAD they are SAB and SAC, who both did not go its way
    assert found[0, 3] == pytest.approx((0 + 0) / 3)
    # towards SAB they are SAC and, in its own place, SAD: one of two, and two thirds of the house
    assert found[0, 1] == pytest.approx((1 + 0 + 2 / 3) / 3)


def test_pairs_with_few_texts_are_not_tested() -> None:
    codes = same_worlds.on_a_line(1, 12)
    codes[text_matches.MIN_SHARED - 1 :, 0] = -1
    assert special_ties.among(same_worlds.compared(codes)).n_pairs == 11 * 10 // 2


def test_a_rate_that_means_nothing_is_refused() -> None:
    with pytest.raises(AnalysisError, match="found rate 1, expected above 0 and below 1"):
        special_ties.among(same_worlds.compared(same_worlds.on_a_line(1, 5)), rate=1)
