"""Dates as sourced may be a year, a month or a day: say what they bound, never more."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import pandas as pd

from data.errors import SourceError
from data.table import PARTIAL_DATE

DAY: Final = "datetime64[us]"

UNKNOWN: pd.Timestamp = pd.NaT  # type: ignore[assignment]  # a day like any other to pandas
"""A day that is not known: neither before nor after any other."""

_DATE = re.compile(PARTIAL_DATE.strip("^$"), re.ASCII)

YEARS = range(1850, 2101)
"""Years that a date of ours can have; anything else is a slip of the pen."""


EXPECTED = f"a day of the calendar as YYYY, YYYY-MM or YYYY-MM-DD, from {YEARS[0]} to {YEARS[-1]}"
"""What a message says that a date should have been."""


def is_date(text: str) -> bool:
    """Return whether a text is a partial date; see `bounds`."""
    return bool(text) and _bounds(text) is not None


def bounds(text: str, *, where: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last day that a partial date can mean.

    Parameters
    ----------
    text : str
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; empty means unknown and gives two ``NaT``.

    Raises
    ------
    SourceError
        If it is none of these, or no day of the calendar.

    Examples
    --------
    >>> [day.date().isoformat() for day in bounds("2024-02", where="x.csv line 2")]
    ['2024-02-01', '2024-02-29']
    """
    pair = _bounds(text)
    if pair is None:
        raise SourceError(
            where,
            found=f"date '{text}'",
            expected=EXPECTED,
            do="correct the date",
        )
    return pair


def refuse_after_reading(date: pd.Timestamp, read: pd.Timestamp, *, where: str) -> None:
    """Check that nothing is told of a day later than that on which the source was read.

    The clock is not asked, so that the same sources give the same answer on any day.

    Raises
    ------
    SourceError
        If the earliest day that a date can mean comes after the latest day of reading.
    """
    if date > read:
        raise SourceError(
            where,
            found=f"the day {date:%Y-%m-%d}",
            expected=f"no day after {read:%Y-%m-%d}, when the source was read",
            do="correct the date, or retrieved in the sidecar",
        )


def bounds_columns(texts: pd.Series[str], *, where: str) -> tuple[pd.Series, pd.Series]:
    """Return the bounds of a column of partial dates, as two columns of days.

    Raises
    ------
    SourceError
        For the first text that is not a date; the message names its line.
    """
    pairs = [bounds(text, where=f"{where} line {i}") for i, text in enumerate(texts, start=2)]
    first = pd.Series([pair[0] for pair in pairs], index=texts.index, dtype=DAY)
    last = pd.Series([pair[1] for pair in pairs], index=texts.index, dtype=DAY)
    return first, last


@cache
def _bounds(text: str) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    if not text:
        return UNKNOWN, UNKNOWN
    if not _DATE.fullmatch(text) or int(text[:4]) not in YEARS:
        return None
    try:
        first = pd.Timestamp(f"{text}-01-01" if len(text) == len("YYYY") else text)
    except ValueError:
        return None
    step = {4: pd.DateOffset(years=1), 7: pd.DateOffset(months=1)}.get(len(text))
    return first, first if step is None else first + step - pd.Timedelta(days=1)
