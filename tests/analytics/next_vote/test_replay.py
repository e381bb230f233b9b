"""Past votes counted again name by name, held against a count that is too simple to be wrong."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.next_vote import backtest, replay, tally_under_way, transitions, vote_model
from analytics.next_vote.recurring_votes import RecurringVotes
from tests.analytics import recurring_world

pytestmark = pytest.mark.slow

SEED = 5
FIRST = np.datetime64("2011-07-01", "D")


@pytest.fixture(scope="module")
def record() -> RecurringVotes:
    return recurring_world.record()


@pytest.fixture(scope="module")
def tested(record: RecurringVotes) -> backtest.VoteBackTest:
    known = transitions.situations(record, ahead=vote_model.AHEAD)
    return backtest.run(record, known, seed=SEED, first_day=FIRST)


@pytest.fixture(scope="module")
def board(record: RecurringVotes) -> list[str]:
    """Return the States in an order that is not that of their codes."""
    return record.states["iso3"].tolist()[::-1]


@pytest.fixture(scope="module")
def replayed(
    record: RecurringVotes, tested: backtest.VoteBackTest, board: list[str]
) -> replay.ReplayedVotes:
    return replay.replay(tested, record, board, seed=SEED)


@pytest.mark.slow
def test_what_came_is_the_tally_of_the_vote(
    replayed: replay.ReplayedVotes, tested: backtest.VoteBackTest
) -> None:
    outcomes = tested.rows.merge(tested.events[["event", "rollcall_id"]], on="event")
    counted = outcomes.groupby(["rollcall_id", "outcome"]).size()
    for row in replayed.rows.to_dict("records"):
        assert row["came"] == counted.get((row["rollcall_id"], row["vote"]), 0)


def test_answers_come_in_the_order_of_the_names_on_the_board(
    replayed: replay.ReplayedVotes,
    tested: backtest.VoteBackTest,
    board: list[str],
) -> None:
    """The range halfway is the one of the day, asked with the first half of the alphabet."""
    row = replayed.rows.query("entering == 'voters' and share == 0.5 and vote == 'Y'").iloc[-1]
    event = tested.events.set_index("rollcall_id").loc[row["rollcall_id"]]
    states = tested.rows[tested.rows["event"] == event["event"]]
    states = states.set_index("iso3").loc[board].reset_index()
    voted = states[states["outcome"] != "X"]
    first = voted.head(round(len(voted) / 2))
    days = tested.shocks["vote_date"].to_numpy(dtype="datetime64[D]")
    session = backtest.sessions(days)
    mine = backtest.sessions(np.array([event["vote_date"]], dtype="datetime64[D]"))[0]
    day = days[session == mine].min() - vote_model.AHEAD
    now = tally_under_way.tally_under_way(
        states,
        backtest.lessons(tested, day=day).shocks,
        dict(zip(first["iso3"], first["outcome"], strict=True)),
        seed=SEED,
    ).tally.iloc[0]
    assert row["expected"] == pytest.approx(now["expected"], abs=0.5)  # fewer draws than the day's
    assert (row["low"], row["high"]) == pytest.approx((now["low"], now["high"]), abs=1)


def test_the_base_rate_lets_all_others_do_as_last_time(
    replayed: replay.ReplayedVotes, tested: backtest.VoteBackTest
) -> None:
    rows = replayed.rows.query("share == 0 and vote == 'Y' and entering == 'all'")
    last = tested.events.set_index("rollcall_id")["last_yes"]
    assert rows["base"].tolist() == last[rows["rollcall_id"]].tolist()


def test_more_names_narrow_the_range_and_lessen_the_error(
    replayed: replay.ReplayedVotes,
) -> None:
    found = replayed.summary.query("entering == 'all' and vote == 'Y'").set_index("share")
    assert found["width"].is_monotonic_decreasing
    assert found["error"].iloc[-1] < found["error"].iloc[0]
    assert (found["n"] == len(recurring_world.TEXTS)).all()
    assert found["within"].between(0, 1).all()


def test_what_is_left_out_is_said(replayed: replay.ReplayedVotes, record: RecurringVotes) -> None:
    told = set(replayed.rows["rollcall_id"]) | set(replayed.left_out["key"])
    assert told == set(record.rollcalls["rollcall_id"])
    assert set(replayed.left_out["reason"]) == {"not_foretold", "too_few_before"}


@pytest.mark.slow
def test_the_same_seed_gives_the_same_ranges(
    record: RecurringVotes,
    tested: backtest.VoteBackTest,
    board: list[str],
    replayed: replay.ReplayedVotes,
) -> None:
    again = replay.replay(tested, record, board, seed=SEED)
    pd.testing.assert_frame_equal(again.summary, replayed.summary, check_exact=True)
