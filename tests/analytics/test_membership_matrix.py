from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import membership_matrix
from data.errors import AnalysisError

DAY = pd.Timestamp("2026-07-17")


@pytest.fixture
def instruments() -> pd.DataFrame:
    return pd.DataFrame(
        [
            ("treaty", "full", None),
            ("club", "full_minus_few", None),
            ("charter", "alphabetical", None),
            ("summit", "positives_only", None),
            ("treaty_2020", "full", "treaty"),
            ("empty", "full", None),
            ("lonely", "full", None),
        ],
        columns=["instrument_id", "roster_use", "snapshot_of"],
    ).sample(frac=1, random_state=1)


@pytest.fixture
def memberships() -> pd.DataFrame:
    rows = [
        ("treaty", "NLD", "party", "2019-01-01", None),
        ("treaty", "NLD", "signatory", "2018-01-01", None),
        ("treaty", "KEN", "signatory", "2018-01-01", None),
        ("treaty", "POL", "party", "2018-01-01", "2025"),
        ("treaty", "CHL", "party", "2026-07-18", None),
        ("club", "NLD", "member", None, None),
        ("club", "POL", "member", None, None),
        ("club", "CHL", "host", None, None),
        ("charter", "KEN", "member", None, None),
        ("charter", "NLD", "member", None, None),
        ("summit", "KEN", "endorser", None, None),
        ("summit", "NLD", "endorser", None, None),
        ("treaty_2020", "NLD", "party", None, None),
        ("treaty_2020", "KEN", "party", None, None),
        ("lonely", "NGA", "member", None, None),
    ]
    frame = pd.DataFrame(rows, columns=["instrument_id", "iso3", "role", "since_to", "until"])
    return frame.assign(since_to=pd.to_datetime(frame["since_to"]))


def test_rosters_are_those_known_in_full_as_they_stood_on_the_day(memberships, instruments):
    rosters = membership_matrix.on_day(memberships, instruments, day=DAY)
    assert rosters.states == ("CHL", "KEN", "NGA", "NLD", "POL")
    assert rosters.rosters["instrument_id"].tolist() == ["club", "treaty"]
    assert rosters.codes.tolist() == [[0, 0, 0, 1, 1], [0, 1, 0, 1, 0]]
    assert rosters.rosters["n_members"].tolist() == [2, 2]
    assert rosters.n_undated == 3


def test_what_is_left_out_has_its_reason(memberships, instruments):
    left_out = membership_matrix.on_day(memberships, instruments, day=DAY).left_out
    assert left_out.set_index("key")["reason"].to_dict() == {
        "charter": "not_full",
        "summit": "not_full",
        "treaty_2020": "earlier_state",
        "empty": "no_members",
        "lonely": "one_member",
    }
    assert set(left_out["kind"]) == {"instrument"}


def test_earlier_and_later_days_have_other_members(memberships, instruments):
    def members(day: str, **options) -> int:
        rosters = membership_matrix.on_day(
            memberships, instruments, day=pd.Timestamp(day), **options
        )
        names = np.array(rosters.states)
        row = rosters.rosters["instrument_id"].tolist().index("treaty")
        return names[rosters.codes[row] > 0].tolist()

    assert members("2024-12-31") == ["KEN", "NLD", "POL"]
    assert members("2026-07-18") == ["CHL", "KEN", "NLD"]
    assert members("2026-07-18", roles=["party"]) == ["CHL", "NLD"]
    assert members("2026-07-18", include_undated=False) == ["CHL", "KEN", "NLD"]


def test_no_roster_of_two_is_refused(memberships, instruments):
    with pytest.raises(AnalysisError, match="no roster of two States or more on 2026-07-17, of 2"):
        membership_matrix.on_day(
            memberships,
            instruments[instruments["instrument_id"].isin(["empty", "lonely"])],
            day=DAY,
        )


def test_an_instrument_given_twice_is_refused(memberships, instruments):
    twice = pd.concat([instruments, instruments[instruments["instrument_id"] == "treaty"]])
    with pytest.raises(AnalysisError, match="found instrument treaty twice, expected each once"):
        membership_matrix.on_day(memberships, twice, day=DAY)


def test_shared_rosters_come_before_those_of_one(memberships, instruments):
    rosters = membership_matrix.on_day(memberships, instruments, day=DAY)
    shared = membership_matrix.rosters_of_pair(rosters, "POL", "NLD")
    assert shared["instrument_id"].tolist() == ["club", "treaty"]
    assert shared["is_a_listed"].tolist() == [True, False]
    assert shared["is_b_listed"].tolist() == [True, True]


def test_states_that_cannot_be_compared_are_refused(memberships, instruments):
    rosters = membership_matrix.on_day(memberships, instruments, day=DAY)
    with pytest.raises(AnalysisError, match="found NLD twice, expected two different States"):
        membership_matrix.rosters_of_pair(rosters, "NLD", "NLD")
    with pytest.raises(AnalysisError, match="found QAT on no roster"):
        membership_matrix.rosters_of_pair(rosters, "NLD", "QAT")
