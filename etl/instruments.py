"""From rosters to the tables of instruments and memberships."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.schema import (
    FORMER_ROLES,
    ORGANISER_ROLES,
    TELLING_USES,
)
from etl import casts, dates, evidence, refusals, roster_rules
from etl.catalog import Source
from etl.faults import Faults
from etl.sidecars import InstrumentDetails
from etl.sources import delimited

_UNCOUNTED = (*ORGANISER_ROLES, *FORMER_ROLES, "observer")
"""Roles that no official count counts, unless the sidecar says so."""


def instrument(source: Source, roster: pd.DataFrame) -> dict[str, Any]:
    """Return the row of table ``instruments`` that a sidecar and its roster make.

    Raises
    ------
    ReconcileError
        If what it says of its roster contradicts itself.
    """
    about = source.described(InstrumentDetails)
    roles = about.counted_roles or [
        role for role in roster["role"].unique() if role not in _UNCOUNTED
    ]
    date_text = about.opened or about.date or ""
    date_from, date_to = dates.bounds(date_text, where=source.sidecar)
    window = dates.bounds(about.window_closed or "", where=source.sidecar)
    read = dates.bounds(source.about.as_of or "", where=source.sidecar)
    refusals.refuse_use_that_contradicts(about, as_of=source.about.as_of, where=source.sidecar)
    refusals.refuse_early_closing(about, date_from, window[1], where=source.sidecar)
    _, retrieved = dates.bounds(source.about.retrieved, where=source.sidecar)
    dates.refuse_after_reading(date_from, retrieved, where=source.sidecar)
    is_telling = about.roster_use in TELLING_USES
    counted = roster[roster["role"].isin(roles) & (roster["until"] == "")]
    return about.model_dump() | {
        "date_text": date_text,
        "date_from": date_from,
        "date_to": date_to,
        "n_listed": counted["iso3"].nunique(),
        "n_not_in_states": len(about.not_in_states or ()),
        "counted_roles": "|".join(roles),
        "is_counted_by_name": about.counted_roles is not None,
        "n_counted": int(roster["role"].isin(roles).sum()),
        "as_of": source.about.as_of,
        "complete_to": read[0] if is_telling else dates.UNKNOWN,
        "is_final": is_telling and window[0] <= read[0] and window[1] <= read[1],
        "source_id": source.source_id,
        "evidence_id": evidence.key(source.about.url),
        "note": source.about.note,
    }


def memberships(source: Source, roster: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of table ``memberships`` that a roster holds, with their ``url``.

    Raises
    ------
    FaultsError
        For spells listed twice or overlapping, and dates that are crossed or not yet come.
    """
    delimited.refuse_duplicates(roster, ("iso3", "role", "since"), where=source.where)
    refusals.refuse_overlapping_spells(roster, where=source.where)
    roster_rules.refuse_present_and_former(roster, where=source.where)
    faults = Faults()
    spells = []
    for line, row in enumerate(roster.to_dict("records"), start=2):
        with faults.gathered():
            spells.append(_spell(source, row, where=f"{source.where} line {line}"))
    faults.raise_if_any()
    return spells


def _spell(source: Source, row: dict[Any, Any], *, where: str) -> dict[str, Any]:
    first, last = dates.bounds(row["since"], where=where)
    about = source.described(InstrumentDetails)
    if about.since_means == "first_seen":
        first = dates.UNKNOWN  # seen on a list: joined by then, perhaps long before
    earliest, _ = dates.bounds(row["since_from"], where=where)
    _, latest = dates.bounds(row["since_to"], where=where)
    url = row["source_url"] or source.read_at
    spell = row | {
        "instrument_id": about.instrument_id,
        "since_from": earliest if row["since_from"] else first,
        "since_to": latest if row["since_to"] else last,
        "url": url,
        "evidence_id": evidence.key(url),
        "confidence": row["confidence"] or source.about.confidence,
    }
    _, end = dates.bounds(row["until"], where=where)
    _, retrieved = dates.bounds(source.about.retrieved, where=source.sidecar)
    dates.refuse_after_reading(spell["since_from"], retrieved, where=where)
    refusals.refuse_crossed_dates(spell["since_from"], spell["since_to"], end, where=where)
    opened, _ = dates.bounds(about.opened or about.date or "", where=source.sidecar)
    roster_rules.refuse_before_opening(spell, about.kind, opened, where=where)
    return spell


def instruments_table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the table of instruments from its rows."""
    return casts.table("instruments", pd.DataFrame(rows).sort_values("instrument_id"))


def memberships_table(spells: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the table of memberships from its rows."""
    rows = pd.DataFrame(spells).sort_values(["instrument_id", "iso3", "role", "since"])
    return casts.table("memberships", rows)
