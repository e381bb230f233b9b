"""Whether the closest by half of the texts are the closest by the others."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.network import split_half
from data.errors import AnalysisError
from tests.analytics import same_worlds


def of_first(codes: np.ndarray) -> np.ndarray:
    found = same_worlds.compared(codes)
    return found.with_state(found.states[0])


def test_an_order_that_is_there_is_found_again() -> None:
    found = split_half.of_state(of_first(same_worlds.on_a_line(2)), seed=1)
    assert found is not None
    assert found.correlation > 0.6
    assert found.kept > 2 * found.chance
    assert found.kept_low <= found.kept <= found.kept_high


@pytest.mark.slow
def test_an_order_by_chance_is_not() -> None:
    kept, correlations = [], []
    for seed in range(12):
        found = split_half.of_state(of_first(same_worlds.structureless(seed)), seed=1)
        assert found is not None
        kept.append(found.kept - found.chance)
        correlations.append(found.correlation)
    assert abs(np.mean(kept)) < 0.06
    assert abs(np.mean(correlations)) < 0.1


def test_equals_count_in_part_so_that_all_alike_keep_what_chance_does() -> None:
    found = split_half.of_state(np.ones((40, 30)), seed=1)
    assert found is not None
    assert found.kept == pytest.approx(found.chance)
    assert np.isnan(found.correlation)


def test_few_texts_or_states_give_no_test() -> None:
    assert split_half.of_state(np.ones((19, 30)), seed=1) is None
    assert split_half.of_state(np.ones((40, split_half.MIN_OTHERS - 1)), seed=1) is None


def test_one_split_is_refused() -> None:
    with pytest.raises(AnalysisError, match="found 1 splits"):
        split_half.of_state(np.ones((40, 30)), seed=1, n_splits=1)
