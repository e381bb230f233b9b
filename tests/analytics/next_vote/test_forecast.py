from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import logit

from analytics import resampling
from analytics.next_vote import (
    backtest,
    counts_baseline,
    forecast,
    recurring_votes,
    skill,
    transitions,
    vote_model,
)
from analytics.next_vote.recurring_votes import RecurringVotes
from data.errors import AnalysisError
from tests.analytics import recurring_world

DAY = pd.Timestamp("2013-12-03")
SEED = 5
FIRST = np.datetime64("2011-07-01", "D")
LESSONS = vote_model.Lessons(0.03, np.array([[0.5, -0.5, 0.0], [-0.5, 0.0, 0.5]]))

shares = st.floats(0.001, 0.999, allow_nan=False)


def back_test(record: RecurringVotes) -> backtest.VoteBackTest:
    known = transitions.situations(record, ahead=vote_model.AHEAD)
    return backtest.run(record, known, seed=SEED, first_day=FIRST)


def asked(record: RecurringVotes) -> forecast.Forecast:
    return forecast.next_vote(record, "robots", lessons=LESSONS, seed=SEED, day=DAY)


@pytest.fixture(scope="module")
def record() -> RecurringVotes:
    return recurring_world.record()


@pytest.fixture(scope="module")
def expected(record) -> forecast.Forecast:
    return asked(record)


@pytest.fixture(scope="module")
def tested(record) -> backtest.VoteBackTest:
    return back_test(record)


@pytest.fixture(scope="module")
def shuffled() -> backtest.VoteBackTest:
    """Return the back-test of the record in which all from the day on is dealt out anew."""
    return back_test(recurring_world.after_shuffled(DAY))


@given(shares, shares, shares)
def test_outcomes_are_probabilities(votes, yes, no):
    found = vote_model.chances(logit(np.array([votes, yes, no])))
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
    again = asked(record)
    pd.testing.assert_frame_equal(again.tally, expected.tally)
    pd.testing.assert_frame_equal(again.yes, expected.yes)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["shuffled", "deleted"])
def test_nothing_of_the_day_or_later_changes_a_forecast_by_a_bit(how, expected):
    if how == "shuffled":
        other = recurring_world.after_shuffled(DAY)
    else:
        calls = recurring_world.tables()["rollcalls"]
        other = recurring_world.record(rollcalls=calls[calls["vote_date"] < DAY])
    found = asked(other)
    for name in ("states", "tally", "yes"):
        pd.testing.assert_frame_equal(
            getattr(found, name), getattr(expected, name), check_exact=True
        )


@pytest.mark.slow
def test_what_came_later_changes_no_forecast_of_the_back_test(tested, shuffled):
    is_early = tested.events["vote_date"] < DAY
    before = tested.rows["event"].isin(tested.events["event"][is_early])
    assert before.any()
    pd.testing.assert_frame_equal(
        tested.rows[before], shuffled.rows[before.to_numpy()], check_exact=True
    )


@pytest.mark.slow
def test_the_forecasts_of_the_day_itself_know_nothing_of_it(tested, shuffled):
    of_day = tested.events["event"][tested.events["vote_date"] == DAY]
    columns = [name for name in tested.rows if name != "outcome"]
    one, two = (rows[rows["event"].isin(of_day)][columns] for rows in (tested.rows, shuffled.rows))
    assert len(one) == len(recurring_world.TEXTS) * recurring_world.N_STATES
    pd.testing.assert_frame_equal(one, two, check_exact=True)
    foretold = ["event", "last_yes", "expected", "low", "high"]
    one, two = (
        test.events[test.events["event"].isin(of_day)][foretold] for test in (tested, shuffled)
    )
    pd.testing.assert_frame_equal(one, two, check_exact=True)


