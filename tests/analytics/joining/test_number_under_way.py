"""A number under way, on worlds in which the size of the text is planted and known."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from analytics.joining import number_under_way as under_way
from data.errors import AnalysisError

N_STATES = 100
N_SIZES = 200
LEAN = np.random.default_rng(2).normal(0, 1.2, N_STATES)
LEVELS = np.sort(np.random.default_rng(1).normal(-1.0, 0.9, N_SIZES))
NAMES = [f"S{n:02}" for n in range(N_STATES)]


def draws(levels: np.ndarray = LEVELS) -> pd.DataFrame:
    """Return the draws of a world: one size each, for all States at once."""
    return pd.DataFrame(LEAN + levels[:, None], columns=NAMES)


def number(
    named: list[str], given: pd.DataFrame | None = None, **changed: object
) -> under_way.NumberUnderWay:
    asked = {"before": (), "sure": (), "away": (), "seed": 5} | changed
    frame = draws() if given is None else given
    return under_way.number_under_way(frame, named=named, **asked)


def test_before_the_first_name_all_is_as_forecast():
    found = number([])
    chance = expit(draws().to_numpy())
    assert found.said == 0
    assert found.expected == pytest.approx(chance.sum(axis=1).mean())
    assert len(found.to_come) == N_STATES
    assert found.to_come[0] == NAMES[int(LEAN.argmax())]


def test_when_all_have_answered_nothing_is_left_open():
    found = number(NAMES[:60], away=NAMES[60:])
    assert (found.said, found.low, found.high) == (60, 60, 60)
    assert found.expected == 60
    assert found.to_come == ()


def test_states_on_it_before_and_carriers_count_once():
    found = number(["S00", "KEN"], before=["S00", "S01"], sure=["KEN", "ESP"])
    assert found.said == 3
    without = number(["KEN"], before=["S00", "S01"], sure=["KEN"])
    assert found.expected == pytest.approx(without.expected + 1)
    assert found.left_out.to_dict("records") == [{"iso3": "KEN", "reason": "no_forecast"}]


def test_a_carrier_that_stays_away_is_not_counted():
    assert number([], sure=["ESP"], away=["ESP"]).expected == pytest.approx(number([]).expected)


def test_many_names_give_up_the_small_sizes():
    order = [NAMES[place] for place in np.argsort(-LEAN)]
    few, many = number(order[:5]), number(order[:60])
    chance = expit(draws().to_numpy())
    rest = [place for place, name in enumerate(NAMES) if name not in order[:60]]
    assert many.expected > 60 + chance[:, rest].sum(axis=1).mean() + 1
    assert many.low >= 60
    assert few.high <= many.high


def test_draws_in_which_the_text_does_not_grow_are_dropped_at_the_first_name():
    grown = draws(np.array([0.0, -np.inf, -np.inf, -np.inf]))
    assert number([], grown).low == 0
    found = number(["S00"], grown)
    assert found.expected == pytest.approx(1 + expit(LEAN[1:]).sum())


@pytest.mark.slow
def test_nine_of_ten_days_end_within_the_range():
    """A share of the States has its say, joins or stays away; the rest is still to come."""
    rng = np.random.default_rng(7)
    inside = []
    for day in range(50):
        joins = rng.random(N_STATES) < expit(LEAN + rng.choice(LEVELS))
        spoken = rng.random(N_STATES) < 0.5
        named, away = (list(np.array(NAMES)[spoken & (joins == did)]) for did in (True, False))
        found = number(named, away=away, seed=day)
        inside.append(found.low <= joins.sum() <= found.high)
    assert np.mean(inside) >= 0.88


def test_a_state_with_two_answers_is_refused():
    with pytest.raises(AnalysisError, match="found S00 named and staying away"):
        number(["S00"], away=["S00"])


def test_the_same_seed_gives_the_same_range():
    assert number(NAMES[:9]).high == number(NAMES[:9]).high
