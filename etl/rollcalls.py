"""From the roll calls we hold as files of their own to rows, votes and topics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl import dates, evidence
from etl.catalog import Source
from etl.sidecars import RollcallDetails
from etl.sources import delimited

TALLY = {"Y": "n_yes", "N": "n_no", "A": "n_abstain", "X": "n_absent"}
"""Columns of the tally by position."""

SESSION = re.compile(r"^A/(?:RES|C\.1)/((?:ES-)?\d+)/")


@dataclass(frozen=True)
class Rollcall:
    """One recorded vote.

    Attributes
    ----------
    row : dict
        Its row of table ``rollcalls``; what only the long history knows is still missing.
    topics : tuple of str
        As its sidecar names them.
    votes : DataFrame
        Columns ``iso3, vote, confidence, evidence_id, url``.
    source : Source
        Where it comes from.
    """

    row: dict[str, Any]
    topics: tuple[str, ...]
    votes: pd.DataFrame
    source: Source


def rollcall(source: Source, names: pd.DataFrame) -> Rollcall:
    """Return the roll call that a sidecar and its list of names make.

    Raises
    ------
    FaultsError
        If a State is listed twice.
    SourceError
        If its date comes after the day on which the source was read.
    """
    about = source.described(RollcallDetails)
    where = source.where
    delimited.refuse_duplicates(names, ("iso3",), where=where)
    first, last = dates.bounds(about.date or "", where=source.sidecar)
    _, retrieved = dates.bounds(source.about.retrieved, where=source.sidecar)
    dates.refuse_after_reading(first, retrieved, where=source.sidecar)
    session = SESSION.match(about.symbol)
    is_committee = about.body == "first_committee"
    row = {
        "rollcall_id": about.rollcall_id,
        "rcid": None,
        "body": about.body,
        "session": session[1] if session else None,
        "symbol": about.symbol,
        "draft": about.draft,
        "meeting": about.meeting,
        "title": about.title,
        "vote_date": first if first == last else pd.NaT,
        "date_quality": "official" if first == last else "year",
        "committee": "First Committee" if is_committee else None,
        "subjects": None,
        "is_paragraph_vote": False,
        "is_amendment_vote": False,
        **{f"{column}_published": getattr(about, column) for column in TALLY.values()},
        **{column: int((names["vote"] == code).sum()) for code, column in TALLY.items()},
        "status": about.names,
        "source_id": source.source_id,
        "evidence_id": evidence.key(source.about.url),
        "note": source.about.note,
    }
    votes = evidence.with_evidence(names, source)
    return Rollcall(
        row,
        tuple(about.topics),
        votes[["iso3", "vote", "confidence", "evidence_id", "url"]],
        source,
    )
