from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from analytics.record import recency


def found(world, day: str) -> recency.Recency:
    tables = {name: world[name] for name in ("rollcalls", "instruments", "sources")}
    return recency.on_day(dt.date.fromisoformat(day), **tables)


def test_the_last_vote_and_the_newest_list_are_told(world):
    rollcalls = world["rollcalls"]
    told = found(world, "2025-12-31")
    assert told.votes_to == rollcalls["vote_date"].max()
    assert told.lists_to == max(map(pd.Timestamp, world["instruments"]["as_of"].dropna()))


def test_a_day_of_which_only_the_year_is_known_is_no_last_vote(world):
    last = world["rollcalls"]["vote_date"].idxmax()
    world["rollcalls"].loc[last, "date_quality"] = "year"
    assert found(world, "2025-12-31").votes_to < world["rollcalls"]["vote_date"].max()


@pytest.mark.parametrize(
    ("years", "month", "missing"), [(0, 12, 0), (1, 10, 0), (1, 11, 1), (3, 1, 2)]
)
def test_a_session_that_has_voted_and_is_not_on_record_is_missing(world, years, month, missing):
    latest = int(world["rollcalls"]["session_number"].max())
    year = recency.FIRST_SESSION_YEAR + latest + years
    told = found(world, f"{year}-{month:02}-15")
    assert told.missing_sessions == tuple(range(latest + 1, latest + 1 + missing))


def test_without_any_vote_or_list_nothing_is_claimed(world):
    empty = {name: world[name].iloc[:0] for name in ("rollcalls", "instruments", "sources")}
    told = recency.on_day(dt.date(2026, 12, 1), **empty)
    assert told == recency.Recency(None, None, (), 0)
