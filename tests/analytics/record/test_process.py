from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.record import process
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


@pytest.mark.parametrize(
    ("body", "title", "lane"),
    [
        ("UN First Committee", "Draft tabled", "general_assembly"),
        ("UN General Assembly / UNODA", "Exchanges", "general_assembly"),
        ("CCW GGE LAWS", "First session", "ccw"),
        ("Ministers of Defence and of Foreign Affairs of the Netherlands", "REAIM", "netherlands"),
        ("Netherlands, Republic of Korea", "First REAIM Summit", "reaim"),
        ("Spain", "Pathways to Action list stands at 45 endorsers", "reaim"),
        ("GC REAIM; UNIDIR", "RAISE launched", "reaim"),
        ("US Department of Defense", "AI Partnership for Defense", "declaration"),
        ("Costa Rica", "Belén Communiqué", "other"),
    ],
)
def test_bodies_are_gathered_in_a_few_lanes(world, body, title, lane):
    milestones = world["milestones"].head(1).assign(body=body, title=title)
    result = process.on_day(milestones, pd.Timestamp("2026-11-24"))
    assert result.milestones["lane"].tolist() == [lane]


def test_what_is_not_asked_for_is_named_with_the_reason(world):
    milestones = world["milestones"]
    milestones.loc[milestones["milestone_id"] == "next_summit", "body"] = "Costa Rica"
    milestones.loc[milestones["milestone_id"] == "next_summit", "title"] = "Another summit"
    result = process.on_day(
        milestones,
        pd.Timestamp("2026-11-24"),
        lanes=["reaim"],
        kinds=["summit"],
        first_year=2024,
    )
    assert result.milestones.empty
    assert result.counts["n"].sum() == 0
    assert set(result.left_out.itertuples(index=False, name=None)) == {
        ("milestone", "first_summit", "earlier"),
        ("milestone", "resolution_2", "kind"),
        ("milestone", "next_summit", "lane"),
    }


def test_a_milestone_known_as_a_year_is_kept_to_its_end(world):
    result = process.on_day(world["milestones"], pd.Timestamp("2026-11-24"), first_year=2027)
    assert result.milestones["milestone_id"].tolist() == ["next_summit"]


@pytest.mark.slow
@settings(max_examples=40)
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
    assert "around" not in set(result.milestones["when"])
    coming = result.milestones[result.milestones["when"] == "coming"]
    assert coming["title"].iloc[0] == "Fourth REAIM summit"
    in_october = process.on_day(record["milestones"], pd.Timestamp("2026-10-15")).milestones
    around = in_october[in_october["when"] == "around"]
    assert around["title"].str.contains("First Committee, 81st session").tolist() == [True]


@pytest.mark.real
def test_no_milestone_of_a_standing_body_is_without_a_lane(record):
    result = process.on_day(record["milestones"], pd.Timestamp("2026-11-24"))
    others = result.milestones[result.milestones["lane"] == process.OTHER]
    assert not others["body"].str.contains("General Assembly|CCW|REAIM|Netherlands$").any()
    assert set(result.milestones["lane"]) == set(process.LANES)


@pytest.mark.parametrize(
    ("on", "days"),
    [
        ("2026-11-24", (38, 402)),
        ("2027-01-01", (0, 364)),
        ("2027-12-31", (0, 0)),
    ],
)
def test_what_is_to_come_says_how_far_off_it_is(world, on, days):
    ahead = process.to_come(process.on_day(world["milestones"], pd.Timestamp(on)))
    (row,) = ahead.to_dict("records")
    assert row["milestone_id"] == "next_summit"
    assert (row["days_from"], row["days_to"]) == days
