"""Which sources have grown older than they may, by what their sidecars allow."""

from __future__ import annotations

import datetime as dt

import pandas as pd


def due(sources: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """Return the last day on which each source is fresh; missing where nothing is said.

    A source read in a month or a year is taken to have been read on its last day.

    Parameters
    ----------
    sources : DataFrame
        Table ``sources``.
    """
    retrieved = sources["retrieved"]
    last_days = {text: pd.Period(text).end_time.normalize() for text in retrieved.unique()}
    read = pd.Series(
        [last_days[text] for text in retrieved], index=sources.index, dtype="datetime64[us]"
    )
    allowed = pd.to_timedelta(sources["max_age_days"].astype("Float64"), unit="D")
    return read + allowed


def stale(sources: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Return the sources that ought to be read again, the longest overdue first.

    Parameters
    ----------
    sources : DataFrame
        Table ``sources``.
    today : date

    Returns
    -------
    DataFrame
        The rows of those, with ``due``, the last day on which each was fresh.
    """
    dated = sources.assign(due=due(sources))
    overdue = dated[dated["due"] < pd.Timestamp(today)]
    return overdue.sort_values(["due", "source_id"], ignore_index=True)


def today() -> dt.date:
    """Return the day of today, in UTC."""
    return dt.datetime.now(dt.UTC).date()
