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

QUICK = consensus.Options(k_max=6, n_runs=24)


def layer(codes: np.ndarray, text: np.ndarray | None = None) -> embedding.Layer:
    known = np.where(codes == 3, -1, codes).astype(np.int8)
    return embedding.Layer("votes", known, np.arange(len(codes)) if text is None else text)


def found(
    codes: np.ndarray, text: np.ndarray | None = None, *, seed: int = 0, **options
) -> consensus.Consensus:
    return consensus.choose_grouping(
        (layer(codes, text),), seed=seed, options=dataclasses.replace(QUICK, **options)
    )


@pytest.mark.slow
@pytest.mark.parametrize("k", [2, 3, 4])
@pytest.mark.parametrize("seed", [1, 2])
def test_planted_blocs_with_repeated_texts_are_found_in_their_right_number(k, seed):
    codes, text, group = drawn.planted_texts(k, seed=seed)
    result = found(codes, text, seed=seed)
    assert (result.k, result.n_borne, result.refusal) == (k, k, "")
    assert adjusted_rand_score(group, result.probabilities.argmax(axis=1)) > 0.95
    assert result.stability >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_votes_without_structure_are_refused(seed):
    rng = np.random.default_rng(seed)
    tally = rng.dirichlet([1, 1, 3], size=80)
    codes = np.stack([rng.choice(3, size=60, p=share) for share in tally])
    result = found(codes, seed=seed, n_runs=8)
    assert (result.k, result.n_borne, result.refusal) == (0, 1, consensus.NO_GAIN)
    assert np.isnan(result.stability)
    assert result.probabilities.shape == (60, 0)


@pytest.mark.slow
def test_blocs_that_other_texts_do_not_find_again_are_refused_with_their_figure():
    codes, place = drawn.on_a_line(n_states=80, n_texts=14, seed=3)
    result = found(codes, min_stability=0.999)
    assert (result.k, result.refusal) == (0, consensus.UNSTABLE)
    assert result.n_borne > 1
    again = result.curve.set_index("k")["ari_mean"]
    assert result.stability == again.loc[: result.n_borne].max() < 0.999
    assert not result.curve["is_shown"].any()
    assert len(place) == len(result.probabilities)


@pytest.mark.slow
def test_where_the_number_borne_is_not_found_again_the_largest_smaller_one_is_shown():
    codes, _place = drawn.on_a_line()
    bar = 0.8
    result = found(codes, min_stability=bar)
    curve = result.curve.set_index("k")
    fit = [k for k in range(2, result.n_borne + 1) if curve.loc[k, "ari_mean"] >= bar]
    assert result.k == max(fit) < result.n_borne
    assert curve.index[curve["is_shown"]].tolist() == [result.k]


@pytest.mark.slow
def test_a_state_between_two_blocs_is_placed_with_less_certainty():
    codes, text, group = drawn.planted_texts(2, n_states=40, noise=0.05)
    rng = np.random.default_rng(0)
    first, second = codes[:, group == 0][:, 0], codes[:, group == 1][:, 0]
    codes[:, 0] = np.where((rng.random(text.max() + 1) < 0.5)[text], first, second)
    probabilities = found(codes, text, k_max=3).probabilities
    assert probabilities[0].max() < 0.95
    assert probabilities[1:].max(axis=1).min() == 1


@pytest.mark.slow
def test_probabilities_are_shares_of_samples_and_the_largest_bloc_comes_first():
    result = found(drawn.planted(3)[0], n_runs=8)
    np.testing.assert_allclose(result.probabilities.sum(axis=1), 1)
    sizes = np.bincount(result.probabilities.argmax(axis=1))
    assert (np.diff(sizes) <= 0).all()


@pytest.mark.slow
def test_fewer_kinds_of_states_than_blocs_leave_the_curve_missing_there():
    codes = np.repeat(np.array([[0, 2], [2, 0], [1, 2], [2, 2]] * 5), 6, axis=1)
    result = found(codes)
    assert (result.k, result.stability, result.refusal) == (2, 1, "")
    assert result.curve.set_index("k").loc[3:, ["loss", "ari_mean"]].isna().all(axis=None)


def test_one_state_that_differs_from_all_others_is_no_bloc():
    codes = np.full((20, 12), 2)
    codes[:, 0] = 0
    result = found(codes, n_runs=3)
    assert (result.k, result.n_borne, result.refusal) == (0, 1, consensus.NO_GAIN)
    assert result.curve["ari_mean"].isna().all()


@pytest.mark.slow
@settings(max_examples=40)
@given(labels=arrays.arrays(np.int8, (4, 9), elements=st.integers(0, 3)))
def test_rand_indices_are_those_of_scikit_learn(labels):
    pairs = [adjusted_rand_score(labels[i], labels[j]) for i in range(4) for j in range(i + 1, 4)]
    np.testing.assert_allclose(consensus.rand_indices(labels), pairs, atol=1e-12)


def test_rand_indices_are_missing_where_a_run_has_no_grouping():
    labels = np.array([[0, 0, 1], [-1, -1, -1], [0, 0, 1]])
    np.testing.assert_array_equal(consensus.rand_indices(labels), [np.nan, 1, np.nan])


def test_states_that_do_not_differ_are_refused():
    with pytest.raises(
        AnalysisError, match="found States that do not differ, expected at least"
    ) as stop:
        found(np.full((20, 12), 2))
    assert stop.value.reason == "all_alike"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"k_max": 1}, "found up to 1 blocs of 60 States, expected at least 2 blocs"),
        ({"n_runs": 1}, "found n_runs 1, expected at least 2"),
        ({"min_stability": 1.5}, "found min_stability 1.5, expected a number from 0 to 1"),
    ],
)
def test_options_that_ask_for_nothing_are_refused(options, message):
    with pytest.raises(AnalysisError, match=message):
        found(drawn.planted(2)[0], **options)
