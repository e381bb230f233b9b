from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from analytics.blocs import embedding


def votes(codes: np.ndarray) -> embedding.Layer:
    return embedding.Layer("votes", codes.astype(np.int8), np.arange(len(codes)))


def rosters(codes: np.ndarray) -> embedding.Layer:
    return embedding.Layer("rosters", codes.astype(np.int8), np.arange(len(codes)))


def placed(*layers: embedding.Layer) -> np.ndarray:
    return embedding.coordinates(layers, tuple(np.ones(len(layer.codes)) for layer in layers))


def squared_distances(points: np.ndarray) -> np.ndarray:
    return ((points[:, None] - points[None]) ** 2).sum(axis=2)


@settings(max_examples=40)
@given(codes=arrays.arrays(np.int8, (12, 6), elements=st.integers(0, 2)))
def test_squared_distances_are_mean_disagreements_when_all_voted(codes):
    expected = (np.abs(codes[:, :, None] - codes[:, None, :].astype(float)) / 2).mean(axis=0)
    np.testing.assert_allclose(squared_distances(placed(votes(codes))), expected, atol=1e-6)


@settings(max_examples=40)
@given(codes=arrays.arrays(np.int8, (12, 6), elements=st.integers(0, 1)))
def test_squared_distances_are_those_of_jaccard_on_rosters(codes):
    codes[0] = 1
    both = (codes[:, :, None] & codes[:, None, :]).sum(axis=0)
    either = (codes[:, :, None] | codes[:, None, :]).sum(axis=0)
    np.testing.assert_allclose(
        squared_distances(placed(rosters(codes))), 1 - both / either, atol=1e-6
    )


def test_disagreement_is_over_the_roll_calls_in_which_both_voted():
    codes = np.array([[0, 2, 2], [2, 2, -1], [-1, 0, 0], [2, 2, 0]])
    found = squared_distances(placed(votes(codes)))
    assert found[0, 1] == pytest.approx(1 / 3, abs=1e-6)
    assert found[1, 2] == pytest.approx(1 / 3, abs=1e-6)


def test_states_that_share_nothing_are_put_at_the_mean_disagreement():
    codes = np.array([[0, -1, 2, 2], [-1, 2, 2, 0]] * 3)
    found = embedding._disagreement(votes(codes), np.ones(6))
    pairs = [found[0, 2], found[0, 3], found[1, 2], found[1, 3], found[2, 3]]
    counts = [3, 3, 3, 3, 6]
    assert found[0, 1] == pytest.approx(np.average(pairs, weights=counts))


def test_a_text_counted_twice_is_that_text_given_twice():
    codes = np.random.default_rng(0).integers(-1, 3, size=(8, 6))
    times = np.array([2, 0, 1, 1, 3, 1, 0, 1], dtype=float)
    weighted = embedding.coordinates((votes(codes),), (times,))
    repeated = placed(votes(np.repeat(codes, times.astype(int), axis=0)))
    np.testing.assert_allclose(squared_distances(weighted), squared_distances(repeated), atol=1e-9)


def test_neither_many_roll_calls_nor_many_rosters_prevail():
    rng = np.random.default_rng(1)
    few, many = rng.integers(0, 2, size=(10, 12)), rng.integers(0, 3, size=(30, 12))
    one = squared_distances(placed(rosters(few), votes(many)))
    other = squared_distances(placed(rosters(few), votes(np.repeat(many, 9, axis=0))))
    np.testing.assert_allclose(one, other, atol=1e-9)


def test_identical_states_lie_on_one_another_and_a_house_without_differences_on_one_point():
    codes = np.random.default_rng(0).integers(0, 3, size=(20, 5))
    codes[:, 1] = codes[:, 0]
    assert squared_distances(placed(votes(codes)))[0, 1] == pytest.approx(0, abs=1e-9)
    assert np.abs(placed(votes(np.full((10, 5), 2)))).max() == pytest.approx(0, abs=1e-9)
