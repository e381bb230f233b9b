"""Merge the roll calls of our own files with the long history: rows, votes and topics."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.errors import ReconcileError
from data.schema import CONFIDENCES, POSITIONS
from etl import casts, derived, evidence, refusals
from etl.catalog import Source
from etl.faults import Faults
from etl.rollcalls import Rollcall

_FROM_HISTORY = ("rcid", "session", "committee", "subjects", "issues")
"""What a roll call of our own takes over from the long history."""


def joined(rollcalls: Sequence[Rollcall], rows: pd.DataFrame, votes: pd.DataFrame) -> pd.DataFrame:
    """Return all roll calls, one row each, with ``issues`` as a column more.

    A resolution that stands in both is one row, under our own key, with the number, session,
    committee and subjects of the long history.

    Raises
    ------
    FaultsError
        If the two records of one resolution differ, or a resolution stands twice in the history.
    """
    faults = Faults()
    own = []
    symbols = [rollcall.row["symbol"] for rollcall in rollcalls]
    plenary = rows[rows["symbol"].isin(symbols)]
    cast = votes[votes["rcid"].isin(plenary["rcid"])]
    for rollcall in rollcalls:
        row = {**rollcall.row, "issues": ""}
        same = plenary[plenary["symbol"] == row["symbol"]]
        with faults.gathered():
            if row["body"] == "plenary" and len(same):
                match = _only(same, rollcall)
                refusals.refuse_record_that_differs(
                    rollcall, match, cast[cast["rcid"] == match["rcid"]]
                )
                row |= {name: match[name] for name in _FROM_HISTORY}
        own.append(row)
    faults.raise_if_any()
    ours = pd.DataFrame(own, columns=list(rows.columns))
    rest = rows[~rows["rcid"].isin(ours["rcid"].dropna())]
    both = pd.concat([ours.astype("object"), rest.astype("object")], ignore_index=True)
    both["session_number"] = pd.to_numeric(both["session"], errors="coerce")
    return both.sort_values(["vote_date", "rcid", "rollcall_id"], ignore_index=True)


def rollcalls_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the table of roll calls."""
    return casts.table("rollcalls", rows)


def votes_table(
    rollcalls: Sequence[Rollcall],
    rows: pd.DataFrame,
    history: Source,
    votes: pd.DataFrame,
    found: pd.DataFrame,
) -> pd.DataFrame:
    """Return the table of votes, in the order of the roll calls.

    Parameters
    ----------
    rollcalls : sequence of Rollcall
        Our own.
    rows : DataFrame
        All roll calls, as ``joined`` returns them.
    history, votes : Source, DataFrame
        The long history: its votes are used where we have no file of our own.
    found : DataFrame
        Votes that follow from its tallies, as ``etl.derived.votes`` returns them.
    """
    own = pd.concat([r.votes.assign(rollcall_id=r.row["rollcall_id"]) for r in rollcalls])
    rest = rows[~rows["rollcall_id"].isin([r.row["rollcall_id"] for r in rollcalls])]
    place = pd.Index(rest["rcid"].astype("int64")).get_indexer(pd.Index(votes["rcid"]))
    is_past = place >= 0
    past = votes[is_past]
    document = evidence.key(history.about.url)
    more = found.assign(
        rollcall_id=found["rcid"].map(rest.set_index("rcid")["rollcall_id"]),
        confidence=derived.CONFIDENCE,
        evidence_id=document,
    ).dropna(subset=["rollcall_id"])
    states = sorted({*votes["iso3"].cat.categories, *own["iso3"]})
    kinds = {
        "rollcall_id": pd.CategoricalDtype(rows["rollcall_id"]),
        "iso3": pd.CategoricalDtype(states),
        "vote": pd.CategoricalDtype(list(POSITIONS)),
        "confidence": pd.CategoricalDtype(list(CONFIDENCES)),
        "evidence_id": pd.CategoricalDtype(sorted({document, *own["evidence_id"]})),
    }
    first = {
        "rollcall_id": rest["rollcall_id"].astype(kinds["rollcall_id"]).take(place[is_past]),
        "iso3": past["iso3"],
        "vote": past["vote"],
        "confidence": pd.Series([history.about.confidence]).repeat(len(past)),
        "evidence_id": pd.Series([document]).repeat(len(past)),
    }
    frame = pd.DataFrame(
        {
            name: pd.concat(
                [part[name].astype(kind) for part in (first, own, more)], ignore_index=True
            )
            for name, kind in kinds.items()
        }
    )
    ranks = np.lexsort((frame["iso3"].cat.codes, frame["rollcall_id"].cat.codes))
    return casts.table("votes", frame.iloc[ranks])


def topics_table(
    rollcalls: Sequence[Rollcall], rows: pd.DataFrame, rules: pd.DataFrame
) -> pd.DataFrame:
    """Return the table of topics: those the sidecars name, and those that the rules read."""
    pairs = [
        pd.DataFrame({"rollcall_id": rollcall.row["rollcall_id"], "topic": rollcall.topics})
        for rollcall in rollcalls
    ]
    texts = {name: rows[name].fillna("").str.casefold() for name in rules["column"].unique()}
    for column, part, topic in rules[["column", "contains", "topic"]].to_numpy():
        hit = texts[column].str.contains(part.casefold(), regex=False)
        pairs.append(pd.DataFrame({"rollcall_id": rows.loc[hit, "rollcall_id"], "topic": topic}))
    table = pd.concat(pairs).drop_duplicates().sort_values(["rollcall_id", "topic"])
    return casts.table("topics", table)


def _only(same: pd.DataFrame, rollcall: Rollcall) -> pd.Series:
    if len(same) > 1:
        raise ReconcileError(
            rollcall.source.where,
            found=f"{len(same)} roll calls on {rollcall.row['symbol']} in the long history",
            expected="one",
            do="tell them apart by their numbers",
        )
    return same.iloc[0]
