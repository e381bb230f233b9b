"""What States of the tiny world were on record as wanting, worked by hand."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.stated import known
from analytics.stated.latest import LatestPositions, latest
from tests import tiny_world
from tests.tiny_stated import LBI

NOW = pd.Timestamp("2026-11-30")
STATES = ("CHL", "KEN", "KOR", "NGA", "NLD", "POL", "PSE")


def told(day: pd.Timestamp = NOW, rows: pd.DataFrame | None = None) -> LatestPositions:
    held = tiny_world.tables()["stated_positions"] if rows is None else rows
    return latest(held, day, iso3s=STATES)


def of_state(found: LatestPositions, iso3: str) -> tuple[str, tuple[str, ...]]:
    states = found.states.set_index(["topic", "question", "iso3"]).loc[("laws", LBI, iso3)]
    return states["status"], states["codes"]


@pytest.mark.parametrize(
    ("iso3", "status", "codes"),
    [
        ("CHL", "documents_differ", ("not_now", "lbi_ban")),
        ("KEN", "stated", ("lbi_ban",)),
        ("KOR", "not_reviewed", ()),
        ("NGA", "none_found", ("none_found",)),
        ("NLD", "stated", ("negotiate_on_text",)),
        ("POL", "stated", ("process_only",)),
        ("PSE", "stated", ("ban_call",)),
    ],
)
def test_the_latest_of_each_state(iso3: str, status: str, codes: tuple[str, ...]) -> None:
    assert of_state(told(), iso3) == (status, codes)


def test_what_was_said_stands_beside_what_was_signed() -> None:
    rows = told().rows.query("iso3 == 'NLD' and topic == 'laws'").set_index("code")
    assert rows["is_latest"].to_dict() == {
        "new_rules_wanted": False,
        "lbi_open": False,
        "negotiate_on_text": True,
    }
    assert rows["is_latest_own"].to_dict() == {
        "new_rules_wanted": False,
        "lbi_open": True,
        "negotiate_on_text": False,
    }
    assert rows["how"].to_dict() == {
        "new_rules_wanted": "press",
        "lbi_open": "own_words",
        "negotiate_on_text": "signature",
    }


def test_a_seam_is_where_the_answer_is_new_to_the_line() -> None:
    rows = told().rows
    seams = rows[rows["is_seam"]]
    assert seams[["iso3", "code"]].apply(tuple, axis=1).tolist() == [
        ("NLD", "lbi_open"),
        ("NLD", "negotiate_on_text"),
        ("POL", "process_only"),
    ]
    assert rows.query("iso3 == 'CHL'")["step"].tolist() == [0, 0]


def test_a_source_s_own_mark_counts_from_its_day() -> None:
    before = told(pd.Timestamp("2024-05-31")).rows.query("iso3 == 'NLD' and topic == 'laws'")
    assert before["is_superseded"].tolist() == [False]
    after = told(pd.Timestamp("2024-06-01")).rows.query("iso3 == 'NLD' and topic == 'laws'")
    assert after["is_superseded"].tolist() == [True, False]


@pytest.mark.slow
def test_a_partial_date_counts_from_its_last_possible_day() -> None:
    assert of_state(told(pd.Timestamp("2025-09-29")), "NLD")[1] == ("lbi_open",)
    assert of_state(told(pd.Timestamp("2025-09-30")), "NLD")[1] == ("negotiate_on_text",)
    assert of_state(told(pd.Timestamp("2022-06-30")), "POL") == ("not_reviewed", ())
    later = told(pd.Timestamp("2022-06-30")).left_out
    assert set(later["reason"]) == {"later"}
    assert len(later) + len(told(pd.Timestamp("2022-06-30")).rows) == len(told().rows)


def test_rows_of_which_none_is_surely_later_all_stand() -> None:
    rows = tiny_world.tables()["stated_positions"]
    rows.loc[rows["code"] == "process_only", ["date_from", "date_to"]] = [
        pd.Timestamp("2022-10-21"),
        pd.Timestamp("2022-10-21"),
    ]
    assert of_state(told(rows=rows), "POL") == (
        "documents_differ",
        ("process_only", "no_new_rules"),
    )


def test_a_review_says_nothing_once_a_state_has_spoken() -> None:
    rows = tiny_world.tables()["stated_positions"]
    spoken = rows[rows["code"] == "lbi_open"].assign(iso3="NGA")
    found = told(rows=pd.concat([rows, spoken], ignore_index=True))
    assert of_state(found, "NGA") == ("stated", ("lbi_open",))


def test_answers_that_add_up_all_stand() -> None:
    rows = tiny_world.tables()["stated_positions"]
    one = rows[rows["question"] == "human_control"]
    later = one.assign(
        code="two_tier", date_text="2024", date_from="2024-01-01", date_to="2024-12-31"
    ).astype(one.dtypes.to_dict())
    found = told(rows=pd.concat([rows, later], ignore_index=True))
    states = found.states.set_index(["question", "iso3"]).loc[("human_control", "NLD")]
    assert (states["status"], states["codes"]) == ("stated", ("control_required", "two_tier"))
    assert not found.rows.query("question == 'human_control'")["is_seam"].any()


@pytest.mark.slow
@given(cut=st.dates(pd.Timestamp("2019-01-01").date(), pd.Timestamp("2026-12-31").date()))
@settings(max_examples=40)
def test_what_comes_after_a_day_changes_nothing_before(cut) -> None:
    day = pd.Timestamp(cut)
    rows = tiny_world.tables()["stated_positions"]
    gone = rows[(rows["date_to"] <= day).to_numpy(dtype=bool)]
    future = rows.assign(
        code="lbi_ban",
        date_text="2027",
        date_from=pd.Timestamp("2027-01-01"),
        date_to=pd.Timestamp("2027-12-31"),
    ).astype(rows.dtypes.to_dict())
    alone = told(day, gone)
    with_more = told(day, pd.concat([rows, future], ignore_index=True))
    pd.testing.assert_frame_equal(alone.rows, with_more.rows)
    pd.testing.assert_frame_equal(alone.states, with_more.states)


@pytest.mark.slow
@given(st.lists(st.integers(0, 8), min_size=1, max_size=6, unique=True), st.randoms())
@settings(max_examples=40)
def test_the_latest_is_what_a_plain_loop_finds(places, shuffled) -> None:
    rows = tiny_world.tables()["stated_positions"]
    some = rows.iloc[places]
    order = list(range(len(some)))
    shuffled.shuffle(order)
    found = told(rows=some.iloc[order].reset_index(drop=True)).rows
    for key, part in found.groupby(known.ASKED):
        acts = part[(part["act"] != "review") & ~part["is_superseded"]]
        counted = acts if len(acts) or (part["act"] != "review").any() else part
        standing = {
            i
            for i, row in counted.iterrows()
            if not any(
                other["date_from"] > row["date_to"]
                and (key[2] == LBI or other["code"] == row["code"])
                for _, other in counted.iterrows()
            )
        }
        assert set(part.index[part["is_latest"]]) == standing
