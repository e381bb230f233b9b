"""From the sources of what States and groups say that they want to the tables of it."""

from __future__ import annotations

from collections.abc import Set

import pandas as pd

from data.errors import ReconcileError
from data.stated import ROSTER_MARK
from etl import dates, evidence
from etl.catalog import Source
from etl.faults import Faults

_ORDER = ["topic", "question", "date_from", "date_to", "document", "code"]


def stated_positions(
    source: Source, frame: pd.DataFrame, *, instrument_ids: Set[str]
) -> pd.DataFrame:
    """Return the table of stated positions, with their ``url``, by State, question and day.

    Parameters
    ----------
    source : Source
        The file and its sidecar.
    frame : DataFrame
        Its rows as text.
    instrument_ids : set of str
        Keys of the instruments that have a roster.

    Raises
    ------
    FaultsError
        For a date after the day of reading, a row said to be superseded on a day of which there is
        no later row of that State and question, and a row that follows from an unknown roster.
    """
    faults = Faults()
    with faults.gathered():
        _refuse_late(frame, source)
    with faults.gathered():
        _refuse_superseded_by_nothing(frame, where=source.where)
    through = frame["found_through"]
    is_roster = through.str.startswith(ROSTER_MARK)
    named = through.str.removeprefix(ROSTER_MARK).where(is_roster)
    with faults.gathered():
        _refuse_unknown(named, instrument_ids, column="found_through", where=source.where)
    faults.raise_if_any()
    return _dated(frame, source).sort_values(["iso3", *_ORDER])


def group_positions(
    source: Source, frame: pd.DataFrame, *, instrument_ids: Set[str]
) -> pd.DataFrame:
    """Return the table of what groups say, with their ``url``, by group, question and day.

    Raises
    ------
    FaultsError
        For a date after the day of reading and a group that is no instrument.
    """
    faults = Faults()
    with faults.gathered():
        _refuse_late(frame, source)
    with faults.gathered():
        _refuse_unknown(frame["group_id"], instrument_ids, column="group_id", where=source.where)
    faults.raise_if_any()
    return _dated(frame, source).sort_values(["group_id", *_ORDER])


def _dated(frame: pd.DataFrame, source: Source) -> pd.DataFrame:
    first, last = dates.bounds_columns(frame["date"], where=source.where)
    return evidence.with_evidence(frame, source).assign(
        date_text=frame["date"], date_from=first, date_to=last
    )


def _refuse_late(frame: pd.DataFrame, source: Source) -> None:
    """Check that no document is of a day after that on which it was read."""
    _, read = dates.bounds(source.about.retrieved, where=source.sidecar)
    faults = Faults()
    for line, text in enumerate(frame["date"], start=2):
        with faults.gathered():
            where = f"{source.where} line {line}"
            first, _ = dates.bounds(text, where=where)
            dates.refuse_after_reading(first, read, where=where)
    faults.raise_if_any()


def _refuse_unknown(keys: pd.Series, known: Set[str], *, column: str, where: str) -> None:
    faults = Faults()
    for line, key in enumerate(keys, start=2):
        if not pd.isna(key) and key not in known:
            faults.add(
                ReconcileError(
                    f"{where} line {line}",
                    found=f"{column} '{key}'",
                    expected="an instrument_id of a roster in data/sources/rosters",
                    do="correct the key, or add the roster",
                )
            )
    faults.raise_if_any()


def _refuse_superseded_by_nothing(frame: pd.DataFrame, *, where: str) -> None:
    """Check that a later row of the same State and question is of the day that supersedes one."""
    asked = ["iso3", "topic", "question"]
    dated = set(frame[[*asked, "date"]].itertuples(index=False, name=None))
    faults = Faults()
    rows = frame[[*asked, "superseded_on", "date"]].itertuples(index=False, name=None)
    for line, (iso3, topic, question, superseded_on, date) in enumerate(rows, start=2):
        if not superseded_on:
            continue
        is_later = dates.bounds(superseded_on, where=where)[0] > dates.bounds(date, where=where)[1]
        if not is_later or (iso3, topic, question, superseded_on) not in dated:
            faults.add(
                ReconcileError(
                    f"{where} line {line}",
                    found=f"superseded_on '{superseded_on}'",
                    expected=f"the date of a later row of {iso3} on {topic}, {question}",
                    do="correct the date, or add the row that supersedes this one",
                )
            )
    faults.raise_if_any()
