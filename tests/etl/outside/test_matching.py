"""Which text of another record is which roll call of ours."""

from __future__ import annotations

import pandas as pd

from etl.outside import matching

OURS = {
    "body": "plenary",
    "session": "60",
    "date_quality": "official",
    "is_paragraph_vote": False,
    "is_amendment_vote": False,
    "n_yes": 100,
    "n_no": 2,
    "n_abstain": 30,
}


def ours(*rows: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame([{**OURS, "rollcall_id": f"r{i}", **row} for i, row in enumerate(rows)])
    return frame.assign(vote_date=pd.to_datetime(frame["vote_date"]))


def theirs(*rows: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame([{**OURS, **row} for row in rows])
    return frame.assign(vote_date=pd.to_datetime(frame["vote_date"]))


def text(symbol: str, day: str = "2005-12-08", **more: object) -> dict[str, object]:
    return {"symbol": symbol, "vote_date": day, **more}


def test_blanks_and_brackets_do_not_make_another_symbol() -> None:
    found = matching.matches(ours(text("A/RES/60/70K")), theirs(text("A/RES/60/70 [K]")))
    assert found.same.to_dict() == {0: "r0"}
    assert found.new.empty


def test_a_vote_on_a_part_is_not_the_vote_on_the_text() -> None:
    part = text("A/RES/60/70", is_paragraph_vote=True)
    found = matching.matches(ours(part), theirs(text("A/RES/60/70")))
    assert found.new.tolist() == [0]


def test_of_two_roll_calls_the_one_with_the_tally_is_meant() -> None:
    found = matching.matches(
        ours(text("A/RES/60/70", n_yes=90), text("A/RES/60/70")), theirs(text("A/RES/60/70"))
    )
    assert found.same.to_dict() == {0: "r1"}


def test_two_roll_calls_that_cannot_be_told_apart_are_left_alone() -> None:
    two = ours(text("A/RES/60/70"), text("A/RES/60/70"))
    found = matching.matches(two, theirs(text("A/RES/60/70"), text("A/RES/60/70 ", n_yes=7)))
    assert found.unclear.to_dict() == dict.fromkeys((0, 1), "two texts of one symbol")
    assert found.same.empty
    found = matching.matches(two, theirs(text("A/RES/60/70")))
    assert found.unclear.tolist() == ["several roll calls of ours on it, with this tally"]
    found = matching.matches(two, theirs(text("A/RES/60/70", n_yes=7)))
    assert found.unclear.tolist() == ["several roll calls of ours on it, none with this tally"]


def test_another_day_is_told_where_ours_is_exact() -> None:
    exact, rough = text("A/RES/60/70"), text("A/RES/60/71", date_quality="year")
    found = matching.matches(
        ours(exact, rough),
        theirs(text("A/RES/60/70", "2005-12-09"), text("A/RES/60/71", "2005-11-09")),
    )
    assert found.same.to_dict() == {0: "r0", 1: "r1"}
    assert found.other_day.tolist() == [0]


def test_a_day_years_away_is_another_text() -> None:
    found = matching.matches(ours(text("A/RES/60/70")), theirs(text("A/RES/60/70", "2010-12-08")))
    assert found.unclear.tolist() == ["a day far from that of ours"]


def test_a_roll_call_without_symbol_may_be_the_text() -> None:
    found = matching.matches(
        ours(text("")), theirs(text("A/RES/60/70"), text("A/RES/60/71", n_no=5))
    )
    assert found.unclear.index.tolist() == [0]
    assert found.new.tolist() == [1]


def test_bodies_are_kept_apart() -> None:
    council = text("S/RES/1(1946)", body="security_council", session="")
    found = matching.matches(ours(text("S/RES/1(1946)")), theirs(council))
    assert found.new.tolist() == [0]