@pytest.mark.slow
def test_forecasts_half_a_year_ahead_know_nothing_of_that_half_year(record, tested):
    day = pd.Timestamp("2013-06-05")  # 181 days before the votes of December
    world = recurring_world.tables()
    extra = world["rollcalls"][world["rollcalls"]["vote_date"] == DAY].assign(
        vote_date=day, rollcall_id=lambda calls: "x" + calls["rollcall_id"], title="Other"
    )
    votes = world["votes"][world["votes"]["rollcall_id"].isin(extra["rollcall_id"].str[1:])]
    votes = votes.assign(rollcall_id="x" + votes["rollcall_id"], vote="N")
    topics = pd.DataFrame({"rollcall_id": extra["rollcall_id"], "topic": "disarmament"})
    other = back_test(
        recurring_world.record(
            rollcalls=pd.concat([world["rollcalls"], extra], ignore_index=True),
            votes=pd.concat([world["votes"], votes], ignore_index=True),
            topics=pd.concat([world["topics"], topics], ignore_index=True),
        )
    )
    columns = ["iso3", "p_y", "p_a", "p_n", "p_x", "nine", "base_y"]
    one, two = (
        test.rows[test.rows["event"].isin(test.events["event"][test.events["vote_date"] == DAY])]
        for test in (tested, other)
    )
    assert len(one) == len(recurring_world.TEXTS) * recurring_world.N_STATES
    pd.testing.assert_frame_equal(
        one[columns].reset_index(drop=True), two[columns].reset_index(drop=True), check_exact=True
    )


@pytest.mark.slow
def test_lessons_are_of_votes_before_the_day(tested):
    early = backtest.lessons(tested, day=np.datetime64("2012-06-01"))
    years = tested.shocks["vote_date"].dt.year
    assert len(early.shocks) == (years <= 2011).sum() < len(tested.shocks)
    assert early.strength in vote_model.STRENGTHS
    none = backtest.lessons(tested, day=np.datetime64("1999-01-01"))
    assert none is vote_model.NO_LESSONS


@pytest.mark.slow
def test_who_moves_is_foretold_where_it_can_be(tested):
    found = skill.measure(tested, seed=SEED, n_replicates=50)
    assert found.over_rates.values["bss"] > 0.2
    assert found.over_rates.low["bss"] > 0
    assert found.scores.n_groups == len(recurring_world.TEXTS)
    assert found.scores.values["auc"] > 0.85
    assert found.recall_at_10 >= found.recall_base
    assert found.outcomes["method"].iloc[0] == "model"


@pytest.mark.slow
def test_skill_is_over_the_nine_counts_on_the_same_rows(tested):
    found = skill.measure(tested, seed=SEED, n_replicates=0)
    rows = tested.rows[tested.rows["last"].isin(["A", "N"]) & (tested.rows["outcome"] != "X")]
    yes = rows["outcome"] == "Y"
    ours = ((rows["p_y"] / (1 - rows["p_x"]) - yes) ** 2).mean()
    theirs = ((rows["nine"] - yes) ** 2).mean()
    assert found.scores.values["bss"] == pytest.approx(1 - ours / theirs)
    assert found.nine.values["brier"] == pytest.approx(theirs)
    assert len(rows) == found.scores.n_rows


@pytest.mark.slow
def test_without_a_pattern_there_is_no_skill():
    world = recurring_world.tables()
    rng = np.random.default_rng(11)
    vote = rng.permutation(world["votes"]["vote"].to_numpy())
    record = recurring_world.record(votes=world["votes"].assign(vote=vote))
    found = skill.measure(back_test(record), seed=SEED, n_replicates=0).over_rates
    assert found.values["bss"] < 0.05
    assert 0.4 < found.values["auc"] < 0.6


@pytest.mark.slow
def test_moves_are_listed_with_their_rank(tested):
    key = str(tested.events["rollcall_id"].iloc[0])
    found = backtest.moves(tested, key)
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
    states = asked(other).states.set_index("iso3")
    assert states.index[~states["has_basis"]].tolist() == ["SAA"]
    assert states.loc["SAA", "last"] == ""


def test_movers_go_to_yes_or_from_it(expected):
    found = forecast.movers(expected)
    to_yes = found["direction"] == "to_yes"
    assert (found["last"][~to_yes] == "Y").all()
    assert found["last"][to_yes].isin(["A", "N"]).all()
    assert (found["p_moves"][to_yes] == found["p_y"][to_yes]).all()
    assert found["p_moves"].is_monotonic_decreasing


