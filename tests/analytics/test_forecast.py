from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import forecast, forecast_backtest, recurring, transitions
from data.errors import AnalysisError
from tests.analytics import recurring_world

DAY = pd.Timestamp("2013-12-03")
SEED = 5
FIRST = np.datetime64("2011-07-01", "D")

shares = st.floats(0, 1, allow_nan=False)


@pytest.fixture(scope="module")
def record() -> recurring.Record:
    return recurring_world.record()


@pytest.fixture(scope="module")
def expected(record) -> forecast.Forecast:
    return forecast.next_vote(record, "robots", seed=SEED, day=DAY)


@pytest.fixture(scope="module")
def tested(record) -> forecast_backtest.BackTest:
    return forecast_backtest.run(record, seed=SEED, first_day=FIRST)


@pytest.fixture(scope="module")
def shuffled() -> forecast_backtest.BackTest:
    """Return the back-test of the record in which all from the day on is dealt out anew."""
    return forecast_backtest.run(recurring_world.after_shuffled(DAY), seed=SEED, first_day=FIRST)


@given(shares, shares, shares)
def test_outcomes_are_probabilities(votes, yes, no):
    found = forecast.outcomes(np.array([votes, yes, no]))
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1)


def test_each_state_has_four_probabilities_and_the_tally_counts_all(expected):
    p = expected.states[["p_y", "p_a", "p_n", "p_x"]]
    assert p.sum(axis=1).to_numpy() == pytest.approx(1)
    assert expected.tally["expected"].sum() == pytest.approx(recurring_world.N_STATES)
    assert expected.tally["last"].sum() == recurring_world.N_STATES
    assert (expected.tally["low"] <= expected.tally["high"]).all()
    assert expected.yes["share"].sum() == pytest.approx(1)


def test_the_state_nearest_to_the_text_is_the_likeliest_to_move(expected):
    could = expected.states[expected.states["last"].isin(["A", "N"])]
    assert could.sort_values("iso3")["p_y"].idxmax() == could["iso3"].idxmax()


def test_the_same_seed_gives_the_same_tally(record, expected):
    again = forecast.next_vote(record, "robots", seed=SEED, day=DAY)
    pd.testing.assert_frame_equal(again.tally, expected.tally)
    pd.testing.assert_frame_equal(again.yes, expected.yes)


@pytest.mark.parametrize("how", ["shuffled", "deleted"])
def test_nothing_of_the_day_or_later_changes_a_forecast_by_a_bit(how, expected):
    if how == "shuffled":
        other = recurring_world.after_shuffled(DAY)
    else:
        calls = recurring_world.tables()["rollcalls"]
        other = recurring_world.record(rollcalls=calls[calls["vote_date"] < DAY])
    found = forecast.next_vote(other, "robots", seed=SEED, day=DAY)
    for name in ("states", "tally", "yes"):
        pd.testing.assert_frame_equal(
            getattr(found, name), getattr(expected, name), check_exact=True
        )


def test_what_came_later_changes_no_forecast_of_the_back_test(tested, shuffled):
    is_early = tested.events["vote_date"] < DAY
    before = tested.rows["event"].isin(tested.events["event"][is_early])
    assert before.any()
    pd.testing.assert_frame_equal(
        tested.rows[before], shuffled.rows[before.to_numpy()], check_exact=True
    )


def test_the_forecasts_of_the_day_itself_know_nothing_of_it(tested, shuffled):
    of_day = tested.events["event"][tested.events["vote_date"] == DAY]
    columns = [name for name in tested.rows if name != "outcome"]
    one, two = (rows[rows["event"].isin(of_day)][columns] for rows in (tested.rows, shuffled.rows))
    assert len(one) == len(recurring_world.TEXTS) * recurring_world.N_STATES
    pd.testing.assert_frame_equal(one, two, check_exact=True)


def test_who_moves_is_foretold_where_it_can_be(tested):
    found = forecast_backtest.skill(tested, seed=SEED, n_replicates=50)
    assert found.scores.values["bss"] > 0.2
    assert found.scores.low["bss"] > 0
    assert found.scores.values["auc"] > 0.85
    assert found.recall_at_10 >= found.recall_base
    assert found.outcomes["method"].iloc[0] == "model"


