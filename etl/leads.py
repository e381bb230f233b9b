"""From the source of leads to the table of who carried a text."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from data.errors import ReconcileError
from etl import dates, evidence, refusals
from etl.catalog import Source
from etl.faults import Faults
from etl.sources import delimited


def leads(source: Source, frame: pd.DataFrame, *, instruments: pd.DataFrame) -> pd.DataFrame:
    """Return the table of leads, with their ``url``, by instrument, State and role.

    Parameters
    ----------
    source : Source
        The file and its sidecar.
    frame : DataFrame
        Its rows as text, their States resolved.
    instruments : DataFrame
        Table ``instruments``.

    Raises
    ------
    FaultsError
        For a State listed twice in a role, an instrument that is not known, a row without its
        document, and a lead known only after its text had opened.
    """
    where = source.where
    faults = Faults()
    with faults.gathered():
        delimited.refuse_duplicates(frame, ("instrument_id", "iso3", "role"), where=where)
    openings = instruments.set_index("instrument_id")["date_to"]
    days = []
    for line, row in enumerate(frame.to_dict("records"), start=2):
        with faults.gathered():
            days.append(_days(row, openings, where=f"{where} line {line}"))
    faults.raise_if_any()
    first, last = (pd.Series(part, index=frame.index) for part in zip(*days, strict=True))
    rows = evidence.with_evidence(frame, source).assign(
        since_from=first.astype(dates.DAY),
        since_to=last.astype(dates.DAY),
        is_weak=frame["is_weak"] == "yes",
    )
    return rows.sort_values(["instrument_id", "iso3", "role"])


def _days(
    row: dict[Hashable, str], openings: pd.Series, *, where: str
) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the bounds of the day since which a State is known to carry a text."""
    text = row["instrument_id"]
    if text not in openings.index:
        raise ReconcileError(
            where,
            found=f"instrument '{text}'",
            expected="an instrument_id of a roster in data/sources/rosters",
            do="correct the key, or add the roster",
        )
    if not row["source_url"]:
        raise ReconcileError(
            where,
            found="no source_url",
            expected="the document that says who carried the text",
            do="name it, or remove the row",
        )
    first, last = dates.bounds(row["since"], where=where)
    refusals.refuse_late_lead(first, openings[text], where=where)
    return first, last
