from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from sklearn.metrics import adjusted_rand_score

from analytics.blocs import consensus, embedding
from data.errors import AnalysisError
from tests.analytics import drawn

QUICK = consensus.Options(k_max=6, n_runs=24, n_null=6)


def layer(codes: np.ndarray) -> embedding.Layer:
    known = np.where(codes == 3, -1, codes).astype(np.int8)
    return embedding.Layer("votes", known, np.arange(len(codes)))


def found(codes: np.ndarray, *, seed: int = 0, **options) -> consensus.Consensus:
    return consensus.grouping(
        (layer(codes),), seed=seed, options=dataclasses.replace(QUICK, **options)
    )


@pytest.mark.parametrize("k", [2, 3, 4, 5])
@pytest.mark.parametrize("seed", [1, 2])
def test_planted_groups_are_found_in_their_right_number(k, seed):
    codes, group = drawn.planted(k, seed=seed)
    result = found(codes, seed=seed)
    assert result.k == k
    assert adjusted_rand_score(group, result.probabilities.argmax(axis=1)) >= 0.95
    assert result.is_stable
    assert result.stability >= 0.95


@pytest.mark.parametrize("seed", range(4))
def test_data_without_structure_have_no_stable_grouping(seed):
    rng = np.random.default_rng(seed)
    tally = rng.dirichlet([1, 1, 3], size=80)
    codes = np.stack([rng.choice(3, size=60, p=share) for share in tally])
    result = found(codes, seed=seed)
    assert not result.is_stable
    assert result.stability < 0.85


def test_a_state_between_two_groups_is_placed_with_less_certainty():
    codes, group = drawn.planted(2, n_states=40, noise=0.05)
    rng = np.random.default_rng(0)
    first, second = codes[:, group == 0][:, 0], codes[:, group == 1][:, 0]
    codes[:, 0] = np.where(rng.random(len(codes)) < 0.5, first, second)
    probabilities = found(codes, k_max=3).probabilities
    assert probabilities[0].max() < 0.95
    assert probabilities[1:].max(axis=1).min() == 1


def test_probabilities_and_co_assignment_are_shares_of_runs():
    result = found(drawn.planted(3)[0])
    np.testing.assert_allclose(result.probabilities.sum(axis=1), 1)
    np.testing.assert_array_equal(result.together, result.together.T)
    assert (np.diag(result.together) == 1).all()
    assert (np.diff(result.probabilities.sum(axis=0)) <= 0).all()


def test_the_curve_names_the_number_chosen_and_what_chance_gives():
    curve = found(drawn.planted(3)[0]).curve.set_index("k")
    assert curve.index.tolist() == [2, 3, 4, 5, 6]
    assert curve.index[curve["is_chosen"]].tolist() == [3]
    assert curve.loc[3, "ari_mean"] > curve["null_q95"].max() + 0.3
    assert (curve["ari_q10"] <= curve["ari_mean"] + 0.05).all()


def test_fewer_kinds_of_states_than_groups_leave_the_curve_missing_there():
    codes = np.repeat(np.array([[0, 2], [2, 0], [1, 2], [2, 2]] * 5), 6, axis=1)
    result = found(codes)
    assert result.k == 2
    assert (result.stability, result.is_stable) == (1, True)
    assert result.curve.set_index("k").loc[3:, "ari_mean"].isna().all()


@settings(deadline=None, max_examples=40)
@given(labels=arrays.arrays(np.int8, (4, 9), elements=st.integers(0, 3)))
def test_rand_indices_are_those_of_scikit_learn(labels):
    pairs = [adjusted_rand_score(labels[i], labels[j]) for i in range(4) for j in range(i + 1, 4)]
    np.testing.assert_allclose(consensus.rand_indices(labels), pairs, atol=1e-12)


def test_rand_indices_are_missing_where_a_run_has_no_grouping():
    labels = np.array([[0, 0, 1], [-1, -1, -1], [0, 0, 1]])
    np.testing.assert_array_equal(consensus.rand_indices(labels), [np.nan, 1, np.nan])


def test_states_that_do_not_differ_are_refused():
    with pytest.raises(AnalysisError, match="found States that do not differ, expected at least"):
        found(np.full((20, 12), 2))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"k_min": 1}, "found 1 to 6 groups of 60 States, expected at least 2 groups"),
        ({"k_min": 7}, "found 7 to 6 groups of 60 States"),
        ({"n_runs": 1}, "found n_runs 1, expected at least 2"),
        ({"n_null": 0}, "found n_null 0, expected at least 1"),
        ({"min_stability": 1.5}, "found min_stability 1.5, expected a number from 0 to 1"),
    ],
)
def test_options_that_ask_for_nothing_are_refused(options, message):
    with pytest.raises(AnalysisError, match=message):
        found(drawn.planted(2)[0], **options)
