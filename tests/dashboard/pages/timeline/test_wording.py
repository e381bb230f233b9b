from __future__ import annotations

import pandas as pd
import pytest

from analytics.record import process
from dashboard.pages.timeline import wording
from dashboard.words import milestones

World = dict[str, pd.DataFrame]
TODAY = pd.Timestamp("2026-11-24")


def seen(world: World, **options: object) -> tuple[process.Process, pd.DataFrame]:
    result = process.on_day(world["milestones"], TODAY, **options)
    return result, milestones.rows(result.milestones, world["evidence"])


def test_the_answer_counts_names_the_latest_and_the_next(world: World) -> None:
    assert wording.finding_sentence(*seen(world)) == (
        "On 24 November 2026 **2 milestones** are past; the latest: Resolution 2 adopted, "
        "1 December 2025. **1** is due now or later: Next summit, 2027."
    )


def test_that_nothing_is_ahead_is_said(world: World) -> None:
    world["milestones"] = world["milestones"].head(2)
    assert wording.finding_sentence(*seen(world)).endswith("None to come is on record.")


def test_no_milestone_is_an_answer_too(world: World) -> None:
    result, words = seen(world, kinds=["report"])
    assert words.empty
    assert "**0 milestones** are past" in wording.finding_sentence(result, words)
    assert wording.summary_sentence(words) == "No milestone fits these filters."


def test_an_unconfirmed_date_is_hollow_and_said(world: World) -> None:
    table = world["milestones"]
    table.loc[table["milestone_id"] == "next_summit", "is_confirmed"] = False
    result, words = seen(world)
    hollow = words[words["mark"] == "summit_open"]
    assert hollow["title"].tolist() == ["Next summit"]
    assert hollow["certainty"].tolist() == ["not confirmed"]
    assert "1 date rests on thin sources and is drawn hollow." in wording.notes(
        result, words, wording.span(words, TODAY, 2000)[0]
    )
    symbols = {mark.key: mark.symbol for mark in wording.marks()}
    assert symbols["summit_open"] == symbols["summit"] + "-open"


def test_what_is_left_out_is_said(world: World) -> None:
    result, words = seen(world, first_year=2025)
    first, _last = wording.span(words, TODAY, 2025)
    assert "1 earlier milestone is left out." in wording.notes(result, words, first)


def test_bars_are_explained_where_one_is_drawn(world: World) -> None:
    result, words = seen(world)
    first, _last = wording.span(words, TODAY, 2000)
    is_day = words["date_from"] == words["date_to"]
    assert is_day.any()
    assert not is_day.all()
    assert wording.notes(result, words, first)[0].startswith("A bar covers")
    assert wording.notes(result, words[is_day], first) == []


def test_the_list_begins_with_what_is_to_come_and_goes_back_by_year(world: World) -> None:
    _result, words = seen(world)
    parts = wording.by_year(words)
    assert [heading for heading, _part in parts] == ["Due now or later", "2025", "2023"]
    assert [part["title"].tolist() for _heading, part in parts] == [
        ["Next summit"],
        ["Resolution 2 adopted"],
        ["First summit"],
    ]


@pytest.mark.parametrize(
    ("symbol", "address"),
    [
        ("A/RES/80/58", "https://docs.un.org/en/A/RES/80/58"),
        ("CCW/GGE.1/2017/3", "https://docs.un.org/en/CCW/GGE.1/2017/3"),
        ("Kamerstuk 33694-71", ""),
        (None, ""),
    ],
)
def test_only_documents_of_the_united_nations_are_linked_by_symbol(
    world: World, symbol: str | None, address: str
) -> None:
    world["milestones"] = world["milestones"].assign(symbol=symbol)
    assert set(seen(world)[1]["document"]) == {address}


def test_the_chart_ends_after_both_the_day_and_the_last_milestone(world: World) -> None:
    first, last = wording.span(seen(world)[1], TODAY, 2023)
    assert first == pd.Timestamp("2023-01-01")
    assert last > pd.Timestamp("2027-12-31")


@pytest.mark.real
def test_every_milestone_of_the_record_has_its_source_lane_and_mark(
    record: World, snapshot: object
) -> None:
    result = process.on_day(record["milestones"], TODAY)
    words = milestones.rows(result.milestones, snapshot.frame("evidence"))
    assert words["source"].notna().all()
    assert set(words["mark"]) <= {mark.key for mark in wording.marks()}
    assert set(words["lane"]) == set(wording.LANES) == set(process.LANES)
