from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.agreement import closeness, comparison
from tests.analytics import drawn

N = 30
EVERYTHING = comparison.PairQuestion(None, comparison.ALL_SESSIONS, is_contested=False)


@pytest.fixture
def record():
    """Return 30 divided roll calls of two sessions, on two topics, and six States' votes."""
    codes = np.random.default_rng(3).integers(0, 3, size=(N, 6)).astype(np.int8)
    codes[:, 1] = codes[:, 0]
    codes[:, 2] = 2 - codes[:, 0]
    codes[12:, 5] = 3
    codes[:3, 5] = 3
    codes[20, 5] = 0
    codes[3, 5] = 3
    rollcalls = drawn.rollcalls(N)
    rollcalls["session_number"] = pd.array([70] * 10 + [71] * 20, dtype="Int64")
    for k, column in enumerate(("n_no", "n_abstain", "n_yes")):
        rollcalls[column] = (codes == k).sum(axis=1)
    keys = rollcalls["rollcall_id"]
    topics = pd.DataFrame({"rollcall_id": keys, "topic": ["nuclear"] * 12 + ["economic"] * 18})
    return {"votes": drawn.of_codes(codes), "rollcalls": rollcalls, "topics": topics}


def usable(record, question):
    tables = {name: record[name] for name in ("rollcalls", "topics")}
    return comparison.usable(question, **tables)["rollcall_id"].tolist()


def test_a_topic_and_a_window_choose_the_roll_calls(record):
    keys = record["rollcalls"]["rollcall_id"].tolist()
    assert usable(record, EVERYTHING) == keys
    nuclear = comparison.PairQuestion("nuclear", comparison.ALL_SESSIONS, is_contested=False)
    assert usable(record, nuclear) == keys[:12]
    assert usable(record, comparison.PairQuestion(None, 1, is_contested=False)) == keys[10:]


def test_what_is_separate_unchecked_in_committee_or_undivided_is_left_out(record):
    rollcalls = record["rollcalls"]
    rollcalls.loc[0, "is_paragraph_vote"] = True
    rollcalls.loc[1, "is_amendment_vote"] = True
    rollcalls.loc[2, "status"] = "mismatch"
    rollcalls.loc[3, "body"] = "first_committee"
    rollcalls.loc[4, ["n_no", "n_abstain", "n_yes"]] = 0, 0, 6
    keys = rollcalls["rollcall_id"].tolist()
    assert usable(record, EVERYTHING) == keys[4:]
    contested = comparison.PairQuestion(None, comparison.ALL_SESSIONS, is_contested=True)
    assert usable(record, contested) == keys[5:]


def test_a_text_coded_once_in_five_votes_is_on_the_topic_every_time(record):
    rollcalls = record["rollcalls"].assign(text_id=[0] * 5 + [1] * 6 + list(range(2, 21)))
    topics = pd.DataFrame({"rollcall_id": ["r0000", "r0005"], "topic": "laws"})
    coded = comparison.coded(rollcalls, topics)
    assert coded["rollcall_id"].tolist() == [f"r{k:04d}" for k in range(5)]
    laws = comparison.PairQuestion("laws", comparison.ALL_SESSIONS, is_contested=False)
    assert usable({"rollcalls": rollcalls, "topics": topics}, laws) == coded["rollcall_id"].tolist()


@pytest.mark.parametrize(
    ("question", "a", "b", "reason"),
    [
        (EVERYTHING, "SAA", "SAA", "same_state"),
        (comparison.PairQuestion("aimd", 1000, is_contested=False), "SAA", "SAB", "no_rollcalls"),
        (EVERYTHING, "QAT", "SAA", "never_voted_a"),
        (EVERYTHING, "SAA", "QAT", "never_voted_b"),
        (comparison.PairQuestion(None, 1, is_contested=False), "SAF", "SAA", None),
        (EVERYTHING, "SAA", "SAC", None),
    ],
)
def test_what_cannot_be_told_of_a_pair_has_a_reason(record, question, a, b, reason):
    found = comparison.of_pair(question, a, b, seed=0, **record)
    assert found.reason == reason
    assert reason is None or reason in comparison.REASONS
    assert (found.pair is None) == (reason is not None)


def test_a_state_with_nine_votes_is_told_and_known_for_few(record):
    found = comparison.of_pair(EVERYTHING, "SAF", "SAA", seed=0, **record)
    assert (found.pair.n_shared, found.is_few) == (9, True)
    assert len(found.pair.votes) == 9
    assert not comparison.of_pair(EVERYTHING, "SAA", "SAB", seed=0, **record).is_few


def test_one_text_voted_on_thirty_times_is_few(record):
    one_text = record | {"rollcalls": record["rollcalls"].assign(text_id=0)}
    found = comparison.of_pair(EVERYTHING, "SAA", "SAC", seed=0, **one_text)
    assert (found.pair.n_shared, found.pair.n_texts, found.is_few) == (N, 1, True)
    assert found.pair.ways["q05"].isna().all()


def test_all_pairs_stand_on_the_roll_calls_of_the_question(record):
    nuclear = comparison.PairQuestion("nuclear", comparison.ALL_SESSIONS, is_contested=True)
    everybody = comparison.of_all(nuclear, seed=0, **record)
    pair = comparison.of_pair(nuclear, "SAD", "SAC", seed=0, **record).pair
    row = closeness.pair_row(everybody, "SAD", "SAC")
    assert everybody.n_rollcalls == pair.n_rollcalls == 12
    assert row[["n_same", "n_half", "n_opposite"]].tolist() == pair.ways["n"].tolist()
    assert row["raw"] == pytest.approx(pair.votes["agreed"].mean(), abs=1e-6)
    assert row["by_house"] == pytest.approx(pair.votes["by_house"].mean(), abs=1e-6)


def test_ranks_under_absence_are_those_of_the_table(record):
    pairs = comparison.absence_sensitivity(EVERYTHING, **record)
    best, worst, n = comparison.rank_range(pairs, "SAB", "SAA")
    assert 1 <= best <= worst <= n
    row = pairs.set_index(["iso3_a", "iso3_b"]).loc[("SAA", "SAB")]
    assert (best, worst) == (row["rank_min"], row["rank_max"])
    assert comparison.rank_range(pairs, "SAA", "QAT") is None
