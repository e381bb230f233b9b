"""How recent the record is: the last vote, the newest list, and what is missing by a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from data import freshness, schema

FIRST_SESSION_YEAR = 1945
"""Session n of the General Assembly opens in September of this year plus n."""

VOTING_FROM_MONTH = 11
"""By November a session's First Committee has voted; its plenary votes in December."""


@dataclass(frozen=True)
class Recency:
    """How recent the record is, as seen from a day.

    Attributes
    ----------
    votes_to : Timestamp or None
        Day of the last vote of the General Assembly or its First Committee; votes of which only the
        year can be trusted are left out.
    lists_to : Timestamp or None
        Latest day on which a roster is said to have stood so; the earliest that its date can mean.
    missing_sessions : tuple of int
        Sessions that have voted by the day, later than any vote on record.
    n_stale : int
        Sources that ought to have been read again by the day.
    """

    votes_to: pd.Timestamp | None
    lists_to: pd.Timestamp | None
    missing_sessions: tuple[int, ...]
    n_stale: int


def on_day(
    today: dt.date,
    *,
    rollcalls: pd.DataFrame,
    instruments: pd.DataFrame,
    sources: pd.DataFrame,
) -> Recency:
    """Return how recent the record is.

    Parameters
    ----------
    today : date
    rollcalls, instruments, sources : DataFrame
        The tables of those names.
    """
    held = rollcalls[rollcalls["body"].isin(schema.ASSEMBLY_BODIES).to_numpy(dtype=bool)]
    dated = held.loc[(held["date_quality"] != "year").to_numpy(dtype=bool), "vote_date"]
    lists = pd.to_datetime(instruments["as_of"].dropna().astype(object), format="ISO8601")
    sessions = held["session_number"].dropna()
    latest = int(sessions.max()) if len(sessions) else None
    missing = () if latest is None else tuple(range(latest + 1, session_that_votes(today) + 1))
    return Recency(
        votes_to=_latest(dated),
        lists_to=_latest(lists),
        missing_sessions=missing,
        n_stale=len(freshness.stale(sources, today)),
    )


def session_that_votes(day: dt.date) -> int:
    """Return the latest session of the General Assembly that has voted by a day.

    Examples
    --------
    >>> session_that_votes(dt.date(2026, 10, 1)), session_that_votes(dt.date(2026, 11, 30))
    (80, 81)
    """
    return day.year - FIRST_SESSION_YEAR - (day.month < VOTING_FROM_MONTH)


def _latest(days: pd.Series) -> pd.Timestamp | None:
    known = days.dropna()
    return known.max() if len(known) else None
