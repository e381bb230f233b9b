"""From rosters to the tables of instruments and memberships."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.schema import (
    FORMER_ROLES,
    ORGANISER_ROLES,
    ROSTER_STATUSES,
    ROSTER_USES,
    SOURCE_CONFIDENCES,
)
from etl import contract, dates, details, evidence, reconcile
from etl.catalog import Source
from etl.details import Kind
from etl.faults import Faults
from etl.sources import delimited

_REQUIRED: dict[str, Kind] = {
    "instrument_id": str,
    "name": str,
    "short_name": str,
    "kind": str,
    "open_to_new_members": ("yes", "no", "partial", "unknown"),
    "roster_status": ROSTER_STATUSES,
    "roster_use": ROSTER_USES,
}
_OPTIONAL: dict[str, Kind] = {
    "domain": str,
    "date": str,
    "opened": str,
    "host": str,
    "official_count": int,
    "counted_roles": list,
    "not_in_states": list,
    "name_limit": str,
    "rollcall_id": str,
    "snapshot_of": str,
    "since_means": ("first_seen",),
}
_UNCOUNTED = (*ORGANISER_ROLES, *FORMER_ROLES, "observer")
"""Roles that no official count counts, unless the sidecar says so."""


def instrument(source: Source, roster: pd.DataFrame) -> dict[str, Any]:
    """Return the row of table ``instruments`` that a sidecar and its roster make.

    Raises
    ------
    FaultsError
        If the sidecar's ``[instrument]`` is not complete and correct.
    SourceError
        If its date is not one.
    """
    about = details.checked(source, required=_REQUIRED, optional=_OPTIONAL)
    roles = about["counted_roles"] or [
        role for role in roster["role"].unique() if role not in _UNCOUNTED
    ]
    date_text = about["opened"] or about["date"] or ""
    date_from, date_to = dates.bounds(date_text, where=source.sidecar)
    counted = roster[roster["role"].isin(roles) & (roster["until"] == "")]
    return about | {
        "date_text": date_text,
        "date_from": date_from,
        "date_to": date_to,
        "n_listed": counted["iso3"].nunique(),
        "n_not_in_states": len(about["not_in_states"] or ()),
        "counted_roles": "|".join(roles),
        "as_of": source.about.get("as_of"),
        "source_id": source.source_id,
        "evidence_id": evidence.key(source.about["url"]),
        "note": source.about.get("note"),
    }


def memberships(source: Source, roster: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of table ``memberships`` that a roster holds, with their ``url``.

    Raises
    ------
    FaultsError
        For codes that are not known, spells listed twice, and dates that are none or crossed.
    """
    delimited.refuse_duplicates(roster, ("iso3", "role", "since"), where=source.where)
    delimited.refuse_unknown(
        roster["confidence"], known=("", *SOURCE_CONFIDENCES), what="confidence", where=source.where
    )
    faults = Faults()
    spells = []
    for line, row in enumerate(roster.to_dict("records"), start=2):
        with faults.gathered():
            spells.append(_spell(source, row, where=f"{source.where} line {line}"))
    faults.raise_if_any()
    return spells


def _spell(source: Source, row: dict[Any, Any], *, where: str) -> dict[str, Any]:
    first, last = dates.bounds(row["since"], where=where)
    if source.details.get("since_means") == "first_seen":
        first = dates.UNKNOWN  # seen on a list: joined by then, perhaps long before
    earliest, _ = dates.bounds(row["since_from"], where=where)
    _, latest = dates.bounds(row["since_to"], where=where)
    url = row["source_url"] or source.about["url"]
    spell = row | {
        "instrument_id": source.details["instrument_id"],
        "since_from": earliest if row["since_from"] else first,
        "since_to": latest if row["since_to"] else last,
        "url": url,
        "evidence_id": evidence.key(url),
        "confidence": row["confidence"] or source.about["confidence"],
    }
    _, end = dates.bounds(row["until"], where=where)
    reconcile.refuse_crossed_dates(spell["since_from"], spell["since_to"], end, where=where)
    return spell


def instruments_table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the table of instruments from its rows."""
    return contract.table("instruments", pd.DataFrame(rows).sort_values("instrument_id"))


def memberships_table(spells: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the table of memberships from its rows."""
    rows = pd.DataFrame(spells).sort_values(["instrument_id", "iso3", "role", "since"])
    return contract.table("memberships", rows)
