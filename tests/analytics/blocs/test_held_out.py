from __future__ import annotations

import numpy as np
import pytest

from analytics.blocs import embedding, held_out
from tests.analytics import drawn

KS = (2, 3, 4, 5)


def layer(codes: np.ndarray, text: np.ndarray) -> embedding.Layer:
    return embedding.Layer("votes", np.where(codes == 3, -1, codes).astype(np.int8), text)


def by_text(of: embedding.Layer, *, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    fold = held_out.folds(of.codes.shape[1], int(of.text_numbers.max()) + 1, rng)
    return held_out.by_text(
        [held_out.losses((of,), fold == f, KS, rng) for f in range(held_out.N_FOLDS)]
    )


@pytest.mark.slow
@pytest.mark.parametrize("k", [2, 3, 4])
def test_held_out_votes_bear_the_planted_number(k):
    codes, text, _group = drawn.planted_texts(k, seed=k)
    curve = held_out.comparison(by_text(layer(codes, text)), KS, seed=1).set_index("k")
    assert curve.index[curve["is_borne"]].tolist() == [k]
    assert curve.loc[k, "gain_low"] > 0.1
    assert curve.loc[1, ["gain", "gain_low", "gain_high"]].tolist() == [0, 0, 0]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_votes_without_structure_bear_no_blocs(seed):
    rng = np.random.default_rng(seed)
    codes = np.stack([rng.choice(3, size=60, p=p) for p in rng.dirichlet([1, 1, 3], size=40)])
    curve = held_out.comparison(by_text(layer(codes, np.arange(40))), KS, seed=1)
    assert curve["k"][curve["is_borne"]].tolist() == [1]
    assert (curve["gain"][1:] < 0).all()


@pytest.mark.slow
def test_a_vote_repeated_every_year_does_not_give_itself_away():
    """Where each State has its own habit on each text, only leaks would foretell it."""
    rng = np.random.default_rng(0)
    habits = rng.integers(0, 3, size=(40, 60))
    codes = np.repeat(habits, 5, axis=0)
    curve = held_out.comparison(by_text(layer(codes, np.repeat(np.arange(40), 5))), KS, seed=1)
    assert curve["k"][curve["is_borne"]].tolist() == [1]


def test_every_cell_known_is_held_out_once():
    codes, text, _group = drawn.planted_texts(2, n_states=30, n_texts=20)
    of = layer(codes, text)
    rng = np.random.default_rng(0)
    fold = held_out.folds(30, 20, rng)
    asked = [
        np.isfinite(held_out.losses((of,), fold == f, (2,), rng)[0])
        for f in range(held_out.N_FOLDS)
    ]
    is_known = np.array([(of.codes[text == t] >= 0).any(axis=0) for t in range(20)]).T
    np.testing.assert_array_equal(np.sum(asked, axis=0), is_known.astype(int))


def test_a_bloc_of_one_state_does_not_count():
    assert held_out.is_reached(np.array([[1.0, 0], [1, 0], [0, 1], [0, 1]]))
    assert not held_out.is_reached(np.array([[1.0, 0], [1, 0], [1, 0], [0, 1]]))


def test_a_number_that_one_fold_does_not_reach_is_missing():
    reached = np.ones((2, 3, 4))
    missing = reached.copy()
    missing[1] = np.nan
    mean = held_out.by_text([reached, missing])
    assert mean[0].tolist() == [1] * 4
    assert np.isnan(mean[1]).all()


def test_the_smallest_number_not_worse_beyond_chance_is_borne():
    rng = np.random.default_rng(0)
    base = rng.uniform(0.9, 1.1, size=30)
    a_little = 0.001 + np.tile([-0.02, 0.02], 15)
    losses = np.stack([base, base - 0.4, base - 0.4 - a_little, base - 0.3])
    curve = held_out.comparison(losses, (2, 3, 4), seed=0)
    assert curve["k"][curve["is_borne"]].tolist() == [2]
    assert curve["gain"].round(6).tolist()[1] == 0.4
