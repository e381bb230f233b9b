from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import resampling
from analytics.agreement import dyad
from data.errors import AnalysisError
from tests.analytics import drawn

CAST = {"CHL": "YYNAXY", "KEN": "YYNAYY", "NGA": "YNNYYX", "NLD": "NNYAYA", "POL": "XXYXXX"}


@pytest.fixture
def record():
    """Return six roll calls, the first two on one text, by five States."""
    rollcalls = drawn.rollcalls(6, text_id=[0, 0, 1, 2, 3, 4])
    rollcalls["session_number"] = pd.array([70, 70, 70, 71, 71, pd.NA], dtype="Int64")
    return drawn.votes(CAST), rollcalls


def many(seed: int, *, n_times: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return 60 texts of three sessions, voted on so many times, by three States that draw."""
    codes = np.random.default_rng(seed).integers(0, 3, size=(60, 3)).astype(np.int8)
    n = 60 * n_times
    rollcalls = drawn.rollcalls(n, text_id=np.repeat(np.arange(60), n_times))
    rollcalls["session_number"] = pd.array(np.repeat([70, 71, 72], n // 3), dtype="Int64")
    return drawn.of_codes(np.repeat(codes, n_times, axis=0)), rollcalls


def test_two_states_are_compared_roll_call_by_roll_call(record):
    pair = dyad.of_pair(*record, "CHL", "NLD", seed=1)
    assert (pair.n_shared, pair.n_texts, pair.n_rollcalls) == (5, 4, 6)
    assert (pair.n_absent_a, pair.n_absent_b) == (1, 0)
    assert pair.table.loc["Y"].tolist() == [0, 1, 2]
    assert pair.table.loc["A"].tolist() == [0, 1, 0]
    assert pair.table.loc["N"].tolist() == [1, 0, 0]
    assert pair.votes["way"].tolist() == ["opposite", "opposite", "opposite", "same", "half"]
    assert pair.votes["agreed"].tolist() == [0, 0, 0, 1, 0.5]
    assert pair.ways["n"].tolist() == [1, 1, 3]
    assert pair.ways["share"].tolist() == [0.2, 0.2, 0.6]
    assert pair.ways[["q05", "q95"]].isna().all(axis=None)


def test_what_two_at_random_do_is_counted_from_each_roll_call(record):
    votes = dyad.of_pair(*record, "CHL", "NLD", seed=1).votes.set_index("rollcall_id")
    assert votes.loc["r0000", "by_house"] == pytest.approx(3 / 6)
    assert votes.loc["r0001", "by_house"] == pytest.approx(2 / 6)
    assert votes.loc["r0005", "by_house"] == pytest.approx((1 + 0.5 + 0.5) / 3)


def test_a_text_that_divides_stands_once_with_how_often(record):
    frame = dyad.dividing(dyad.of_pair(*record, "CHL", "NLD", seed=1))
    assert frame["text_id"].tolist() == [0, 1, 4]
    first = frame.iloc[0]
    assert first[["n_votes", "n_divided", "n_opposite"]].tolist() == [2, 2, 2]
    assert first[["rollcall_id", "vote_a", "vote_b"]].tolist() == ["r0001", "Y", "N"]
    assert frame.iloc[2][["n_votes", "n_divided", "n_opposite"]].tolist() == [1, 1, 0]


def test_the_latest_vote_shown_is_one_that_divided_them():
    votes = drawn.votes({"AAA": "YYYY", "BBB": "NYAY"})
    pair = dyad.of_pair(votes, drawn.rollcalls(4, text_id=[0, 0, 0, 1]), "AAA", "BBB", seed=0)
    (row,) = dyad.dividing(pair).to_dict("records")
    assert (row["rollcall_id"], row["vote_b"]) == ("r0002", "A")
    assert (row["n_votes"], row["n_divided"], row["n_opposite"]) == (3, 2, 1)


def test_states_that_never_differ_have_no_dividing_text(record):
    votes, rollcalls = record
    frame = dyad.dividing(dyad.of_pair(votes, rollcalls, "CHL", "KEN", seed=1))
    assert frame.empty
    assert "n_divided" in frame


def test_subjects_are_counted_apart_and_the_most_dividing_comes_first(record):
    pair = dyad.of_pair(*record, "CHL", "NLD", seed=1)
    coded = pd.DataFrame(
        [("r0000", "nuclear"), ("r0003", "nuclear"), ("r0003", "laws"), ("r0001", "space")],
        columns=["rollcall_id", "topic"],
    )
    frame = dyad.by_subject(pair, coded, seed=0)
    assert frame["topic"].tolist() == ["space", "nuclear", "laws"]
    nuclear = frame.iloc[1]
    assert nuclear[["n_shared", "n_texts", "n_same", "n_half", "n_opposite"]].tolist() == [
        2, 2, 1, 0, 1,
    ]  # fmt: skip
    assert (nuclear["same"], nuclear["agreed"]) == (0.5, 0.5)
    assert nuclear["by_house"] == pytest.approx((3 / 6 + (3 + 1.5) / 6) / 2)
    assert frame["same_q05"].isna().all()


def test_intervals_hold_the_share_and_widen_when_texts_come_back():
    widths = []
    for n_times in (1, 5):
        pair = dyad.of_pair(*many(5, n_times=n_times), "SAA", "SAB", seed=1)
        ways = pair.ways
        assert (ways["q05"] < ways["share"]).all()
        assert (ways["share"] < ways["q95"]).all()
        widths.append((ways["q95"] - ways["q05"]).mean())
    assert widths[0] == pytest.approx(widths[1], rel=0.15)  # five times the votes tell no more


@pytest.mark.slow
def test_intervals_hold_the_true_share_about_nine_times_in_ten():
    held = []
    for seed in range(80):
        rng = np.random.default_rng([7, seed])
        first = rng.integers(0, 2, size=40) * 2
        codes = np.stack([first, np.where(rng.random(40) < 0.7, first, 2 - first)], axis=1)
        votes = drawn.of_codes(np.repeat(codes, 3, axis=0).astype(np.int8))
        rollcalls = drawn.rollcalls(120, text_id=np.repeat(range(40), 3))
        same = dyad.of_pair(votes, rollcalls, "SAA", "SAB", seed=seed, n_replicates=200).ways.iloc[
            0
        ]
        held.append(same["q05"] <= 0.7 <= same["q95"])
    assert 0.8 <= np.mean(held) <= 0.97


def test_what_no_text_shows_is_bounded_by_the_number_of_texts():
    votes = drawn.votes({"AAA": "Y" * 60, "BBB": "Y" * 60, "CCC": "N" * 60})
    rollcalls = drawn.rollcalls(60, text_id=np.repeat(range(20), 3))
    same, half, opposite = dyad.of_pair(votes, rollcalls, "AAA", "BBB", seed=0).ways.to_dict(
        "records"
    )
    assert (same["share"], same["q95"], half["q05"]) == (1, 1, 0)
    assert same["q05"] == pytest.approx(0.05 ** (1 / 20), abs=1e-6)
    assert opposite["q95"] == pytest.approx(1 - 0.05 ** (1 / 20), abs=1e-6)


def test_sessions_with_little_shared_tell_nothing_and_with_few_texts_no_interval():
    pair = dyad.of_pair(*many(5), "SAA", "SAB", seed=1)
    by_session = pair.by_session
    assert by_session["session_number"].tolist() == [70, 71, 72]
    held = pair.votes.groupby("session_number")
    np.testing.assert_allclose(by_session["agreed"], held["agreed"].mean(), atol=1e-6)
    np.testing.assert_allclose(by_session["by_house"], held["by_house"].mean(), atol=1e-6)
    assert (by_session["agreed_q05"] < by_session["agreed"]).all()
    assert (by_session["agreed"] < by_session["agreed_q95"]).all()
    votes, rollcalls = many(5)
    few = dyad.of_pair(votes, rollcalls.assign(text_id=np.arange(60) % 9), "SAA", "SAB", seed=1)
    assert few.by_session["agreed"].notna().all()
    assert few.by_session["agreed_q05"].isna().all()
    none = dyad.of_pair(votes, rollcalls.groupby("session_number").head(4), "SAA", "SAB", seed=1)
    assert none.by_session["agreed"].isna().all()


def test_a_pair_turned_round_is_the_same_pair(record):
    one, other = (
        dyad.of_pair(*record, "CHL", "NLD", seed=1),
        dyad.of_pair(*record, "NLD", "CHL", seed=1),
    )
    np.testing.assert_array_equal(one.table, other.table.T)
    pd.testing.assert_frame_equal(one.ways, other.ways)
    assert one.votes["vote_a"].tolist() == other.votes["vote_b"].tolist()


def test_states_that_never_met_share_nothing():
    votes = drawn.votes({"AAA": "YYXX", "BBB": "XXNN", "CCC": "YNYN"})
    pair = dyad.of_pair(votes, drawn.rollcalls(4), "AAA", "BBB", seed=0)
    assert (pair.n_shared, pair.n_texts) == (0, 0)
    assert pair.ways["n"].tolist() == [0, 0, 0]
    assert pair.ways["share"].isna().all()
    assert pair.by_session.empty


def test_what_cannot_be_compared_is_refused(record):
    votes, rollcalls = record
    with pytest.raises(AnalysisError, match="found CHL twice, expected two different States"):
        dyad.of_pair(votes, rollcalls, "CHL", "CHL", seed=1)
    with pytest.raises(AnalysisError, match="found no votes of QAT, expected a State that voted"):
        dyad.of_pair(votes, rollcalls, "CHL", "QAT", seed=1)
    with pytest.raises(AnalysisError, match=f"roll calls without {resampling.TEXT}"):
        dyad.of_pair(votes, rollcalls.drop(columns="text_id"), "CHL", "NLD", seed=1)
