from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import SourceError
from etl import dates

DAYS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31))


@given(day=DAYS, length=st.sampled_from([4, 7, 10]))
def test_a_day_lies_within_the_bounds_of_every_shortening(day: dt.date, length: int) -> None:
    first, last = dates.bounds(day.isoformat()[:length], where="x")
    assert first <= pd.Timestamp(day) <= last


@given(day=DAYS, length=st.sampled_from([4, 7, 10]))
def test_bounds_hold_nothing_else(day: dt.date, length: int) -> None:
    text = day.isoformat()[:length]
    first, last = dates.bounds(text, where="x")
    one = pd.Timedelta(days=1)
    assert all(bound.isoformat()[:length] == text for bound in (first, last))
    assert all(bound.isoformat()[:length] != text for bound in (first - one, last + one))


def test_no_date_bounds_nothing() -> None:
    assert [bound is pd.NaT for bound in dates.bounds("", where="x")] == [True, True]


@pytest.mark.parametrize(
    "text",
    ["2023-02-29", "2023-13", "2023-1-1", "2023-01-01T00:00", "soon", "0000", "9999"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match=f"^x: found date '{text}', expected a day of the cal"):
        dates.bounds(text, where="x")


def test_a_column_names_the_line_of_the_first_wrong_date() -> None:
    with pytest.raises(SourceError, match=r"^x\.csv line 3: found date 'soon'"):
        dates.bounds_columns(pd.Series(["2023", "soon"]), where="x.csv")
