"""Tables that are handed in: their header in our words, their rows as text."""

from __future__ import annotations

import csv
from collections.abc import Sequence

import pandas as pd

from data.errors import SourceError
from etl import plain_text
from etl.sources import delimited

COLUMNS = {
    "iso3": "iso3",
    "ms_code": "iso3",
    "code": "iso3",
    "name_as_listed": "name_as_listed",
    "name": "name_as_listed",
    "state": "name_as_listed",
    "country": "name_as_listed",
    "ms_name": "name_as_listed",
    "vote": "vote",
    "ms_vote": "vote",
    "role": "role",
    "since": "since",
    "until": "until",
    "since_from": "since_from",
    "since_to": "since_to",
    "source_url": "source_url",
    "confidence": "confidence",
}
"""Headings of columns, in small letters, and the column of ours that each is."""

_OTHER_MARKS = {";": "semicolons", "\t": "tabs", "|": "bars"}
MAX_ROWS = 5_000


def decoded(content: bytes, *, where: str) -> str:
    """Return the text of a file: UTF-8, as spreadsheets save it with or without a mark before it.

    Raises
    ------
    SourceError
        If it is no text in UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{where} line {content.count(bytes([10]), 0, error.start) + 1}",
            found=f"byte 0x{content[error.start]:02x}, which is not UTF-8",
            expected="text in UTF-8",
            do="save the file as CSV UTF-8",
        ) from error


def is_table(text: str) -> bool:
    """Return whether a text begins with a header whose columns we know, whatever divides them."""
    first = text.lstrip("\n").partition("\n")[0].strip("\r")
    return any(
        len(fields) > 1 and all(field in COLUMNS for field in fields)
        for fields in (_fields(first, mark) for mark in (",", *_OTHER_MARKS))
    )


def of_csv(text: str, *, where: str) -> list[dict[str, str]]:
    """Return the rows of a text with commas, columns under their names of ours.

    Raises
    ------
    SourceError, FaultsError
        If something else stands between the fields, or the header or a row is wrong.
    """
    text = text.replace("\r\n", "\n").lstrip("\n")
    first = text.partition("\n")[0]
    for mark, words in _OTHER_MARKS.items():
        if mark in first and "," not in first and _fields(first, mark)[0] in COLUMNS:
            raise SourceError(
                f"{where} line 1",
                found=f"{words} between the fields",
                expected="commas",
                do="save the file as CSV with commas",
            )
    try:
        rows = list(csv.reader(text.splitlines(), strict=True))
    except csv.Error as error:
        raise SourceError(
            where,
            found=f"text that is no CSV ({error})",
            expected="comma-separated fields, those with a comma in double quotes",
            do="close the quotation, or write the file anew",
        ) from error
    return of_rows(rows, where=where)


def of_rows(rows: Sequence[Sequence[str]], *, where: str) -> list[dict[str, str]]:
    """Return rows below a header as text, columns under their names of ours.

    Raises
    ------
    SourceError, FaultsError
        If the header or a row is not what it should be.
    """
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if len(rows) > MAX_ROWS:
        raise SourceError(
            where,
            found=f"{len(rows):,} rows",
            expected=f"at most {MAX_ROWS:,}: a list of States is far shorter",
            do="check that it is the right file",
        )
    header = (
        [COLUMNS.get(cell.strip().casefold(), cell.strip()) for cell in rows[0]] if rows else []
    )
    content = _written([header, *[[cell.strip() for cell in row] for row in rows[1:]]])
    known = tuple(dict.fromkeys(COLUMNS.values()))
    if not {"iso3", "name_as_listed"} & set(header):
        raise SourceError(
            f"{where} line 1",
            found=f"the columns {plain_text.shown(', '.join(header))}",
            expected="a column state or iso3, and perhaps " + ", ".join(known[2:]),
            do="write such a header above the list",
        )
    frame = delimited.frame(content, where=where, required=(), optional=known)
    return text_rows(frame)


def text_rows(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Return the rows of a table of text."""
    return [{str(key): str(text) for key, text in row.items()} for row in frame.to_dict("records")]


def _fields(line: str, mark: str) -> list[str]:
    return [field.strip().strip('"').casefold() for field in line.split(mark)]


def _written(rows: Sequence[Sequence[str]]) -> bytes:
    lines = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return ("\n".join(lines) + "\n").encode()