def test_without_a_pattern_there_is_no_skill():
    world = recurring_world.tables()
    rng = np.random.default_rng(11)
    vote = rng.permutation(world["votes"]["vote"].to_numpy())
    record = recurring_world.record(votes=world["votes"].assign(vote=vote))
    test = forecast_backtest.run(record, seed=SEED, first_day=FIRST)
    found = forecast_backtest.skill(test, seed=SEED, n_replicates=0).scores
    assert found.values["bss"] < 0.05
    assert 0.4 < found.values["auc"] < 0.6


def test_moves_are_listed_with_their_rank(tested):
    key = str(tested.events["rollcall_id"].iloc[0])
    found = forecast_backtest.moves(tested, key)
    moved = found[(found["outcome"] != found["last"]) & (found["outcome"] != "X")]
    rows = tested.rows[tested.rows["event"] == tested.events["event"].iloc[0]]
    other = rows[
        (rows["last"] != rows["outcome"]) & (rows["outcome"] != "X") & (rows["last"] != "")
    ]
    assert set(moved["iso3"]) == set(other["iso3"])
    assert found["p_moves"].is_monotonic_decreasing
    assert set(range(1, 11)) <= set(found["rank"])


def test_a_state_that_never_voted_on_the_text_has_no_basis(record):
    world = recurring_world.tables()
    on_text = world["rollcalls"].loc[world["rollcalls"]["title"] == "Robots", "rollcall_id"]
    is_silent = (world["votes"]["iso3"] == "SAA") & world["votes"]["rollcall_id"].isin(on_text)
    vote = world["votes"]["vote"].mask(is_silent, "X")
    other = recurring_world.record(votes=world["votes"].assign(vote=vote))
    states = forecast.next_vote(other, "robots", seed=SEED, day=DAY).states.set_index("iso3")
    assert states.index[~states["has_basis"]].tolist() == ["SAA"]
    assert states.loc["SAA", "last"] == ""


def test_movers_go_to_yes_or_from_it(expected):
    found = forecast.movers(expected)
    to_yes = found["direction"] == "to_yes"
    assert (found["last"][~to_yes] == "Y").all()
    assert found["last"][to_yes].isin(["A", "N"]).all()
    assert (found["p_moves"][to_yes] == found["p_y"][to_yes]).all()
    assert found["p_moves"].is_monotonic_decreasing


def test_without_a_day_the_next_vote_is_a_year_after_the_last(record):
    assert forecast.next_vote(record, "robots", seed=SEED).day == pd.Timestamp("2017-12-03")
    assert "robots" in set(forecast.series(record)["series"])


def test_a_text_without_a_recent_vote_is_refused(record):
    with pytest.raises(AnalysisError, match="no vote of the last five years on 'peace'"):
        forecast.next_vote(record, "peace", seed=SEED)


def test_too_little_history_is_refused(record):
    early = pd.Timestamp("2004-12-03")
    with pytest.raises(AnalysisError, match="found 14 votes before 2004-12-03 that follow another"):
        forecast.next_vote(record, "robots", seed=SEED, day=early)


def test_situations_are_of_every_vote_that_follows_another(record):
    known = transitions.situations(record)
    assert known.figures.shape[2] == len(transitions.COLUMNS)
    assert np.isfinite(known.figures).all()
    later, before = recurring.votes_again(record)
    assert known.rows.tolist() == later.tolist()
    code = record.codes[before]
    voted = code != transitions.X
    assert (known.last[voted] == code[voted]).all()


@pytest.mark.real
def test_a_forecast_on_the_real_record_is_the_same_with_the_future_deleted(snapshot):
    tables = {name: snapshot.frame(name) for name in ("states", "rollcalls", "topics", "votes")}
    record = recurring.gather(**tables)
    day = pd.Timestamp("2025-12-01")
    title = "lethal autonomous weapons systems"
    found = forecast.next_vote(record, title, seed=SEED, day=day)
    calls = tables["rollcalls"]
    cut = recurring.gather(**(tables | {"rollcalls": calls[calls["vote_date"] < day]}))
    other = forecast.next_vote(cut, title, seed=SEED, day=day)
    pd.testing.assert_frame_equal(found.states, other.states, check_exact=True)
    pd.testing.assert_frame_equal(found.tally, other.tally, check_exact=True)
    assert found.rollcall_id == "a_res_79_62"