@pytest.mark.slow
def test_without_a_day_the_next_vote_is_a_year_after_the_last(record):
    found = forecast.next_vote(record, "robots", lessons=vote_model.NO_LESSONS, seed=SEED)
    assert found.day == pd.Timestamp("2017-12-03")
    assert "robots" in set(forecast.series(record)["series"])


def test_a_text_without_a_recent_vote_is_refused(record):
    with pytest.raises(AnalysisError, match="no vote of the last five years on 'peace'"):
        forecast.next_vote(record, "peace", lessons=vote_model.NO_LESSONS, seed=SEED)


def test_too_little_history_is_refused(record):
    early = pd.Timestamp("2004-12-03")
    with pytest.raises(AnalysisError, match="found 14 votes before 2004-12-03 that follow another"):
        forecast.next_vote(record, "robots", lessons=vote_model.NO_LESSONS, seed=SEED, day=early)


def test_situations_are_of_every_vote_that_follows_another(record):
    known = transitions.situations(record)
    assert known.figures.shape[2] == len(transitions.COLUMNS)
    assert np.isfinite(known.figures).all()
    later, before = recurring_votes.consecutive_votes(record)
    assert known.rows.tolist() == later.tolist()
    code = record.codes[before]
    voted = code != transitions.X
    assert (known.last[voted] == code[voted]).all()


@pytest.mark.proof
@pytest.mark.real
def test_a_forecast_on_the_real_record_is_the_same_with_the_future_deleted(snapshot):
    names = ("states", "rollcalls", "topics", "votes", "sponsors")
    tables = {name: snapshot.frame(name) for name in names}
    tables["rollcalls"] = resampling.with_text_ids(
        tables["rollcalls"], snapshot.frame("repeated_votes")
    )
    record = recurring_votes.build(**tables)
    day = pd.Timestamp("2025-12-01")
    title = "lethal autonomous weapons systems"
    lessons = vote_model.NO_LESSONS
    found = forecast.next_vote(record, title, lessons=lessons, seed=SEED, day=day)
    calls = tables["rollcalls"]
    cut = recurring_votes.build(**(tables | {"rollcalls": calls[calls["vote_date"] < day]}))
    other = forecast.next_vote(cut, title, lessons=lessons, seed=SEED, day=day)
    pd.testing.assert_frame_equal(found.states, other.states, check_exact=True)
    pd.testing.assert_frame_equal(found.tally, other.tally, check_exact=True)
    assert found.rollcall_id == "a_res_79_62"


@pytest.mark.slow
def test_the_nine_counts_learn_from_votes_before_the_day_only(record):
    known = transitions.situations(record, ahead=vote_model.AHEAD)
    shuffled = recurring_world.after_shuffled(DAY)
    other = transitions.situations(shuffled, ahead=vote_model.AHEAD)
    day = np.datetime64(DAY, "D")
    here = record.days[known.rows] == day
    one, two = (
        counts_baseline.chances(
            counts_baseline.fit(of, known_of, day, counts_baseline.counts(known_of)),
            counts_baseline.counts(known_of)[here].reshape(-1, len(counts_baseline.COLUMNS)),
        )
        for of, known_of in ((record, known), (shuffled, other))
    )
    assert (one == two).all()
    assert one.max() > 0.5 > one.min()


def test_a_shock_is_by_how_much_a_vote_differed_for_all():
    odds = np.zeros((1000, 3))
    codes = np.where(np.arange(1000) < 800, transitions.X, transitions.Y).astype(np.int8)
    votes, yes, no = vote_model.shock(odds, codes)
    assert votes == pytest.approx(logit(0.2), abs=0.05)
    assert yes > 1
    assert no == 0


def test_simulated_tallies_take_over_the_shocks():
    odds = np.zeros((100, 3))
    still, shaken = (
        vote_model.simulated(odds, vote_model.Lessons(0.03, shocks), seed=SEED)
        for shocks in (np.zeros((1, 3)), np.array([[-2.0, 0, 0], [2.0, 0, 0]]))
    )
    assert (still.sum(axis=1) == 100).all()
    assert shaken[:, 3].std() > 4 * still[:, 3].std()
