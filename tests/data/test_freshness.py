"""Which sources are older than they may be, on a given day."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from data import freshness

SOURCES = pd.DataFrame(
    {
        "source_id": ["month", "day", "year", "silent"],
        "retrieved": ["2026-11", "2026-11-03", "2025", "1999-01-01"],
        "max_age_days": pd.array([60, 30, 30, pd.NA], dtype="Int64"),
    }
)


def test_a_month_is_taken_to_end_on_its_last_day() -> None:
    due = freshness.due(SOURCES).set_axis(SOURCES["source_id"])
    assert due["month"] == pd.Timestamp("2027-01-29")
    assert due["day"] == pd.Timestamp("2026-12-03")
    assert due["year"] == pd.Timestamp("2026-01-30")


def test_a_source_that_says_nothing_never_grows_old() -> None:
    assert "silent" not in set(freshness.stale(SOURCES, dt.date(2126, 1, 1))["source_id"])


@pytest.mark.parametrize(
    ("today", "stale"),
    [
        (dt.date(2026, 1, 30), []),
        (dt.date(2026, 1, 31), ["year"]),
        (dt.date(2026, 12, 3), ["year"]),
        (dt.date(2026, 12, 4), ["year", "day"]),
        (dt.date(2027, 1, 30), ["year", "day", "month"]),
    ],
)
def test_the_longest_overdue_comes_first(today: dt.date, stale: list[str]) -> None:
    assert freshness.stale(SOURCES, today)["source_id"].tolist() == stale
