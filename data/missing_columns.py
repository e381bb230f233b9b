"""Which tables and columns of today's contract a snapshot lacks, and whether it can be read so."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from data import schema
from data.errors import StoreError


def of(held: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the tables of the contract, and the columns, that a file does not hold.

    Parameters
    ----------
    held : mapping of str to frozenset of str
        Its columns, by table.

    Returns
    -------
    list of str
        ``table`` or ``table.column``.
    """
    found = []
    for table, model in sorted(schema.TABLES.items()):
        if table not in held:
            found.append(table)
            continue
        columns = set(model.to_schema().columns) - held[table]
        found += [f"{table}.{column}" for column in sorted(columns)]
    return found


def refuse_any(path: Path, missing: Collection[str]) -> None:
    """Refuse a snapshot that lacks any table or column: pages ask for all of them.

    Raises
    ------
    StoreError
        Naming what is missing.
    """
    if missing:
        raise incomplete(path, missing)


def refuse_needed(version: str, missing: Collection[str]) -> None:
    """Refuse a snapshot of another program that lacks what cannot be left unknown.

    Raises
    ------
    StoreError
        Naming the columns.
    """
    needed = [
        f"{table}.{name}"
        for table, model in schema.TABLES.items()
        for name, column in model.to_schema().columns.items()
        if f"{table}.{name}" in missing and not column.nullable
    ]
    if needed:
        raise StoreError(
            f"snapshot {version}",
            found=f"one of another program, without {', '.join(needed)}",
            expected="one that today's program can show",
            do="compare it by python -m etl diff, or build its sources anew after "
            f"python -m etl export-sources FOLDER --snapshot {version}",
        )


def incomplete(path: Path, missing: Collection[str]) -> StoreError:
    """Return the error for a snapshot that lacks some tables or columns."""
    return StoreError(
        str(path),
        found=f"tables missing: {', '.join(sorted(missing))}",
        expected="every table of data/schema.py",
        do="run: python -m etl build",
    )
