"""A workbook that is handed in: the rows of its one sheet, where a reader sees all there is."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from data.errors import SourceError

MAX_UNPACKED = 16 * 2**20
"""Bytes that the parts of a workbook may hold unpacked; a list of States needs a hundredth."""

ZIP = b"PK\x03\x04"

MAX_CELLS = 200_000


def rows(content: bytes, *, where: str) -> list[list[str]]:
    """Return the rows of the only sheet, as text.

    Raises
    ------
    SourceError
        If it is no workbook, is far too large when unpacked, has more than one sheet or a hidden
        one, merged cells, formulas, or hidden rows.
    """
    _refuse_bomb(content, where)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        ParseError,
        KeyError,
        ValueError,
        OSError,
        TypeError,
        IndexError,
        AttributeError,
        RuntimeError,  # a part that is locked, or packed in a way that zipfile does not know
    ) as error:
        raise SourceError(
            where,
            found=f"no workbook that can be read ({type(error).__name__})",
            expected="a file of XLSX",
            do="save it anew, or as CSV",
        ) from error
    sheet = _only_sheet(book, where)
    _refuse_unseen(sheet, where)
    return [[_text(cell.value) for cell in row] for row in sheet.iter_rows()]


def _refuse_bomb(content: bytes, where: str) -> None:
    begun = content if content.startswith(ZIP) else b""  # of another kind, with one behind it
    try:
        with zipfile.ZipFile(io.BytesIO(begun)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise SourceError(
            where, found="no workbook", expected="a file of XLSX", do="save it anew, or as CSV"
        ) from error
    if unpacked > MAX_UNPACKED:
        raise SourceError(
            where,
            found=f"a workbook of {unpacked / 2**20:,.0f} MB when unpacked",
            expected=f"at most {MAX_UNPACKED // 2**20} MB: a list of States is far smaller",
            do="check that it is the right file",
        )


def _only_sheet(book: openpyxl.Workbook, where: str) -> Any:
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if hidden or len(book.worksheets) != 1:
        names = ", ".join(f"'{name[:40]}'" for name in hidden or book.sheetnames)
        raise SourceError(
            where,
            found=f"{'hidden sheets' if hidden else 'the sheets'} {names or '(none)'}",
            expected="one sheet that a reader sees",
            do="keep the sheet with the list only, and save it",
        )
    return book.worksheets[0]


def _refuse_unseen(sheet: Any, where: str) -> None:
    """Refuse what makes a sheet say something else than it shows."""
    if (sheet.max_row or 0) * (sheet.max_column or 0) > MAX_CELLS:
        found, do = f"{sheet.max_row} rows of {sheet.max_column} cells", "keep the list only"
        expected = f"at most {MAX_CELLS:,} cells"
    elif sheet.merged_cells.ranges:
        found = f"merged cells at {next(iter(sheet.merged_cells.ranges)).coord}"
        expected, do = "each State in a row of its own", "unmerge them and fill in each row"
    elif folded := [n for n, row in sheet.row_dimensions.items() if row.hidden]:
        found, expected = f"row {folded[0]}, which is hidden", "rows that a reader sees"
        do = "show it, or remove it"
    elif formulas := [
        cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]:
        found, expected = f"a formula in {formulas[0]}", "plain values"
        do = "paste the list as values"
    else:
        return
    raise SourceError(f"{where}, sheet '{sheet.title[:40]}'", found=found, expected=expected, do=do)


def _text(value: object) -> str:
    """Return a cell as text: a day as such, a whole number without a point."""
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
