from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from analytics.next_vote import vote_similarity

codes = hnp.arrays(np.int8, (9, 6), elements=st.integers(-1, 3))


def test_states_that_always_vote_alike_are_wholly_alike_and_opposites_opposed():
    votes = np.array([[2, 2, 0, 0], [0, 0, 2, 2], [2, 2, 0, 0]], dtype=np.int8)
    found = vote_similarity.of_states(votes)
    assert found == pytest.approx(np.array([[1, 1, -1, -1]] * 2 + [[-1, -1, 1, 1]] * 2))


@given(codes)
def test_likeness_is_symmetric_and_at_most_one(votes):
    found = vote_similarity.of_states(votes)
    assert found == pytest.approx(found.T)
    assert np.abs(found).max() <= 1 + 1e-9


def test_one_that_votes_never_is_like_nobody():
    votes = np.array([[2, 0, 3], [0, 2, -1]], dtype=np.int8)
    assert (vote_similarity.of_states(votes)[2] == 0).all()


def test_what_others_tell_is_the_same_as_of_a_process_without_the_state():
    rng = np.random.default_rng(4)
    alike = vote_similarity.of_states(rng.integers(0, 3, (40, 12)).astype(np.int8))
    answer = rng.integers(0, 2, 12).astype(float)
    is_told = np.ones(12, dtype=bool)
    is_told[10:] = False
    found = vote_similarity.told_by_others(alike, answer, is_told)
    mean = answer[is_told].mean()
    for state in range(12):
        others = np.flatnonzero(is_told & (np.arange(12) != state))
        inner = alike[np.ix_(others, others)] + vote_similarity.NOISE * np.eye(len(others))
        weight = np.linalg.solve(inner, answer[others] - mean)
        assert found[state] == pytest.approx(mean + alike[state, others] @ weight)


def test_a_states_own_answer_tells_nothing_but_through_the_mean_of_all():
    rng = np.random.default_rng(5)
    alike = vote_similarity.of_states(rng.integers(0, 3, (40, 12)).astype(np.int8))
    answer = rng.integers(0, 2, 12).astype(float)
    other = answer.copy()
    other[[0, 1]] = [1.0, 0.0] if answer[0] == 0 else [0.0, 1.0]
    answer[[0, 1]] = other[[1, 0]]  # the same mean
    is_told = np.ones(12, dtype=bool)
    one, two = (vote_similarity.told_by_others(alike, a, is_told) for a in (answer, other))
    assert one[2:] != pytest.approx(two[2:])
    assert one[0] == pytest.approx(two[0] + alike_of_one(alike, answer, other))


def alike_of_one(alike, answer, other):
    """Return what the change of the second State alone does to what is told of the first."""
    rest = np.arange(1, 12)
    inner = alike[np.ix_(rest, rest)] + vote_similarity.NOISE * np.eye(11)
    return alike[0, rest] @ np.linalg.solve(inner, (answer - other)[rest])


def test_with_two_answers_the_mean_is_all_that_can_be_said():
    is_told = np.array([True, True, False, False])
    found = vote_similarity.told_by_others(np.eye(4), np.array([1.0, 0.0, 9.0, 9.0]), is_told)
    assert found.tolist() == [0.5] * 4


def test_texts_that_divide_alike_tell_and_others_do_not():
    last = np.array([2, 2, 0, 0, -1], dtype=np.int8)
    votes = np.array([[2, 2, 0, 0, 2], [0, 0, 2, 2, 0], [2, 2, 2, 2, 0]], dtype=np.int8)
    assert vote_similarity.on_texts_alike(votes, last)[4] == pytest.approx(1.0, abs=0.05)
    assert vote_similarity.on_texts_alike(votes[1:2], last).tolist() == [0.0] * 5
