from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from sklearn.metrics import adjusted_rand_score

from analytics.blocs import block_model, embedding
from tests.analytics import drawn


def layer(codes: np.ndarray, text: np.ndarray | None = None) -> embedding.Layer:
    known = np.where(np.asarray(codes) == 3, -1, codes).astype(np.int8)
    return embedding.Layer("votes", known, np.arange(len(known)) if text is None else text)


def fitted(of: embedding.Layer, k: int, *, seed: int = 0) -> np.ndarray:
    weights = np.ones(int(of.text_numbers.max()) + 1)
    start = block_model.starts((of,), (weights,), (k,), np.random.default_rng(seed))[k]
    return block_model.memberships(block_model.observed_positions((of,)), start, weights)


@settings(max_examples=40)
@given(codes=arrays.arrays(np.int8, (6, 4), elements=st.integers(-1, 2)))
def test_a_cell_is_the_shares_among_the_votes_of_a_state_on_a_text(codes):
    text = np.array([0, 0, 0, 1, 1, 2])
    found = block_model.observed_positions((layer(codes, text),))
    for s in range(4):
        for t in range(3):
            cast = codes[text == t, s]
            cast = cast[cast >= 0]
            assert found.is_known[s, t] == (len(cast) > 0)
            expected = np.bincount(cast, minlength=3) / max(len(cast), 1)
            np.testing.assert_allclose(found.shares[s, t], expected)


def test_texts_of_rosters_follow_those_of_votes_and_nobody_abstains_from_them():
    rosters = embedding.Layer("rosters", np.array([[1, 0]], dtype=np.int8), np.array([0]))
    found = block_model.observed_positions((layer([[2, 1]]), rosters))
    assert found.shares[:, 1].tolist() == [[0, 0, 1], [1, 0, 0]]
    assert found.is_open.tolist() == [[True, True, True], [True, False, True]]
    assert block_model.position_shares(found, np.ones((2, 1)))[0, 1, 1] == 0


def test_shares_of_a_bloc_are_those_of_its_votes_and_four_more_of_the_house():
    found = block_model.observed_positions((layer([[2, 2, 0, 0]]),))
    profile = block_model.position_shares(found, np.array([[1.0, 0], [1, 0], [0, 1], [0, 1]]))
    house = np.array([2 + 1 / 3, 1 / 3, 2 + 1 / 3]) / 5
    np.testing.assert_allclose(profile[0, 0], (np.array([0, 0, 2]) + 4 * house) / 6)
    np.testing.assert_allclose(profile.sum(axis=2), 1)


def test_a_text_of_which_a_bloc_knows_nothing_has_the_shares_of_the_house():
    found = block_model.observed_positions((layer([[2, 0, 3, 3]]),))
    profile = block_model.position_shares(found, np.array([[1.0, 0], [1, 0], [0, 1], [0, 1]]))
    np.testing.assert_allclose(profile[1, 0], [4 / 9, 1 / 9, 4 / 9])


@pytest.mark.parametrize("k", [2, 3, 4])
def test_planted_blocs_are_found_with_repeated_texts(k):
    codes, text, group = drawn.planted_texts(k, seed=k)
    found = fitted(layer(codes, text), k)
    np.testing.assert_allclose(found.sum(axis=1), 1)
    assert adjusted_rand_score(group, found.argmax(axis=1)) > 0.95


def test_a_text_voted_on_many_times_counts_once():
    codes, _group = drawn.planted(2, n_states=30, n_rollcalls=30, seed=1)
    text = np.r_[np.arange(30), np.zeros(40, dtype=int)]
    often = layer(np.vstack([codes, np.repeat(codes[:1], 40, axis=0)]), text)
    weights, start = np.ones(30), np.eye(2)[_group]
    once = block_model.memberships(block_model.observed_positions((layer(codes),)), start, weights)
    np.testing.assert_array_equal(
        block_model.memberships(block_model.observed_positions((often,)), start, weights), once
    )


def test_texts_that_are_not_drawn_say_nothing():
    codes, group = drawn.planted(2, n_states=30, n_rollcalls=30, seed=1)
    known, start = block_model.observed_positions((layer(codes),)), np.eye(2)[group]
    other = codes.copy()
    other[20:] = 2
    weights = np.r_[np.ones(20), np.zeros(10)]
    np.testing.assert_array_equal(
        block_model.memberships(known, start, weights),
        block_model.memberships(block_model.observed_positions((layer(other),)), start, weights),
    )


def test_a_state_of_which_nothing_is_known_is_as_likely_anywhere_as_blocs_are_large():
    codes, group = drawn.planted(2, n_states=30, n_rollcalls=30, noise=0.05, seed=1)
    codes[:, 0] = 3
    found = block_model.memberships(
        block_model.observed_positions((layer(codes),)), np.eye(2)[group], np.ones(30)
    )
    assert found[0] == pytest.approx(found.mean(axis=0), abs=0.05)


def test_loss_is_minus_the_log_of_the_share_of_the_bloc():
    known = block_model.observed_positions((layer([[2, 2, 0, 3], [1, 1, 1, 0]]),))
    blocs = np.array([[1.0, 0], [1, 0], [0, 1], [0, 1]])
    loss = block_model.losses(known, blocs, known)
    share = block_model.position_shares(known, blocs)
    assert loss[0, 0] == pytest.approx(-np.log(share[0, 0, 2]))
    assert loss[2, 1] == pytest.approx(-np.log(share[1, 1, 1]))
    assert np.isnan(loss[3, 0])


def test_fewer_kinds_of_states_than_blocs_have_no_start():
    codes = np.repeat(np.array([[0, 2], [2, 0], [1, 2]] * 5), 6, axis=1)
    of = layer(codes)
    found = block_model.starts((of,), (np.ones(15),), (2, 3), np.random.default_rng(0))
    assert list(found) == [2]
