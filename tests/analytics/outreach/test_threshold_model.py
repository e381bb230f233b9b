"""What an approach adds to a State's log-odds: between nothing and its promise in every draw."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.special import expit, logit

from analytics.outreach import threshold_model
from analytics.outreach.assumptions import MAX_LOG_ODDS
from analytics.outreach.threshold_model import promised_uplift, with_uplift

DRAWS = arrays.arrays(
    np.float32,
    st.integers(1, 20),
    elements=st.floats(-30, 30, width=32) | st.just(-np.inf),
)
EFFECTS = st.floats(0, MAX_LOG_ODDS)
PROBABILITIES = st.floats(0, 1) | st.sampled_from([0.0, 1e-12, 1 - 1e-12, 1.0])
FLOAT32 = 2e-7
"""By how much a probability may be off for its log-odds being rounded to 32 bits."""


def chance(log_odds: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    return np.asarray(expit(log_odds.astype(np.float64)))


def lift(draws: npt.NDArray[np.float32], seen: float, effect: float) -> npt.NDArray[np.float32]:
    return with_uplift(draws, np.float64(seen), np.full(draws.shape, effect))


@pytest.mark.slow
@settings(derandomize=True, max_examples=300)
@given(draws=DRAWS, seen=PROBABILITIES, effect=EFFECTS)
def test_the_gain_lies_between_nothing_and_the_promise_in_every_draw(
    draws: npt.NDArray[np.float32], seen: float, effect: float
) -> None:
    found = lift(draws, seen, effect)
    promised = float(promised_uplift(seen, effect))
    assert found.dtype == np.float32
    assert not np.isnan(found).any()
    assert (found >= draws).all()
    gain = chance(found) - chance(draws)
    assert (gain <= promised + FLOAT32).all()
    has_room = chance(draws) + promised <= 1
    assert gain[has_room] == pytest.approx(np.full(has_room.sum(), promised), abs=FLOAT32)
    assert (found[chance(draws) + promised > 1 + 1e-9] == np.inf).all()


@settings(derandomize=True)
@given(draws=DRAWS, seen=PROBABILITIES)
def test_no_effort_changes_nothing_to_the_last_bit(
    draws: npt.NDArray[np.float32], seen: float
) -> None:
    assert (lift(draws, seen, 0.0) == draws).all()


@settings(derandomize=True)
@given(draws=DRAWS, seen=PROBABILITIES, effects=st.tuples(EFFECTS, EFFECTS).map(sorted))
def test_more_effort_is_never_worth_less(
    draws: npt.NDArray[np.float32], seen: float, effects: list[float]
) -> None:
    less, more = effects
    assert promised_uplift(seen, more) >= promised_uplift(seen, less) * (1 - 1e-12)
    low, high = lift(draws, seen, less), lift(draws, seen, more)
    assert (chance(high) >= chance(low) - FLOAT32).all()


@settings(derandomize=True)
@given(seen=st.floats(1e-9, 1 - 1e-9), effect=EFFECTS)
def test_the_promise_is_the_effect_on_the_probability_seen(seen: float, effect: float) -> None:
    found = promised_uplift(seen, effect)
    assert 0 <= found <= 1 - seen
    assert found == pytest.approx(expit(logit(seen) + effect) - seen, abs=1e-12)


def test_what_cannot_happen_is_promised_nothing() -> None:
    draws = np.full(3, -np.inf, dtype=np.float32)
    assert promised_uplift(0.0, MAX_LOG_ODDS) == 0
    assert (lift(draws, 0.0, MAX_LOG_ODDS) == -np.inf).all()


def test_where_the_text_rests_an_approach_keeps_its_promise() -> None:
    found = lift(np.array([-np.inf, 0.0], dtype=np.float32), 0.25, np.log(3))
    assert chance(found) == pytest.approx([0.25, 0.75], abs=FLOAT32)


def test_draws_given_are_not_changed() -> None:
    draws = np.array([-np.inf, 0.0], dtype=np.float32)
    lift(draws, 0.25, 1.0)
    assert draws.tolist() == [-np.inf, 0.0]


def test_thresholds_are_logistic_noise() -> None:
    """A State joins in the share of draws that its log-odds say."""
    dealt = threshold_model.random_draws(200, 0, threshold_model.CHUNK, seed=1)
    for share in (0.02, 0.5, 0.97):
        joins = (logit(share) > dealt.thresholds).mean()
        assert abs(joins - share) < 4 * np.sqrt(share * (1 - share) / dealt.thresholds.size)


def test_an_approached_probability_moves_by_the_effect_on_the_log_odds() -> None:
    found = threshold_model.approached_probability(0.2, 0.9)
    assert logit(found) == pytest.approx(logit(0.2) + 0.9)
    assert threshold_model.approached_probability(0.2, 0.0) == 0.2
