from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.agreement import cohesion
from data.errors import AnalysisError
from tests.analytics import drawn

counts = st.integers(0, 60)


@given(yes=counts, no=counts, abstain=counts)
def test_the_index_is_that_of_hix_noury_and_roland(yes, no, abstain):
    total = yes + no + abstain
    (found,) = cohesion.agreement_index(*(np.array([n]) for n in (yes, no, abstain)))
    if not total:
        assert np.isnan(found)
        return
    largest = max(yes, no, abstain)
    assert found == pytest.approx((largest - 0.5 * (total - largest)) / total)
    assert 0 <= found <= 1


@given(yes=counts, no=counts, abstain=counts)
def test_the_index_treats_the_three_sides_alike(yes, no, abstain):
    one, other = (
        cohesion.agreement_index(*(np.array([n]) for n in sides))[0]
        for sides in ((yes, no, abstain), (abstain, yes, no))
    )
    np.testing.assert_equal(one, other)


CAST = {
    "CHL": "YNAY",
    "KEN": "YNYX",
    "NGA": "YNNX",
    "NLD": "NNYY",
    "POL": "NNAY",
}


def spells(*rows: tuple[str, str, str | None, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["instrument_id", "iso3", "since_to", "until"])
    return frame.assign(role="member", since_to=pd.to_datetime(frame["since_to"]))


SOUTH = [("south", iso3, None, None) for iso3 in ("CHL", "KEN", "NGA")]
ALL = [("all", iso3, None, None) for iso3 in CAST]


def result(*rows, groups=("south", "all"), rollcalls=None, **options) -> cohesion.Cohesion:
    return cohesion.of_groups(
        drawn.votes(CAST),
        drawn.rollcalls(4) if rollcalls is None else rollcalls,
        spells(*rows),
        groups,
        **{"seed": 0, "min_voters": 2, **options},
    )


def test_cohesion_is_the_mean_over_the_roll_calls_in_which_enough_voted():
    found = result(*SOUTH, *ALL)
    table = found.rollcalls.set_index(["instrument_id", "rollcall_id"])
    south = table.loc["south", "agreement_index"]
    assert south.to_dict() == {"r0000": 1, "r0001": 1, "r0002": 0}
    assert table.loc[("all", "r0000"), "agreement_index"] == pytest.approx(0.4)
    groups = found.groups.set_index("instrument_id")
    assert groups.loc["south", "cohesion"] == pytest.approx(2 / 3, abs=1e-6)
    assert groups.loc["south", "house"] == pytest.approx((0.4 + 1 + 0.1) / 3, abs=1e-6)
    assert groups.loc["all", "cohesion"] == groups.loc["all", "house"]
    assert groups.loc["south", ["n_rollcalls", "n_members", "n_undated"]].tolist() == [3, 3, 3]


def test_absence_is_counted_and_is_no_side():
    table = result(*ALL, groups=["all"]).rollcalls.set_index("rollcall_id")
    last = table.loc["r0003"]
    assert last[["n_yes", "n_no", "n_abstain", "n_absent"]].tolist() == [3, 0, 0, 2]
    assert last["agreement_index"] == 1


def test_membership_is_that_of_the_day_of_the_vote():
    found = result(
        *SOUTH[:2], ("south", "NLD", "2015-10-02", None), ("south", "POL", None, "2015-10-03")
    )
    table = found.rollcalls.set_index(["instrument_id", "rollcall_id"]).loc["south"]
    assert table.loc["r0000", ["n_yes", "n_no"]].tolist() == [2, 1]
    assert table.loc["r0001", ["n_yes", "n_no"]].tolist() == [0, 4]
    assert table.loc["r0002", ["n_yes", "n_no", "n_abstain"]].tolist() == [2, 0, 1]
    assert found.groups["n_undated"].tolist() == [3]


def test_undated_spells_count_only_when_asked():
    dated = ("south", "NLD", "2000-01-01", None), ("south", "POL", "2000-01-01", None)
    found = result(*SOUTH, *dated, include_undated=False)
    assert found.groups["n_members"].tolist() == [2]
    assert found.rollcalls[["n_yes", "n_no", "n_abstain"]].sum(axis=1).tolist() == [2] * 4


def test_the_roll_calls_that_divide_a_group_come_first():
    table = result(*SOUTH).rollcalls
    assert table["rollcall_id"].tolist() == ["r0002", "r0000", "r0001"]
    assert table["title"].iloc[0] == "Text 2"


def test_sessions_have_their_own_rows_and_emergency_sessions_none():
    rollcalls = drawn.rollcalls(4, session_number=pd.array([70, 71, 71, pd.NA], dtype="Int64"))
    found = result(*ALL, groups=["all"], rollcalls=rollcalls)
    assert found.by_session["session_number"].tolist() == [70, 71]
    assert found.by_session["n_rollcalls"].tolist() == [1, 2]
    assert found.groups["n_rollcalls"].tolist() == [4]


def test_few_roll_calls_have_no_interval_and_many_have_one_that_holds_the_mean():
    assert result(*SOUTH).groups["q05"].isna().all()
    codes = np.random.default_rng(0).integers(0, 3, size=(80, 6)).astype(np.int8)
    members = spells(*(("g", iso3, None, None) for iso3 in drawn.states(6)))
    ask = (drawn.of_codes(codes), drawn.rollcalls(80), members, ["g"])
    one, same, other = (cohesion.of_groups(*ask, seed=seed).groups.iloc[0] for seed in (1, 1, 2))
    assert one["q05"] < one["cohesion"] < one["q95"]
    assert one.equals(same)
    assert one["q05"] != other["q05"]
    index = cohesion.of_groups(*ask, seed=1).rollcalls["agreement_index"]
    half = 1.645 * index.std() / np.sqrt(80)
    assert one["q95"] - one["q05"] == pytest.approx(2 * half, rel=0.15)


def test_texts_voted_on_five_times_give_intervals_wider_by_the_root_of_five():
    codes = np.repeat(np.random.default_rng(0).integers(0, 3, size=(40, 6)), 5, axis=0)
    members = spells(*(("g", iso3, None, None) for iso3 in drawn.states(6)))
    found = [
        cohesion.of_groups(
            drawn.of_codes(codes), drawn.rollcalls(200, text_id=text), members, ["g"], seed=1
        ).groups.iloc[0]
        for text in (np.repeat(range(40), 5), range(200))
    ]
    assert [row["n_texts"] for row in found] == [40, 200]
    wide, narrow = (row["q95"] - row["q05"] for row in found)
    assert wide / narrow == pytest.approx(np.sqrt(5), rel=0.15)


def test_groups_that_say_nothing_are_left_out_with_their_reason():
    found = result(*SOUTH, ("pair", "CHL", "2030-01-01", None), groups=["south", "pair", "moon"])
    reasons = found.left_out.set_index("key")["reason"].to_dict()
    assert reasons == {"pair": "too_few_voters", "moon": "unknown"}


def test_only_contested_roll_calls_are_used_when_asked():
    found = result(*ALL, groups=["all"], min_minority_share=0.3)
    assert set(found.rollcalls["rollcall_id"]) == {"r0000", "r0002"}
    assert found.n_rollcalls == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"groups": ["moon"]}, "no roll call in which 2 members of moon voted"),
        ({"groups": []}, "no roll call in which 2 members of no group voted"),
        ({"min_voters": 1}, "found min_voters 1, expected at least 2"),
        ({"n_replicates": 0}, "found n_replicates 0, expected at least 1"),
        ({"sessions": (1, 2)}, "found 0 roll calls by 0 States"),
    ],
)
def test_a_question_without_an_answer_is_refused(options, message):
    with pytest.raises(AnalysisError, match=message):
        result(*SOUTH, **options)
