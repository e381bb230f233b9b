from __future__ import annotations

import numpy as np
import pytest

from analytics.blocs import block_model, embedding, separation
from tests.analytics import drawn


def known(codes: np.ndarray) -> block_model.ObservedPositions:
    cast = np.where(codes == 3, -1, codes).astype(np.int8)
    return block_model.observed_positions((embedding.Layer("votes", cast, np.arange(len(cast))),))


def test_planted_blocs_lie_apart():
    codes, group = drawn.planted(3, n_states=90)
    found = separation.between(known(codes), group + 1)
    assert found[["bloc_a", "bloc_b"]].to_numpy().tolist() == [[1, 2], [1, 3], [2, 3]]
    assert found["is_apart"].all()
    assert (found["n_between"] == 0).all()
    assert found["n_states"].tolist()[0] == int((group < 2).sum())


@pytest.mark.parametrize("seed", range(4))
def test_the_halves_of_a_line_do_not_lie_apart(seed):
    codes, place = drawn.on_a_line(seed=seed)
    found = separation.between(known(codes), np.where(place < 0, 1, 2))
    assert not found["is_apart"].any()
    assert found["n_even"].tolist() == [20]
    assert found["n_between"].iloc[0] >= 13


def test_small_blocs_cannot_be_shown_to_lie_apart():
    codes, group = drawn.planted(2, n_states=14, noise=0.05)
    found = separation.between(known(codes), group + 1)
    assert (found["n_between"].iloc[0], found["is_apart"].iloc[0]) == (0, False)


def test_the_votes_of_a_state_do_not_move_the_middle_it_is_measured_from():
    codes = np.full((20, 12), 2)
    codes[:, 6:] = 0
    codes[:, 5] = np.where(np.arange(20) < 10, 0, 2)
    found = separation.between(known(codes), np.repeat([1, 2], 6))
    assert found["n_between"].tolist() == [1]


def test_a_house_without_blocs_has_no_borders():
    codes, _group = drawn.planted(2, n_states=12)
    assert separation.between(known(codes), np.zeros(12, dtype=np.int64)).empty
