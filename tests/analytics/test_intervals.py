"""Intervals of 90 %: of draws that are all told, told in part, or not at all."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analytics import intervals


def test_draws_in_which_a_figure_is_not_defined_are_passed_over() -> None:
    figures = np.column_stack([np.arange(101.0), np.full(101, np.nan), np.arange(101.0)])
    figures[50:, 2] = np.nan
    low, high = intervals.of_draws(figures)
    np.testing.assert_allclose(low, [5, np.nan, 2.45])
    np.testing.assert_allclose(high, [95, np.nan, 46.55])


def test_an_infinite_figure_is_none() -> None:
    figures = np.append(np.arange(101.0), [np.inf, -np.inf])
    assert intervals.of_draws(figures) == (5.0, 95.0)


@pytest.mark.parametrize("n_missing", [0, 3])
def test_figures_of_any_shape_have_an_interval_each(n_missing: int) -> None:
    figures = np.random.default_rng(1).normal(size=(200, 3, 4))
    figures[:n_missing, 1, 2] = np.nan
    low, high = intervals.of_draws(figures)
    assert low.shape == high.shape == (3, 4)
    for row, column in np.ndindex(3, 4):
        own = figures[:, row, column]
        assert (low[row, column], high[row, column]) == intervals.of_draws(own)


def test_whole_numbers_have_an_interval_too() -> None:
    assert intervals.of_draws(np.arange(21)) == (1.0, 19.0)


def test_a_normal_estimate_is_held_as_often_as_draws_are() -> None:
    quantiles = stats.norm.ppf(intervals.QUANTILES)
    np.testing.assert_allclose(quantiles, [-intervals.Z_95, intervals.Z_95], rtol=1e-12)
    assert np.diff(intervals.QUANTILES) == pytest.approx(intervals.LEVEL)
