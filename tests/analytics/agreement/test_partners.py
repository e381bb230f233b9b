from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.agreement import agreement, partners
from data.errors import AnalysisError
from tests.analytics import drawn

CAST = {"CHL": "YYNAXY", "KEN": "YYNAYY", "NGA": "YNNYYX", "NLD": "NNYAYA", "POL": "XXYXXX"}


@pytest.fixture
def record():
    rollcalls = drawn.rollcalls(6)
    rollcalls["session_number"] = pd.array([70, 70, 70, 71, 71, pd.NA], dtype="Int64")
    return drawn.votes(CAST), rollcalls


@pytest.fixture
def result(record):
    return agreement.matrix(*record, seed=0, n_replicates=0, min_shared=2)


def test_closest_and_most_distant_are_the_two_ends_of_one_order(result):
    chile = partners.ranking(result, "CHL", measure="raw")
    assert chile.closest["iso3"].tolist() == ["KEN", "NGA", "NLD"]
    assert chile.most_distant["iso3"].tolist() == ["NLD", "NGA", "KEN"]
    assert chile.closest["value"].tolist() == [1, 0.625, 0.3]
    assert chile.closest["rank"].tolist() == [1, 2, 3]
    assert (chile.n_partners, chile.n_missing) == (3, 1)


def test_the_percentile_is_the_share_of_all_pairs_that_agree_less(result):
    chile = partners.ranking(result, "CHL", measure="raw", n=1)
    values = result.pairs["raw"].dropna()
    assert chile.closest["percentile"].tolist() == [
        round(((values < 1).sum() + 0.5 * (values == 1).sum()) / len(values) * 100, 1)
    ]
    assert len(chile.most_distant) == 1


def test_ties_share_the_better_rank():
    codes = np.random.default_rng(0).integers(0, 3, size=(20, 4)).astype(np.int8)
    codes[:, 2] = codes[:, 1]
    result = agreement.matrix(drawn.of_codes(codes), drawn.rollcalls(20), seed=0, n_replicates=0)
    closest = partners.ranking(result, "SAA").closest.set_index("iso3")["rank"]
    assert closest["SAB"] == closest["SAC"] <= 2


def test_two_states_are_compared_roll_call_by_roll_call(record):
    pair = partners.pair(*record, "CHL", "NLD", seed=1, min_shared=2)
    assert pair.n_shared == 5
    assert (pair.n_absent_a, pair.n_absent_b) == (1, 0)
    assert pair.table.loc["Y"].tolist() == [0, 1, 2]
    assert pair.table.loc["A"].tolist() == [0, 1, 0]
    assert pair.table.loc["N"].tolist() == [1, 0, 0]
    assert pair.table.to_numpy().sum() == pair.n_shared


def test_the_votes_that_divide_a_pair_come_most_contested_first(record):
    dividing = partners.pair(*record, "CHL", "NLD", seed=1).dividing
    assert set(dividing["rollcall_id"]) == {"r0000", "r0001", "r0002", "r0005"}
    assert dividing["minority_share"].is_monotonic_decreasing
    rows = dividing.set_index("rollcall_id")
    assert rows.loc["r0000", ["vote_a", "vote_b", "disagreement"]].tolist() == ["Y", "N", 1]
    assert rows.loc["r0005", ["vote_a", "vote_b", "disagreement"]].tolist() == ["Y", "A", 0.5]
    assert rows.loc["r0002", "title"] == "Text 2"


def test_agreement_by_session_is_that_of_the_matrix_and_missing_where_little_is_shared(record):
    by_session = partners.pair(*record, "KEN", "NGA", seed=1, min_shared=2).by_session
    assert by_session["session_number"].tolist() == [70, 71]
    for session, row in by_session.set_index("session_number").iterrows():
        whole = agreement.matrix(
            *record, seed=0, n_replicates=0, sessions=(session, session), min_shared=2
        )
        expected = whole.pairs.set_index(["iso3_a", "iso3_b"]).loc[("KEN", "NGA")]
        for measure in ("n_shared", "raw", "pi", "kappa"):
            assert row[measure] == pytest.approx(expected[measure], abs=1e-5, nan_ok=True)
    few = partners.pair(*record, "KEN", "NGA", seed=1, min_shared=3).by_session
    assert few["raw"].isna().tolist() == [False, True]


def many(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return 60 roll calls of three sessions, by three States, drawn at random."""
    codes = np.random.default_rng(seed).integers(0, 3, size=(60, 3)).astype(np.int8)
    rollcalls = drawn.rollcalls(60)
    rollcalls["session_number"] = pd.array([70] * 20 + [71] * 20 + [72] * 20, dtype="Int64")
    return drawn.of_codes(codes), rollcalls


def test_intervals_by_session_hold_the_agreement_and_hang_on_the_seed():
    one, again, other = (
        partners.pair(*many(5), "SAA", "SAB", seed=seed).by_session for seed in (1, 1, 2)
    )
    pd.testing.assert_frame_equal(one, again, check_exact=True)
    assert not one["kappa_q05"].equals(other["kappa_q05"])
    for measure in ("raw", "pi", "kappa"):
        assert (one[f"{measure}_q05"] < one[measure]).all()
        assert (one[measure] < one[f"{measure}_q95"]).all()


def test_a_session_with_few_texts_has_agreement_without_an_interval():
    votes, rollcalls = many(5)
    rollcalls["text_id"] = [k // 2 if k < 20 else k // 3 + 20 for k in range(60)]
    found = partners.pair(votes, rollcalls, "SAA", "SAB", seed=1).by_session
    assert found["raw"].notna().all()
    assert found["raw_q05"].notna().tolist() == [True, False, False]


def test_states_that_always_agree_have_no_width_of_interval():
    votes, rollcalls = many(5)
    twin = votes[votes["iso3"] == "SAA"].assign(iso3="SAD")
    both = partners.pair(pd.concat([votes, twin]), rollcalls, "SAA", "SAD", seed=1).by_session
    assert both[["raw", "raw_q05", "raw_q95", "kappa", "kappa_q95"]].eq(1).all(axis=None)


def test_a_pair_turned_round_is_the_same_pair(record):
    one, other = (
        partners.pair(*record, "CHL", "NLD", seed=1),
        partners.pair(*record, "NLD", "CHL", seed=1),
    )
    np.testing.assert_array_equal(one.table, other.table.T)
    assert one.dividing["vote_a"].tolist() == other.dividing["vote_b"].tolist()


def test_a_state_that_never_voted_is_refused(record, result):
    votes, rollcalls = record
    with pytest.raises(AnalysisError, match="found no votes of QAT, expected a State that voted"):
        partners.ranking(result, "QAT")
    votes.loc[votes["iso3"] == "POL", "vote"] = "X"
    with pytest.raises(AnalysisError, match="found no votes of POL"):
        partners.pair(votes, rollcalls, "CHL", "POL", seed=1)


def test_a_state_is_not_its_own_partner(record):
    with pytest.raises(AnalysisError, match="found CHL twice, expected two different States"):
        partners.pair(*record, "CHL", "CHL", seed=1)


def test_an_unknown_measure_is_refused(result):
    with pytest.raises(AnalysisError, match="found measure 'tau', expected raw or pi or kappa"):
        partners.ranking(result, "CHL", measure="tau")
