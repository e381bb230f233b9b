from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.record import events
from tests import tiny_world

TABLES = ("instruments", "memberships", "rollcalls", "topics", "milestones", "stances")


def since(world, day: str) -> events.Events:
    return events.since_day(pd.Timestamp(day), **{table: world[table] for table in TABLES})


def pairs(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["instrument_id"], rows["iso3"], strict=True))


def test_who_joined_since_a_day_is_told_also_where_it_may_have_been_earlier(world):
    found = since(world, "2026-02-06")
    assert pairs(found.joined) == [("pathways_2026", "KOR")]
    assert found.joined["date_from"].tolist() == [pd.Timestamp("2026-02-05")]


def test_the_day_itself_counts_and_earlier_states_of_a_roster_do_not(world):
    found = since(world, "2026-02-05")
    assert pairs(found.joined) == [
        ("pathways_2026", "KOR"),
        ("pathways_2026", "CHL"),
        ("pathways_2026", "KEN"),
        ("pathways_2026", "NLD"),
    ]
    told = found.left_out.set_index("key")["reason"]
    assert told["pathways_2026_at_close"] == "earlier_state"
    assert told["north"] == "not_dated"


def test_a_role_that_says_who_left_is_no_joining(world):
    found = since(world, "2025-12-02")
    assert pairs(found.left) == [("ban", "POL")]
    assert ("ban", "POL") not in pairs(found.joined)


def test_a_spell_that_ended_is_told_by_the_last_day_on_which_it_can_have(world):
    world["memberships"].loc[world["memberships"]["instrument_id"] == "south", "until"] = "2026"
    found = since(world, "2026-06-01")
    assert pairs(found.left) == [("south", "KEN"), ("south", "NGA")]
    assert found.left["date_from"].tolist() == [pd.Timestamp("2026-01-01")] * 2
    assert found.left["date_to"].tolist() == [pd.Timestamp("2026-12-31")] * 2


def test_votes_on_other_topics_are_left_out_and_named(world):
    found = since(world, "1990-01-01")
    assert found.votes["rollcall_id"].tolist() == ["res_2", "c1_res_2", "res_1", "c1_res_1"]
    assert found.left_out.set_index("key")["reason"]["old_1"] == "topic"


def test_milestones_to_come_are_told_and_are_no_latest_fact(world):
    assert since(world, "2026-01-01").milestones["milestone_id"].tolist() == ["next_summit"]
    latest = events.latest_day(world["memberships"], world["rollcalls"], world["stances"])
    assert latest == pd.Timestamp("2026-07-17")


@pytest.mark.slow
@pytest.mark.parametrize("part", ["joined", "left", "votes", "milestones", "stances"])
@given(days=st.tuples(*[st.dates(date(1990, 1, 1), date(2028, 1, 1))] * 2))
@settings(max_examples=10)
def test_a_later_day_tells_no_more(part, days):
    first, last = sorted(days)
    world = tiny_world.tables()
    more, fewer = (getattr(since(world, str(day)), part) for day in (first, last))
    assert len(fewer) <= len(more)
    assert set(map(str, fewer.to_dict("records"))) <= set(map(str, more.to_dict("records")))


def test_what_is_watched_is_kept_and_the_rest_left_out_but_votes_and_milestones_stay(world):
    found = since(world, "2023-01-01")
    by_state, by_text = found.watched(["KEN"], []), found.watched([], ["cta_2023"])
    assert set(by_state.joined["iso3"]) == {"KEN"}
    assert set(by_text.joined["instrument_id"]) == {"cta_2023"}
    both = found.watched(["KEN"], ["cta_2023"])
    assert set(pairs(both.joined)) == {*pairs(by_state.joined), *pairs(by_text.joined)}
    assert len(both.votes) == len(found.votes)
    assert len(both.milestones) == len(found.milestones)
    assert found.watched([], []) is found
