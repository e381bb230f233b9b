"""How a roster has changed: what it says now beside the earlier states of it that were kept."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import roster_status
from analytics.record import standing
from data import domains


@dataclass(frozen=True)
class Versions:
    """The earlier states of a roster.

    Attributes
    ----------
    key : str
        Its instrument_id.
    versions : DataFrame
        ``instrument_id, as_of, roster_status, evidence_id, n_listed, n_kept, joined, gone``: a row
        an earlier state, the latest first. ``joined`` and ``gone`` are tuples of States: listed
        now and not then, listed then and not now.
    left_out : DataFrame
        ``kind, key, reason``: earlier states not compared. Reason: ``not_full`` (it, or the roster
        now, does not tell of every State).
    """

    key: str
    versions: pd.DataFrame
    left_out: pd.DataFrame


def of_roster(
    instrument_id: str,
    *,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
) -> Versions:
    """Return what changed since each earlier state of a roster.

    Parameters
    ----------
    instrument_id : str
    states, instruments, memberships : DataFrame
        The tables of those names.

    Raises
    ------
    AnalysisError
        If there is no such instrument.
    """
    now = standing.one_row(instruments, "instrument_id", instrument_id, "instrument")
    is_earlier = (instruments["snapshot_of"] == instrument_id).to_numpy(dtype=bool)
    is_full = instruments["roster_use"].isin(domains.FULL_USES).to_numpy(dtype=bool)
    can_compare = is_full & (now["roster_use"] in domains.FULL_USES)
    is_now = (instruments["instrument_id"] == instrument_id).to_numpy(dtype=bool)
    asked = instruments[is_now | (is_earlier & can_compare)]
    table = roster_status.table(states=states, instruments=asked, memberships=memberships)
    listed = table[table["category"] == "listed"].groupby("instrument_id")["iso3"].agg(set)
    today: set[str] = listed.get(instrument_id, set())
    rows = []
    for _, row in instruments[is_earlier & can_compare].iterrows():
        then: set[str] = listed.get(str(row["instrument_id"]), set())
        rows.append(
            {
                "instrument_id": str(row["instrument_id"]),
                "as_of": row["as_of"],
                "roster_status": str(row["roster_status"]),
                "evidence_id": str(row["evidence_id"]),
                "n_listed": len(then),
                "n_kept": len(then & today),
                "joined": tuple(sorted(today - then)),
                "gone": tuple(sorted(then - today)),
            }
        )
    columns = [
        *("instrument_id", "as_of", "roster_status", "evidence_id"),
        *("n_listed", "n_kept", "joined", "gone"),
    ]
    versions = pd.DataFrame(rows, columns=columns)
    out = sorted(instruments["instrument_id"][is_earlier & ~can_compare].astype(str))
    return Versions(
        key=instrument_id,
        versions=versions.sort_values("as_of", ascending=False, ignore_index=True),
        left_out=pd.DataFrame({"kind": "instrument", "key": out, "reason": "not_full"}),
    )
