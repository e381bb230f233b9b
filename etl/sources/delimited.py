"""Comma-separated text, read strictly: all that the readers of tables have in common."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import pandas as pd

from data.errors import FaultsError, SourceError
from etl import plain_text

_BOM = b"\xef\xbb\xbf"


def frame(
    content: bytes,
    *,
    where: str,
    required: Sequence[str],
    optional: Sequence[str] = (),
    unique: Sequence[str] = (),
    may_be_empty: bool = False,
) -> pd.DataFrame:
    """Return the rows as text, every known column present, empty where the file has none.

    Parameters
    ----------
    content : bytes
        UTF-8 without byte-order mark; a header; as many fields in each row as in the header.
    where : str
        Path, for messages.
    required, optional : sequence of str
        Columns the file must and may have; any other is a fault.
    unique : sequence of str
        Columns that together may not repeat.
    may_be_empty : bool
        Whether a header without rows is fine.

    Raises
    ------
    FaultsError
        Naming every fault with its line.
    SourceError
        If the text cannot be read at all.
    """
    rows = _rows(_text(content, where), where)
    header, body = (rows[0], rows[1:]) if rows else ([], [])
    faults = _header_faults(header, where=where, required=required, optional=optional)
    faults += [
        SourceError(
            f"{where} line {i + 2}",
            found=f"{len(row)} fields",
            expected=f"{len(header)} as in the header",
            do="correct the row",
        )
        for i, row in enumerate(body)
        if len(row) != len(header)
    ]
    if not body and not may_be_empty:
        faults.append(SourceError(where, found="no rows", expected="at least one", do="restore it"))
    if faults:
        raise FaultsError(faults)
    columns = dict(zip(header, zip(*body, strict=True), strict=True)) if body else {}
    absent = [""] * len(body)
    table = pd.DataFrame(
        {name: columns.get(name, absent) for name in (*required, *optional)}, dtype="str"
    )
    if unique:
        refuse_duplicates(table, unique, where=where)
    return table


def refuse_duplicates(table: pd.DataFrame, columns: Sequence[str], *, where: str) -> None:
    """Raise an error for every row that repeats the given columns of an earlier one.

    Raises
    ------
    FaultsError
        Naming the line of each.
    """
    if len(set(zip(*(table[name] for name in columns), strict=True))) < len(table):
        again = table[table.duplicated(list(columns), keep="first")]
        raise FaultsError(
            SourceError(
                f"{where} line {line}",
                found=f"{text.strip()} a second time",
                expected=f"each {' and '.join(columns)} once",
                do="remove the row that is wrong",
            )
            for line, text in _at_lines(again[list(columns)].agg(" ".join, axis=1))
        )


def _at_lines(values: pd.Series[str]) -> Iterator[tuple[int, str]]:
    return zip((values.index.to_numpy(dtype="int64") + 2).tolist(), values, strict=True)


def _text(content: bytes, where: str) -> str:
    if content.startswith(_BOM):
        raise SourceError(
            where,
            found="a byte-order mark at the start",
            expected="plain UTF-8",
            do="save the file as UTF-8 without BOM",
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{where} line {line}",
            found=f"byte 0x{content[error.start]:02x}, which is not UTF-8",
            expected="text in UTF-8",
            do="save the file as UTF-8",
        ) from error


def _rows(text: str, where: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise SourceError(
            where,
            found=f"text that is no CSV ({error})",
            expected="comma-separated fields, those with a comma in double quotes",
            do="close the quotation, or write the file anew",
        ) from error


def _header_faults(
    header: Sequence[str], *, where: str, required: Sequence[str], optional: Sequence[str]
) -> list[SourceError]:
    known = [*required, *optional]
    missing = [column for column in required if column not in header]
    strange = [column for column in header if column not in known]
    twice = sorted({column for column in header if header.count(column) > 1})
    found = [f"no column '{column}'" for column in missing]
    found += [f"unknown column {plain_text.shown(column)}" for column in strange]
    found += [f"column {plain_text.shown(column)} twice" for column in twice]
    if not found:
        return []
    expected = ", ".join(required) + (f" and optionally {', '.join(optional)}" if optional else "")
    return [
        SourceError(
            f"{where} line 1",
            found="; ".join(found),
            expected=f"the columns {expected}",
            do="correct the header",
        )
    ]
