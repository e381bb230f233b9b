"""What differs between two snapshots: rows added, ended, corrected, sourced anew and removed.

A row is known by its key in the contract. Two rows with one key and other values are one fact that
was corrected; where nothing but its source is another, it was sourced anew; a spell that had no end
and has one now has ended. A spell whose beginning was put right is the same spell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from data import schema, store
from data.store import Snapshot

SOURCING = ("evidence_id", "source_id", "confidence", "name_as_listed")
"""Columns that say where a fact is from, and not what it is."""

KINDS = ("added", "ended", "corrected", "sourced_anew", "removed")

CAUSES = ("none", "facts", "code", "both", "unknown")

_BEGINNING = "since"
_END = "until"
_KEYS = {
    "votes": ("rollcall_id", "iso3"),
    "corrections": ("source_id", "key", "column"),
    "refusals": ("source_id", "subject"),
}
"""Keys of tables whose contract names none, as checking one would take long."""


@dataclass(frozen=True)
class TableChanges:
    """What differs in a table; all cells are text, empty where missing.

    Attributes
    ----------
    table : str
    key : tuple of str
        Columns by which a row is known.
    added, removed : DataFrame
        Rows of the newer and of the older snapshot only.
    ended : DataFrame
        Rows of the newer snapshot: spells that had no end before, and roles that say so.
    corrected, sourced_anew : DataFrame
        The columns of the key, then ``cell, before, after``: a row for each cell, which is named
        by its column. ``sourced_anew`` has rows of which only the source is another.
    """

    table: str
    key: tuple[str, ...]
    added: pd.DataFrame
    ended: pd.DataFrame
    corrected: pd.DataFrame
    sourced_anew: pd.DataFrame
    removed: pd.DataFrame

    def count(self, kind: str) -> int:
        """Return the number of rows of a kind; a row with several cells corrected is one."""
        rows: pd.DataFrame = getattr(self, kind)
        return len(rows[list(self.key)].drop_duplicates() if "before" in rows else rows)


@dataclass(frozen=True)
class Difference:
    """What differs between two snapshots.

    Attributes
    ----------
    old, new : Snapshot
    cause : str
        One of `CAUSES`: whether they were made of other facts, by other code, by both or by none;
        unknown where a snapshot does not record it.
    tables : tuple of TableChanges
        Those that differ, in the order of the contract.
    left_out : DataFrame
        ``table, column, reason``: columns that only the ``old`` or only the ``new`` snapshot has,
        so that they were not compared. Of a table that only one has, all rows differ.
    """

    old: Snapshot
    new: Snapshot
    cause: str
    tables: tuple[TableChanges, ...]
    left_out: pd.DataFrame

    def counts(self) -> pd.DataFrame:
        """Return ``table`` and how many rows are of each of `KINDS`, for the tables that differ."""
        rows = [
            {"table": one.table} | {kind: one.count(kind) for kind in KINDS} for one in self.tables
        ]
        return pd.DataFrame(rows, columns=["table", *KINDS])


def between(old: Snapshot, new: Snapshot) -> Difference:
    """Return what differs between two snapshots, table by table.

    Raises
    ------
    StoreError
        If one of them can no longer be read.
    """
    both = {"old": old.columns(), "new": new.columns()}
    lone: list[tuple[str, str, str]] = []
    tables = []
    try:
        with duckdb.connect() as connection:
            _attach(connection, old, new)
            for name in schema.TABLES if old.version != new.version else ():
                sides = {side: held[name] for side, held in both.items() if name in held}
                if not sides:
                    continue
                lone += _lone_columns(name, sides)
                found = of_table(name, *_rows_that_differ(connection, name, sides))
                if any(found.count(kind) for kind in KINDS):
                    tables.append(found)
    except duckdb.Error as error:
        raise store.unreadable(old.path, error) from error
    return Difference(
        old=old,
        new=new,
        cause=cause(old, new),
        tables=tuple(tables),
        left_out=pd.DataFrame(lone, columns=["table", "column", "reason"], dtype=object),
    )


def cause(old: Snapshot, new: Snapshot) -> str:
    """Return whether two snapshots were made of other facts or by other code: one of `CAUSES`."""
    if old.version == new.version:
        return "none"
    if not all((old.facts_digest, new.facts_digest, old.code_digest, new.code_digest)):
        return "unknown"
    is_facts, is_code = old.facts_digest != new.facts_digest, old.code_digest != new.code_digest
    if is_facts and is_code:
        return "both"
    return "facts" if is_facts else "code"


def of_table(name: str, old: pd.DataFrame, new: pd.DataFrame) -> TableChanges:
    """Return what differs between two states of a table.

    Parameters
    ----------
    name : str
        Of `schema.TABLES`.
    old, new : DataFrame
        Rows before and after, with the same columns: text, empty where missing. Those that are the
        same in both need not be there.
    """
    key = tuple(column for column in key_of(name) if column in new)
    before, after = old.reset_index(drop=True), new.reset_index(drop=True)
    pairs = _paired(before, after, key)
    if _BEGINNING in key:
        loose = [column for column in key if column != _BEGINNING]
        pairs = _with_corrected_beginnings(before, after, pairs, loose)
    left, right = before.loc[pairs["old"]], after.loc[pairs["new"]]
    right.index = left.index  # both by the row of the older
    lone_old = _without(before, pairs["old"])
    lone_new = _without(after, pairs["new"])
    is_ended = _is_ended(left, right)
    says_end = _says_end(lone_new)
    cells = _cells(left[~is_ended], right[~is_ended], key)
    is_fact = ~cells["cell"].isin(SOURCING).to_numpy(dtype=bool)
    is_sourcing = ~cells.index.isin(cells.index[is_fact])
    shown = [*key, "cell", "before", "after"]
    return TableChanges(
        table=name,
        key=key,
        added=lone_new[~says_end].reset_index(drop=True),
        ended=pd.concat([right[is_ended], lone_new[says_end]], ignore_index=True),
        corrected=cells.loc[~is_sourcing, shown].reset_index(drop=True),
        sourced_anew=cells.loc[is_sourcing, shown].reset_index(drop=True),
        removed=lone_old.reset_index(drop=True),
    )


def _attach(connection: duckdb.DuckDBPyConnection, old: Snapshot, new: Snapshot) -> None:
    """Open both files for reading, as ``old`` and ``new``."""
    for side, snapshot in (("old", old), ("new", new)):
        path = str(snapshot.path).replace("'", "''")
        connection.execute(f"ATTACH '{path}' AS \"{side}\" (READ_ONLY)")


def _rows_that_differ(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, frozenset[str]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows that only the older and only the newer file has, as text.

    Of a table that only one of them has (by ``columns``), these are all its rows.
    """
    shared = frozenset.intersection(*columns.values())
    names = [name for name in schema.TABLES[table].to_schema().columns if name in shared]
    listed = ", ".join(f'"{name}"' for name in names)
    texts = ", ".join(f'coalesce(CAST("{name}" AS VARCHAR), \'\') AS "{name}"' for name in names)
    sides = " UNION ALL ".join(
        f'(FROM "{side}"."{table}" SELECT {texts}, {sign} AS sign)'
        for side, sign in (("old", -1), ("new", 1))
        if side in columns
    )
    found = connection.execute(
        f"FROM ({sides}) SELECT {listed}, sum(sign) AS n GROUP BY {listed} HAVING n <> 0 "
        f"ORDER BY {listed}"
    ).df()
    rows = found[names].astype(object).replace(r" 00:00:00$", "", regex=True)
    return rows[found["n"] < 0], rows[found["n"] > 0]


