from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import process
from tests import tiny_world


def when(world, on: str) -> list[str]:
    return process.on_day(world["milestones"], pd.Timestamp(on)).milestones["when"].tolist()


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2023-01-31", ["coming", "coming", "coming"]),
        ("2023-02-01", ["around", "coming", "coming"]),
        ("2023-02-28", ["around", "coming", "coming"]),
        ("2023-03-01", ["past", "coming", "coming"]),
        ("2025-12-01", ["past", "around", "coming"]),
        ("2026-11-24", ["past", "past", "coming"]),
        ("2027-06-30", ["past", "past", "around"]),
        ("2028-01-01", ["past", "past", "past"]),
    ],
)
def test_a_date_known_as_a_month_or_year_lies_around_the_days_within_it(world, on, expected):
    assert when(world, on) == expected


def test_unconfirmed_dates_are_counted(world):
    milestones = world["milestones"]
    milestones.loc[milestones["milestone_id"] == "next_summit", "is_confirmed"] = False
    counts = process.on_day(milestones, pd.Timestamp("2026-11-24")).counts.set_index("when")
    assert counts["n"].to_dict() == {"past": 2, "around": 0, "coming": 1}
    assert counts["n_unconfirmed"].to_dict() == {"past": 0, "around": 0, "coming": 1}


def test_bodies_come_in_order_of_their_latest_milestone(world):
    milestones = world["milestones"]
    milestones.loc[milestones["milestone_id"] == "resolution_2", "body"] = "General Assembly"
    bodies = process.on_day(milestones, pd.Timestamp("2026-11-24")).bodies.set_index("body")
    assert bodies.index.tolist() == ["REAIM", "General Assembly"]
    assert bodies.loc["REAIM", ["n_past", "n_around", "n_coming"]].tolist() == [1, 0, 1]


@given(day=st.dates(pd.Timestamp("2020-01-01").date(), pd.Timestamp("2030-01-01").date()))
def test_a_later_day_never_turns_the_past_into_the_future(day):
    milestones = tiny_world.tables()["milestones"]
    order = list(process.WHEN)
    today = process.on_day(milestones, pd.Timestamp(day)).milestones["when"].map(order.index)
    later = pd.Timestamp(day) + pd.Timedelta(days=40)
    then = process.on_day(milestones, later).milestones["when"].map(order.index)
    assert (then <= today).all()


@pytest.mark.real
def test_every_milestone_of_the_record_has_its_place(record):
    result = process.on_day(record["milestones"], pd.Timestamp("2026-11-24"))
    assert result.counts["n"].sum() == len(record["milestones"])
    around = result.milestones[result.milestones["when"] == "around"]
    assert around["title"].str.contains("Seventh Review Conference").tolist() == [True]
