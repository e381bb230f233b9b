from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.agreement import comparison
from tests.analytics import drawn

N = 30
EVERYTHING = comparison.Question(None, comparison.ALL_SESSIONS, is_contested=False)


@pytest.fixture
def record():
    """Return 30 divided roll calls of two sessions, on two topics, and six States' votes."""
    codes = np.random.default_rng(3).integers(0, 3, size=(N, 6)).astype(np.int8)
    codes[:, 1] = codes[:, 0]
    codes[:, 2] = 2 - codes[:, 0]
    codes[12:, 5] = 3
    codes[:3, 5] = 3
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
    nuclear = comparison.Question("nuclear", comparison.ALL_SESSIONS, is_contested=False)
    assert usable(record, nuclear) == keys[:12]
    assert usable(record, comparison.Question(None, 1, is_contested=False)) == keys[10:]


def test_what_is_separate_unchecked_in_committee_or_undivided_is_left_out(record):
    rollcalls = record["rollcalls"]
    rollcalls.loc[0, "is_paragraph_vote"] = True
    rollcalls.loc[1, "is_amendment_vote"] = True
    rollcalls.loc[2, "status"] = "mismatch"
    rollcalls.loc[3, "body"] = "first_committee"
    rollcalls.loc[4, ["n_no", "n_abstain", "n_yes"]] = 0, 0, 6
    keys = rollcalls["rollcall_id"].tolist()
    assert usable(record, EVERYTHING) == keys[4:]
    contested = comparison.Question(None, comparison.ALL_SESSIONS, is_contested=True)
    assert usable(record, contested) == keys[5:]


@pytest.mark.parametrize(
    ("question", "a", "b", "reason"),
    [
        (EVERYTHING, "SAA", "SAA", "same_state"),
        (comparison.Question("aimd", 1000, is_contested=False), "SAA", "SAB", "too_few_rollcalls"),
        (EVERYTHING, "SAF", "SAA", "too_few_votes_a"),
        (EVERYTHING, "SAA", "SAF", "too_few_votes_b"),
        (EVERYTHING, "SAA", "QAT", "too_few_votes_b"),
        (EVERYTHING, "SAA", "SAC", None),
    ],
)
def test_a_pair_that_cannot_be_compared_has_a_reason(record, question, a, b, reason):
    found = comparison.of_pair(question, a, b, seed=0, **record)
    assert found.reason == reason
    assert reason is None or reason in comparison.REASONS
    assert (found.pair is None) == (reason is not None)


def test_identical_states_agree_always_and_are_each_others_first(record):
    everybody = comparison.of_all(EVERYTHING, seed=0, **record)
    place = comparison.place(everybody, "SAA", "SAB")
    assert (place.raw, place.kappa, place.rank_ab, place.rank_ba) == (1, 1, 1, 1)
    assert (place.raw_q05, place.raw_q95) == (1, 1)
    assert place.n_shared == N
    assert place.percentile == everybody.pairs["kappa"].rank(pct=True).max() * 100 - 50 / sum(
        everybody.pairs["kappa"].notna()
    )


def test_a_place_is_the_row_of_the_pair_and_its_interval_holds_it(record):
    everybody = comparison.of_all(EVERYTHING, seed=0, **record)
    place = comparison.place(everybody, "SAD", "SAC")
    row = everybody.pairs.set_index(["iso3_a", "iso3_b"]).loc[("SAC", "SAD")]
    assert (place.raw, place.kappa) == (row["raw"], row["kappa"])
    assert place.kappa_q05 <= place.kappa <= place.kappa_q95
    turned = comparison.place(everybody, "SAC", "SAD")
    assert (turned.rank_ab, turned.rank_ba) == (place.rank_ba, place.rank_ab)
    assert turned.percentile == place.percentile


def test_a_state_that_never_voted_or_shares_too_little_has_no_place(record):
    everybody = comparison.of_all(EVERYTHING, seed=0, **record)
    assert comparison.place(everybody, "SAA", "QAT") is None
    assert comparison.place(everybody, "SAA", "SAF") is None


def test_ranks_under_absence_are_those_of_the_table(record):
    pairs = comparison.silence(EVERYTHING, **record)
    best, worst, n = comparison.of_silence(pairs, "SAB", "SAA")
    assert 1 <= best <= worst <= n
    row = pairs.set_index(["iso3_a", "iso3_b"]).loc[("SAA", "SAB")]
    assert (best, worst) == (row["rank_min"], row["rank_max"])
    assert comparison.of_silence(pairs, "SAA", "QAT") is None
