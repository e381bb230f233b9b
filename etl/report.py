"""What a snapshot holds, in figures: for the closing table and for ``status``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from data import freshness, schema
from data.schema import ROLLCALL_STATUSES
from data.store import Snapshot
from etl.refusals import LISTS


def status(snapshot: Snapshot, *, today: dt.date) -> dict[str, Any]:
    """Return what a snapshot holds: rows per table, roll calls, instruments, and stale sources."""
    frames = {name: snapshot.frame(name) for name in ("instruments", "rollcalls")}
    instruments = frames["instruments"]
    return {
        "version": snapshot.version,
        "path": str(snapshot.path),
        "stale": [
            {
                "source_id": row["source_id"],
                "title": row["title"],
                "retrieved": row["retrieved"],
                "fresh_until": f"{row['due']:%Y-%m-%d}",
            }
            for _, row in freshness.stale(snapshot.frame("sources"), today).iterrows()
        ],
        "tables": {name: snapshot.n_rows(name) for name in schema.TABLES},
        "rollcalls": frames["rollcalls"]["status"].value_counts().sort_index().to_dict(),
        "instruments": [
            {
                "id": row["instrument_id"],
                "n": int(row["n_listed"]),
                "official_count": None
                if pd.isna(row["official_count"])
                else int(row["official_count"]),
                "roster_status": row["roster_status"],
                "as_of": None if pd.isna(row["as_of"]) else row["as_of"],
            }
            for _, row in instruments.iterrows()
        ],
    }


def counts(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return a line for every instrument with a full list: listed = official count.

    An entry of the official list that the table of States does not hold is named as such.
    """
    instruments = tables["instruments"]
    full = instruments[instruments["roster_status"].isin(LISTS)]
    return [
        f"{row['instrument_id']}: {row['n_listed']}"
        + (f" + {row['n_not_in_states']} not in states" if row["n_not_in_states"] else "")
        + (
            " listed, no official count"
            if pd.isna(row["official_count"])
            else f" = {row['official_count']}"
        )
        for _, row in full.iterrows()
    ]


def closing(tables: Mapping[str, pd.DataFrame]) -> list[tuple[str, str]]:
    """Return the closing table: rows per table, and what was refused and corrected."""
    rows = [(name, f"{len(tables[name]):,}") for name in schema.TABLES]
    rows.append(("refused or flagged", f"{len(tables['refusals']):,}"))
    flagged = tables["rollcalls"]["status"].value_counts()
    rows += [
        (f"  roll calls: {name}", f"{flagged[name]:,}")
        for name in ROLLCALL_STATUSES
        if name != "complete" and name in flagged
    ]
    rows.append(("corrected", f"{len(tables['corrections']):,}"))
    return rows