def _lone_columns(table: str, columns: Mapping[str, frozenset[str]]) -> list[tuple[str, str, str]]:
    """Return the columns that only one of two snapshots has, where both have the table."""
    shared = frozenset.intersection(*columns.values())
    return [
        (table, column, side) for side, held in columns.items() for column in sorted(held - shared)
    ]


def key_of(name: str) -> tuple[str, ...]:
    """Return the columns by which a row of a table is known: all, where none are named.

    Examples
    --------
    >>> key_of("memberships")
    ('instrument_id', 'iso3', 'role', 'since')
    """
    if name in _KEYS:
        return _KEYS[name]
    contract = schema.TABLES[name].to_schema()
    alone = [column for column, held in contract.columns.items() if held.unique]
    return tuple(alone[:1] or contract.unique or contract.columns)


def _without(rows: pd.DataFrame, labels: pd.Series) -> pd.DataFrame:
    """Return the rows but for some."""
    return rows[~rows.index.isin(labels)]


def _paired(before: pd.DataFrame, after: pd.DataFrame, key: Iterable[str]) -> pd.DataFrame:
    """Return ``old, new``: the rows of both that have one key, where each has it once."""
    columns = list(key)
    old, new = (
        frame[~frame.duplicated(columns, keep=False)][columns].rename_axis(side).reset_index()
        for frame, side in ((before, "old"), (after, "new"))
    )
    return old.merge(new, on=columns)[["old", "new"]]


def _with_corrected_beginnings(
    before: pd.DataFrame, after: pd.DataFrame, pairs: pd.DataFrame, loose: list[str]
) -> pd.DataFrame:
    """Return the pairs, and those of spells of which only the beginning is another."""
    more = _paired(_without(before, pairs["old"]), _without(after, pairs["new"]), loose)
    return pd.concat([pairs, more], ignore_index=True)


def _is_ended(left: pd.DataFrame, right: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return which spells had no end and have one now."""
    if _END not in left:
        return np.zeros(len(left), dtype=bool)
    return ((left[_END] == "") & (right[_END] != "")).to_numpy(dtype=bool)


def _says_end(rows: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return which new rows say by their role, or by their end, that a spell is over."""
    if _END not in rows:
        return np.zeros(len(rows), dtype=bool)
    return rows["role"].isin(schema.FORMER_ROLES).to_numpy(dtype=bool)


def _cells(left: pd.DataFrame, right: pd.DataFrame, key: tuple[str, ...]) -> pd.DataFrame:
    """Return every cell that differs: the key as it is now, ``cell, before, after``."""
    parts = []
    for column in left.columns:
        differs = (left[column] != right[column]).to_numpy(dtype=bool)
        if differs.any():
            part = right.loc[differs, list(key)].assign(
                cell=column, before=left.loc[differs, column], after=right.loc[differs, column]
            )
            parts.append(part)
    if not parts:
        return pd.DataFrame(columns=[*key, "cell", "before", "after"], dtype=object)
    return pd.concat(parts).sort_index(kind="stable")
