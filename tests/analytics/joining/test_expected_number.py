"""How many of some States join, beside the mean of the draws and what is known for certain."""

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from scipy.special import expit, logit

from analytics.joining import expected_number
from analytics.joining.prediction import Prediction

STATES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH")


def prediction(draws: np.ndarray, is_open: tuple[bool, ...] = (True,) * 8) -> Prediction:
    """Return as much of a prediction as is asked, by the chances under each draw (D, n)."""
    n = draws.shape[1]
    with np.errstate(divide="ignore"):
        log_odds = logit(draws)
    found = SimpleNamespace(
        states=STATES[:n],
        is_open=np.array(is_open[:n]),
        draws=log_odds,
        probability=expit(log_odds).mean(axis=0),
    )
    return cast("Prediction", found)


def always(*chances: float) -> np.ndarray:
    """Return the same chances under each of fifty draws."""
    return np.tile(chances, (50, 1))


def test_the_mean_is_the_sum_of_the_probabilities_asked_about() -> None:
    found = expected_number.among(prediction(always(0.2, 0.4, 0.6, 0.8)), ["AAA", "CCC"], seed=1)
    assert found.n_open == 2
    assert found.mean == pytest.approx(0.8)
    assert 0 <= found.low <= found.high <= 2


def test_what_is_certain_has_no_spread() -> None:
    found = expected_number.among(
        prediction(always(1.0, 0.0, 1.0, 0.5)), ["AAA", "BBB", "CCC"], seed=1
    )
    assert (found.mean, found.low, found.high) == (2.0, 2.0, 2.0)


def test_who_has_no_probability_is_left_out() -> None:
    is_open = (True, False, True, True)
    found = expected_number.among(prediction(always(*[0.9] * 4), is_open), ["BBB", "ZZZ"], seed=1)
    assert found == expected_number.ExpectedNumber(0, 0.0, 0.0, 0.0)


def test_draws_that_rise_and_fall_together_widen_the_interval() -> None:
    apart = prediction(always(*[0.5] * 8))
    together = prediction(np.repeat([[0.01], [0.99]], 25, axis=0) * np.ones(8))
    one, other = (expected_number.among(found, STATES, seed=1) for found in (apart, together))
    assert one.mean == pytest.approx(other.mean) == pytest.approx(4)
    assert (other.low, other.high) == (0, 8)
    assert 1 <= one.low < one.high <= 7
