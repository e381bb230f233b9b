"""Votes that follow from a tally: found where there is no doubt, and nowhere else."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import store
from etl import derived
from etl.rollcalls import TALLY

MEMBERS = ("BRA", "KEN", "KOR", "NLD", "RUS", "USA")
CAST = {"BRA": "Y", "KEN": "Y", "KOR": "A", "NLD": "N", "RUS": "X", "USA": "Y"}
TOLD = {"n_yes": 3, "n_no": 1, "n_abstain": 1}
NOBODY: list[tuple[str, str]] = []


def states(**changed: tuple[str, int]) -> pd.DataFrame:
    """Return six old members of the United Nations; changed ones have another status and year."""
    about = dict.fromkeys(MEMBERS, ("member", 1945)) | changed
    return pd.DataFrame(
        [(iso3, *rest) for iso3, rest in about.items()],
        columns=["iso3", "un_membership", "un_member_since_year"],
    ).astype({"un_member_since_year": "Int64"})


def record(
    *, missing: tuple[str, ...] = (), day: str = "2016-12-05", others: tuple[str, ...] = MEMBERS
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return three roll calls and their votes; of the second, rcid 2, some rows are missing.

    The first (1946) and the third (2024) have one row for each of `others`, all of them absent.
    """
    rows = [(rcid, iso3, "X") for rcid in (1, 3) for iso3 in others]
    rows += [(2, iso3, vote) for iso3, vote in CAST.items() if iso3 not in missing]
    votes = pd.DataFrame(rows, columns=["rcid", "iso3", "vote"])
    table = pd.DataFrame(
        {
            "rcid": [1, 2, 3],
            "vote_date": pd.to_datetime(["1946-01-01", day, "2024-01-01"]),
            "status": ["complete", "mismatch", "complete"],
            "note": "",
        },
        index=pd.Index([1, 2, 3], name="rcid"),
    )
    for code, name in TALLY.items():
        counts = votes[votes["vote"] == code].groupby("rcid").size()
        table[name] = counts.reindex(table.index, fill_value=0).astype("Int64")
        table[f"{name}_published"] = pd.array([0, TOLD.get(name), 0], dtype="Int64")
    table["n_absent_published"] = pd.array([None] * 3, dtype="Int64")
    return table, votes.astype({"iso3": "category", "vote": "category"})


