"""What happened since a day, by dated facts: who joined or left what, votes, milestones, stances.

Dates in the record are bounds. What may have happened on the day or after it is told, with its
bounds; what has no last day cannot be told apart, and is counted.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import roster_status, spells
from data import domains, schema

BOUNDS = ["date_text", "date_from", "date_to"]
JOINED_COLUMNS = ["instrument_id", "iso3", "role", *BOUNDS, "evidence_id"]


@dataclass(frozen=True)
class Events:
    """What happened since a day, each part the latest first.

    Attributes
    ----------
    since : Timestamp
        The day; what happened on it is told.
    joined, left : DataFrame
        `JOINED_COLUMNS`: a row a State and instrument. ``left`` are spells that ended, and roles
        that say so.
    votes : DataFrame
        Rows of the table ``rollcalls``, of any body, on the topics shown.
    milestones : DataFrame
        Rows of the table ``milestones``, those to come too.
    stances : DataFrame
        ``iso3, instrument_id, fact``, bounds and ``evidence_id``: what is documented of States.
    left_out : DataFrame
        ``kind, key, reason``: instruments some of whose members are ``not_dated``, or that are an
        ``earlier_state`` of another; roll calls since the day on another topic (``topic``).
    """

    since: pd.Timestamp
    joined: pd.DataFrame
    left: pd.DataFrame
    votes: pd.DataFrame
    milestones: pd.DataFrame
    stances: pd.DataFrame
    left_out: pd.DataFrame

    def certain(self) -> Events:
        """Return what happened on the day or after it, whatever the bounds of its date."""
        return replace(
            self,
            joined=self._begun(self.joined),
            left=self._begun(self.left),
            milestones=self._begun(self.milestones),
            stances=self._begun(self.stances),
        )

    def watched(self, iso3: Collection[str], texts: Collection[str]) -> Events:
        """Return what concerns some States or texts; votes and milestones stay, all if none is.

        Parameters
        ----------
        iso3 : collection of str
            States.
        texts : collection of str
            Instruments.
        """
        if not iso3 and not texts:
            return self

        def concerning(rows: pd.DataFrame) -> pd.DataFrame:
            is_theirs = rows["iso3"].isin(list(iso3)) | rows["instrument_id"].isin(list(texts))
            return rows[is_theirs.to_numpy(dtype=bool)]

        return replace(
            self,
            joined=concerning(self.joined),
            left=concerning(self.left),
            stances=concerning(self.stances),
        )

    def _begun(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows that cannot be of before the day."""
        return rows[(rows["date_from"] >= self.since).to_numpy(dtype=bool)]


def since_day(
    since: pd.Timestamp,
    *,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    milestones: pd.DataFrame,
    stances: pd.DataFrame,
    shown_topics: Collection[str] = domains.TECHNOLOGY_TOPICS,
) -> Events:
    """Return what may have happened on a day or after it.

    Parameters
    ----------
    since : Timestamp
    instruments, memberships, rollcalls, topics, milestones, stances : DataFrame
        The tables of those names.
    shown_topics : collection of str
        Topics whose roll calls are told.
    """
    earlier = set(instruments.loc[instruments["snapshot_of"].notna(), "instrument_id"])
    is_earlier = memberships["instrument_id"].isin(earlier).to_numpy(dtype=bool)
    held = memberships[~is_earlier].rename(
        columns={"since": "date_text", "since_from": "date_from", "since_to": "date_to"}
    )
    is_former = held["role"].isin(schema.FORMER_ROLES).to_numpy(dtype=bool)
    begun = spells.counted(held)
    ended = held[held["until"].notna().to_numpy(dtype=bool) & ~is_former]
    ended = ended.assign(**_bounds(ended["until"]))
    withdrawn = held[(held["role"] == roster_status.WITHDRAWN).to_numpy(dtype=bool)]
    known = stances.assign(**_bounds(stances["date_text"]))
    late = _since(rollcalls, rollcalls["vote_date"], since)
    shown = set(topics.loc[topics["topic"].isin(list(shown_topics)), "rollcall_id"])
    is_shown = late["rollcall_id"].isin(shown).to_numpy(dtype=bool)
    is_dated = begun["date_to"].notna().to_numpy(dtype=bool)
    return Events(
        since=since,
        joined=_latest(begun, since)[JOINED_COLUMNS],
        left=_latest(pd.concat([ended, withdrawn], ignore_index=True), since)[JOINED_COLUMNS],
        votes=late[is_shown].sort_values(
            ["vote_date", "rollcall_id"], ascending=[False, True], ignore_index=True
        ),
        milestones=_latest(milestones, since),
        stances=_latest(known, since)[["iso3", "instrument_id", "fact", *BOUNDS, "evidence_id"]],
        left_out=pd.concat(
            [
                _left_out("instrument", begun["instrument_id"][~is_dated], "not_dated"),
                _left_out("instrument", memberships["instrument_id"][is_earlier], "earlier_state"),
                _left_out("rollcall", late["rollcall_id"][~is_shown], "topic"),
            ],
            ignore_index=True,
        ),
    )


def latest_day(
    memberships: pd.DataFrame, rollcalls: pd.DataFrame, stances: pd.DataFrame
) -> pd.Timestamp:
    """Return the day of the latest fact: the last vote, joining, leaving or documented stance.

    Milestones to come are no facts yet.
    """
    days = pd.concat(
        [
            memberships["since_to"],
            roster_status.last_days(memberships["until"]),
            rollcalls["vote_date"],
            roster_status.last_days(stances["date_text"]),
        ]
    )
    return pd.Timestamp(days.max())


def _bounds(texts: pd.Series) -> dict[str, pd.Series]:
    """Return partial dates as text with the first and the last day that each can mean."""
    return {
        "date_text": texts,
        "date_from": roster_status.first_days(texts),
        "date_to": roster_status.last_days(texts),
    }


def _latest(rows: pd.DataFrame, since: pd.Timestamp) -> pd.DataFrame:
    """Return the rows that may be of the day or later, the latest first."""
    late = _since(rows, rows["date_to"], since)
    keys = [name for name in ("instrument_id", "iso3", "milestone_id") if name in late]
    ordered: pd.DataFrame = late.sort_values(
        ["date_to", *keys], ascending=[False, *(True for _key in keys)]
    )
    return ordered.reset_index(drop=True)


def _since(rows: pd.DataFrame, days: pd.Series, since: pd.Timestamp) -> pd.DataFrame:
    is_late: npt.NDArray[np.bool_] = (days >= since).to_numpy(dtype=bool)
    return rows[is_late]


def _left_out(kind: str, keys: pd.Series, reason: str) -> pd.DataFrame:
    """Return each key once, with why it, or some of its rows, are not told."""
    held = keys.astype(object).drop_duplicates().sort_values(ignore_index=True)
    return pd.DataFrame({"kind": kind, "key": held, "reason": reason})
