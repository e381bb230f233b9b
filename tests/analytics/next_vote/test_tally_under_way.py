"""A tally that is under way, on worlds in which the day's shock is planted and known."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from analytics.next_vote import tally_under_way as under_way
from analytics.next_vote import vote_model
from data.errors import AnalysisError

SEED = 5
N = 120
SHOCKS = np.random.default_rng(1).normal(0, [0.4, 0.7, 0.4], size=(150, 3))
ODDS = np.random.default_rng(2).normal([2.5, 1.5, -1.0], 1.2, size=(N, 3))


def forecast(odds: np.ndarray = ODDS) -> pd.DataFrame:
    """Return the forecast of a world, as one made beforehand has it."""
    p = vote_model.chances(odds)
    frame = pd.DataFrame(p, columns=list(under_way.COLUMNS))
    return frame.assign(iso3=[f"S{n:03}" for n in range(len(odds))])


def came(shock: np.ndarray, seed: int) -> dict[str, str]:
    """Return how all States of a world vote on a day with a shock."""
    rng = np.random.default_rng(seed)
    votes, yes, no = (rng.random(N) < expit(ODDS[:, k] + shock[k]) for k in range(3))
    letters = np.where(~votes, "X", np.where(yes, "Y", np.where(no, "N", "A")))
    return {f"S{n:03}": str(letter) for n, letter in enumerate(letters)}


def first(answers: dict[str, str], n: int) -> dict[str, str]:
    """Return the first of those that vote: who is away is not read out."""
    return dict([one for one in answers.items() if one[1] != "X"][:n])


def of_yes(answers: dict[str, str], states: pd.DataFrame | None = None) -> pd.Series:
    frame = forecast() if states is None else states
    found = under_way.tally_under_way(frame, SHOCKS, answers, seed=SEED)
    return found.tally.set_index("vote").loc["Y"]


def test_before_the_first_answer_the_range_is_the_forecasts_own():
    states = forecast()
    found = under_way.tally_under_way(states, SHOCKS, {}, seed=SEED)
    odds = under_way.log_odds_of(states[list(under_way.COLUMNS)].to_numpy())
    drawn = vote_model.simulated(odds, vote_model.Lessons(0.03, SHOCKS), seed=SEED)
    low, high = np.quantile(drawn, [0.05, 0.95], axis=0).astype(int)
    assert found.tally["low"].tolist() == low.tolist()
    assert found.tally["high"].tolist() == high.tolist()
    assert found.tally["said"].sum() == 0
    assert found.n_alike == pytest.approx(len(SHOCKS))
    assert len(found.to_come) == N


def test_when_all_have_answered_nothing_is_left_open():
    answers = came(np.zeros(3), 7)
    found = under_way.tally_under_way(forecast(), SHOCKS, answers, seed=SEED)
    assert found.to_come == ()
    for column in ("expected", "low", "high"):
        assert found.tally[column].tolist() == found.tally["said"].tolist()
    assert found.tally["said"].sum() == N


def test_an_answer_counts_and_leaves_the_others_open():
    found = under_way.tally_under_way(forecast(), SHOCKS, {"S000": "N"}, seed=SEED)
    assert found.tally.set_index("vote")["said"].to_dict() == {"Y": 0, "A": 0, "N": 1, "X": 0}
    assert found.to_come == tuple(f"S{n:03}" for n in range(1, N))
    assert found.tally["expected"].sum() == pytest.approx(N)


def test_a_day_on_which_many_turn_away_lowers_what_is_expected_of_the_rest():
    against, towards = (of_yes(first(came(np.array([0, s, 0]), 3), 40)) for s in (-1.5, 1.5))
    gap = towards["said"] - against["said"]
    assert towards["expected"] - against["expected"] > gap + 5


def test_who_is_silent_tells_nothing_of_who_will_be_away():
    answers = first(came(np.array([0, 0, 0]), 3), 40)
    away = under_way.tally_under_way(forecast(), SHOCKS, answers, seed=SEED).tally
    rest = forecast()[lambda frame: ~frame["iso3"].isin(answers)]
    assert away.set_index("vote").loc["X", "expected"] == pytest.approx(
        (1 - expit(under_way.log_odds_of(rest[list(under_way.COLUMNS)].to_numpy())[:, 0])).sum(),
        rel=0.35,
    )


@pytest.mark.slow
def test_nine_of_ten_days_end_within_the_range_and_it_narrows():
    rng = np.random.default_rng(11)
    inside, widths = [], []
    whole = of_yes({})
    for day in range(40):
        answers = came(rng.normal(0, [0.4, 0.7, 0.4]), day)
        found = of_yes(dict(list(answers.items())[:60]))
        n_yes = list(answers.values()).count("Y")
        inside.append(found["low"] <= n_yes <= found["high"])
        widths.append(found["high"] - found["low"])
    assert np.mean(inside) >= 0.82
    assert np.mean(widths) < 0.8 * (whole["high"] - whole["low"])


def test_a_state_without_a_forecast_counts_and_is_named():
    found = under_way.tally_under_way(forecast(), SHOCKS, {"TUV": "Y"}, seed=SEED)
    assert found.tally.set_index("vote").loc["Y", "said"] == 1
    assert found.left_out.to_dict("records") == [{"iso3": "TUV", "reason": "no_forecast"}]
    assert len(found.to_come) == N


def test_an_answer_that_is_none_is_refused():
    with pytest.raises(AnalysisError, match="found the answer 'yes', expected one of Y, A, N, X"):
        under_way.tally_under_way(forecast(), SHOCKS, {"S000": "yes"}, seed=SEED)


def test_the_same_answers_in_another_order_give_the_same_range():
    answers = first(came(np.zeros(3), 3), 30)
    pd.testing.assert_series_equal(of_yes(answers), of_yes(dict(reversed(answers.items()))))