def pairs(table: pd.DataFrame, votes: pd.DataFrame, about: pd.DataFrame) -> list[tuple[str, str]]:
    """Return State and position of the votes that are derived; all must be of rcid 2."""
    found = derived.votes(about, table, votes)
    assert set(found["rcid"]) <= {2}
    return list(found[["iso3", "vote"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("iso3", ["BRA", "KOR", "NLD"])
def test_the_only_vote_missing_is_that_of_the_only_state_missing(iso3: str) -> None:
    assert pairs(*record(missing=(iso3,)), states()) == [(iso3, CAST[iso3])]


def test_a_roll_call_two_votes_short_is_not_derived() -> None:
    assert pairs(*record(missing=("BRA", "KEN")), states()) == NOBODY
    table, votes = record(missing=("BRA",))
    table.loc[2, "n_yes_published"] = 4
    assert pairs(table, votes, states()) == NOBODY


def test_one_vote_short_with_two_states_missing_is_not_derived() -> None:
    assert pairs(*record(missing=("BRA", "RUS")), states()) == NOBODY


def test_a_column_that_has_too_many_names_forbids_it() -> None:
    table, votes = record(missing=("BRA",))
    table.loc[2, "n_no_published"] = 0
    assert pairs(table, votes, states()) == NOBODY


def test_a_tally_known_in_part_derives_nothing() -> None:
    table, votes = record(missing=("BRA",))
    table.loc[2, "n_no_published"] = pd.NA
    assert pairs(table, votes, states()) == NOBODY


def test_a_vote_short_with_every_member_listed_is_not_derived() -> None:
    table, votes = record()
    table.loc[2, "n_yes_published"] = 4
    assert pairs(table, votes, states()) == NOBODY


@pytest.mark.parametrize("year", [2016, 2017])
def test_a_state_admitted_in_that_year_or_later_is_not_taken_for_a_member(year: int) -> None:
    about = states(BRA=("member", year))
    assert pairs(*record(missing=("BRA",)), about) == NOBODY


def test_a_state_that_may_have_been_a_member_forbids_it() -> None:
    missing = ("BRA", "RUS")
    assert pairs(*record(missing=missing), states(RUS=("member", 2016))) == NOBODY
    assert pairs(*record(missing=missing), states(RUS=("member", 2017))) == [("BRA", "Y")]


def test_a_state_listed_only_later_may_have_sat_under_another_name() -> None:
    table, votes = record(missing=("BRA",))
    votes = votes[~((votes["rcid"] == 1) & (votes["iso3"] == "BRA"))]
    assert pairs(table, votes, states()) == NOBODY


def test_a_former_state_counts_as_long_as_the_record_lists_it() -> None:
    missing = ("BRA", "RUS")
    about = states(RUS=("former", 1945))
    table, votes = record(missing=missing)
    assert pairs(table, votes, about) == NOBODY
    gone = votes[~((votes["rcid"] == 3) & (votes["iso3"] == "RUS"))]
    assert pairs(table, gone, about) == [("BRA", "Y")]


def test_who_is_no_member_is_never_derived() -> None:
    assert pairs(*record(missing=("BRA",)), states(BRA=("observer", 1945))) == NOBODY


def test_that_a_state_did_not_vote_follows_from_published_absences_only() -> None:
    table, votes = record(missing=("RUS",))
    assert pairs(table, votes, states()) == NOBODY
    table.loc[2, "n_absent_published"] = 1
    assert pairs(table, votes, states()) == [("RUS", "X")]


def test_published_absences_must_agree_too() -> None:
    table, votes = record(missing=("BRA",))
    table.loc[2, "n_absent_published"] = 2
    assert pairs(table, votes, states()) == NOBODY
    table.loc[2, "n_absent_published"] = 1
    assert pairs(table, votes, states()) == [("BRA", "Y")]


def test_a_derived_vote_is_counted_and_its_roll_call_complete() -> None:
    table, votes = record(missing=("NLD",))
    before = table.copy()
    done = derived.completed(table, derived.votes(states(), table, votes))
    pd.testing.assert_frame_equal(table, before)
    assert done.loc[2, ["n_yes", "n_no", "n_abstain", "n_absent"]].tolist() == [3, 1, 1, 1]
    assert done.loc[2, ["status", "note"]].tolist() == ["complete", derived.NOTE]
    pd.testing.assert_frame_equal(done.drop(index=2), table.drop(index=2))


@pytest.mark.slow
@settings(max_examples=30)
@given(st.permutations(range(len(MEMBERS) * 3 - 1)), st.permutations(range(len(MEMBERS))))
def test_the_order_of_rows_changes_nothing(rows: list[int], names: list[int]) -> None:
    table, votes = record(missing=("BRA",))
    assert pairs(table, votes.iloc[rows], states().iloc[names]) == [("BRA", "Y")]


@pytest.mark.real
@pytest.mark.parametrize("iso3", ["NLD", "ZWE", "USA"])
def test_a_row_taken_from_a_real_roll_call_is_found_again(
    snapshot: store.Snapshot, iso3: str
) -> None:
    table = snapshot.frame("rollcalls").dropna(subset=["rcid"])
    table = table.set_index(table["rcid"].astype("int64"))
    number = table.reset_index(drop=True).set_index("rollcall_id")["rcid"]
    rows = snapshot.frame("votes")
    rcid = pd.Series(rows["rollcall_id"].cat.categories).map(number).astype("Float64")
    votes = rows.assign(rcid=rcid.to_numpy(na_value=0)[rows["rollcall_id"].cat.codes].astype(int))
    counted = table[["n_yes", "n_no", "n_abstain", "n_absent"]].sum(axis=1)
    is_asked = table["session_number"].isin([70, 75]) & (counted == 193)
    tally = ["n_yes_published", "n_no_published", "n_abstain_published"]
    is_asked &= table[tally].notna().all(axis=1) & (table["status"] == "complete")
    table["n_absent_published"] = pd.NA
    is_hidden = (votes["iso3"] == iso3) & votes["rcid"].isin(table.index[is_asked])
    hidden = votes[is_hidden]
    for code, name in TALLY.items():
        gone = hidden["rcid"][hidden["vote"] == code].value_counts()
        table[name] -= gone.reindex(table.index, fill_value=0)
    found = derived.votes(snapshot.frame("states"), table, votes[(votes["rcid"] > 0) & ~is_hidden])
    truth = hidden[hidden["vote"] != "X"]
    assert len(truth) > 150
    assert dict(zip(found["rcid"], found["vote"], strict=True)) == dict(
        zip(truth["rcid"], truth["vote"].astype(str), strict=True)
    )
    assert set(found["iso3"]) == {iso3}
