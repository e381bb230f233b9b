"""What States had said, as a figure on trial before a vote: known by then, and left out."""

import numpy as np
import pandas as pd
import pytest

from analytics.next_vote import backtest, stated_trial, transitions, vote_model
from tests import tiny_stated
from tests.analytics import recurring_world

NONE_SAID = pd.DataFrame(
    {
        name: pd.Series(dtype=object)
        for name in ("iso3", "topic", "question", "code", "act", "document")
    }
    | {name: pd.Series(dtype="datetime64[us]") for name in ("date_from", "date_to")}
)
SCORED_FROM = np.datetime64("2013-07-01", "D")


@pytest.fixture(scope="module")
def record():
    return recurring_world.record()


@pytest.fixture(scope="module")
def known(record):
    return transitions.situations(record, ahead=vote_model.AHEAD)


@pytest.fixture(scope="module")
def tested(record, known):
    return backtest.run(record, known, seed=1, first_day=SCORED_FROM, n_jobs=1)


@pytest.fixture(scope="module")
def topics(record):
    """Return that one text of the world is on autonomous weapons."""
    about = record.rollcalls.loc[record.rollcalls["title"] == "Robots", "rollcall_id"]
    return pd.DataFrame({"rollcall_id": about, "topic": "laws"})


def said(iso3s, day, code: str) -> pd.DataFrame:
    """Return that some States said something on a day."""
    day = pd.Timestamp(day)
    return pd.DataFrame(
        {
            "iso3": list(iso3s),
            "topic": "laws",
            "question": tiny_stated.LBI,
            "code": code,
            "act": "own_text",
            "document": "Statement",
            "date_from": day,
            "date_to": day,
        }
    )


def tried(record, known, test, topics, positions) -> stated_trial.VoteTrial:
    return stated_trial.run(record, known, test, topics=topics, stated_positions=positions)


def foretold(record) -> pd.DataFrame:
    """Return that before each vote on the text who would vote Yes had spoken for rules."""
    about = np.flatnonzero((record.rollcalls["title"] == "Robots").to_numpy())
    iso3s = record.states["iso3"].to_numpy(dtype=object)
    eve = vote_model.AHEAD + np.timedelta64(1, "D")
    rows = []
    for row in about.tolist():
        for code, vote in (("lbi_ban", transitions.Y), ("no_new_rules", transitions.A)):
            rows.append(said(iso3s[record.codes[row] == vote], record.days[row] - eve, code))
    return pd.concat(rows, ignore_index=True)


@pytest.mark.slow
def test_where_nothing_was_said_nothing_changes(record, known, tested, topics) -> None:
    trial = tried(record, known, tested, topics, NONE_SAID)
    assert len(trial.votes) >= 3
    assert (trial.votes["n_on_record"] == 0).all()
    assert trial.n_learnt == 0
    assert stated_trial.scores(trial, seed=1) is None
    for vote in "yanx":
        np.testing.assert_allclose(
            trial.rows[f"without_{vote}"], trial.rows[f"with_stated_{vote}"], atol=1e-3
        )


@pytest.mark.slow
def test_words_that_tell_the_vote_make_the_error_smaller(record, known, tested, topics) -> None:
    trial = tried(record, known, tested, topics, foretold(record))
    found = stated_trial.scores(trial, seed=1)
    assert found is not None
    assert found.values["bss"] > 0
    assert trial.n_learnt == len(trial.votes)
    assert trial.votes["error_with_stated"].mean() < trial.votes["error_without"].mean()


@pytest.mark.slow
def test_what_is_said_after_a_cut_changes_no_forecast_of_before_it(
    record, known, tested, topics
) -> None:
    before = foretold(record)
    day = tested.events["vote_date"].sort_values().iloc[-1]
    iso3s = record.states["iso3"]
    morning = day - pd.Timedelta(vote_model.AHEAD)
    after = pd.concat([before, said(iso3s, morning, "no_new_rules")], ignore_index=True)
    first, second = (tried(record, known, tested, topics, rows) for rows in (before, after))
    pd.testing.assert_frame_equal(first.rows, second.rows)
    pd.testing.assert_frame_equal(first.votes, second.votes)


@pytest.mark.slow
def test_the_figure_is_of_the_eve_and_of_no_other_text(record, known) -> None:
    is_about = (record.rollcalls["title"] == "Robots").to_numpy()[known.rows]
    event = int(np.flatnonzero(is_about)[-1])
    iso3s = record.states["iso3"].astype(str).tolist()
    morning = record.days[known.rows[event]] - known.ahead
    for days, is_known in ((-1, True), (0, False), (30, False)):
        rows = said(iso3s[:2], morning + np.timedelta64(days, "D"), "lbi_ban")
        figure = stated_trial.figure(record, known, is_about, rows)
        assert bool(figure[event].any()) == is_known
        assert not figure[~is_about].any()
    last = stated_trial.figure(record, known, is_about, said(iso3s[:2], morning - 1, "lbi_ban"))
    assert last[event].tolist() == [1.0, 1.0] + [0.0] * (len(iso3s) - 2)


@pytest.mark.slow
def test_every_vote_on_the_topic_is_tried_or_said_to_be_left_out(
    record, known, tested, topics
) -> None:
    trial = tried(record, known, tested, topics, foretold(record))
    assert set(trial.votes["rollcall_id"]) | set(trial.left_out["key"]) == set(
        topics["rollcall_id"]
    )
    none = tried(record, known, tested, topics.head(0), foretold(record))
    assert none.votes.empty
    assert stated_trial.scores(none, seed=1) is None
