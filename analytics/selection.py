"""Which votes and rosters a question about alignment is asked of: a subject, and a window.

Blocs and ties take the tables they are given; here a subject and a number of sessions become these
tables, so that blocs and ties of one question rest on the same texts.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from analytics import ballots
from data import domains
from data.errors import AnalysisError

BASES = ("votes", "rosters", "both")
"""What States can be compared by."""


@dataclass(frozen=True)
class AlignmentQuestion:
    """What is asked.

    Attributes
    ----------
    basis : str
        One of `BASES`.
    topics : tuple of str or None
        Only roll calls on any of these topics; all roll calls when None.
    n_sessions : int
        Regular sessions up to the latest on record.
    """

    basis: str
    topics: tuple[str, ...] | None
    n_sessions: int


def on_topics(
    rollcalls: pd.DataFrame, topics: pd.DataFrame, wanted: Collection[str] | None
) -> pd.DataFrame:
    """Return the roll calls on any of some topics; all of them where none is wanted.

    Parameters
    ----------
    rollcalls, topics : DataFrame
        The tables of those names.
    wanted : collection of str, optional
    """
    if wanted is None:
        return rollcalls
    keys = topics.loc[topics["topic"].isin(list(wanted)), "rollcall_id"]
    return rollcalls[rollcalls["rollcall_id"].isin(keys).to_numpy(dtype=bool)]


def window(rollcalls: pd.DataFrame, n_sessions: int) -> tuple[int, int]:
    """Return the first and the last of so many sessions up to the latest.

    Raises
    ------
    AnalysisError
        If no roll call has a session.

    Examples
    --------
    >>> window(pd.DataFrame({"session_number": [79, 80, None]}), 5)
    (76, 80)
    """
    numbers = rollcalls["session_number"].dropna()
    if numbers.empty:
        raise AnalysisError(
            "window",
            found="no session",
            expected="roll calls of a session",
            do="widen the subject",
            reason="no_votes",
        )
    last = int(numbers.max())
    return last - n_sessions + 1, last


def joined_by_choice(instruments: pd.DataFrame) -> pd.DataFrame:
    """Return the instruments that a State joins by choice; see `domains.BLOC_KINDS`."""
    return instruments[~instruments["kind"].isin(domains.BLOC_KINDS).to_numpy(dtype=bool)]


def latest_day(memberships: pd.DataFrame) -> pd.Timestamp:
    """Return the day of the last change of a roster that is on record."""
    day: pd.Timestamp = memberships["since_to"].max()
    return day


def evidence(
    question: AlignmentQuestion,
    *,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    instruments: pd.DataFrame,
) -> tuple[str, ...]:
    """Return the documents of the texts that are asked of, those left out later among them."""
    ids: set[str] = set()
    if question.basis != "rosters":
        asked = on_topics(rollcalls, topics, question.topics)
        first, last = window(rollcalls, question.n_sessions)
        is_within = asked["session_number"].between(first, last)
        is_used = is_within & ballots.is_complete_in_plenary(asked)
        ids |= set(asked.loc[is_used.to_numpy(dtype=bool, na_value=False), "evidence_id"])
    if question.basis != "votes":
        ids |= set(joined_by_choice(instruments)["evidence_id"].dropna())
    return tuple(sorted(ids))
