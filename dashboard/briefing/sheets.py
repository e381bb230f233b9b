"""XLSX of every table behind a briefing: types kept, with its sources and what columns hold."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard import i18n, theme
from dashboard.blocks import Chart, Link, Number, Share, Style, Table
from dashboard.briefing import archive, cells, sources
from dashboard.briefing.pack import Pack, Sheet
from dashboard.i18n import _
from dashboard.words.markdown import web_address
from data.errors import BriefingError

MAX_NAME = 31
"""Letters of the name of a sheet, by Excel's own rule."""

MAX_CELL = 32_767
MAX_LINK = 2_079
"""Letters that Excel keeps of a cell, and of an address."""

WIDTHS = (8, 60)
"""Narrowest and widest column, in letters."""

HEADER_ROW = 4
"""Above it: title, on which sheet of the briefing, note, and sources; a row each."""

_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class _Looks:
    """How cells are drawn."""

    title: Format
    head: Format
    text: Format
    guarded: Format
    wrapped: Format
    link: Format
    day: Format
    share: Format
    whole: Format
    decimal: Format


@dataclass(frozen=True)
class _NamedTable:
    """A table of the pack, the name of its sheet, and its place in the briefing."""

    name: str
    block: Chart | Table
    sheet: Sheet


def write(pack: Pack) -> bytes:
    """Return a pack as XLSX; the same pack gives the same bytes.

    The first sheet lists all others, the last ones tell what columns hold and name every document.

    Raises
    ------
    BriefingError
        If the pack has no sheet.
    """
    if not pack.sheets:
        raise BriefingError(
            "the briefing", found="no sheet", expected="at least one", do="add a view or a paper"
        )
    file = io.BytesIO()
    with i18n.spoken(pack.language):
        book = xlsxwriter.Workbook(
            file,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": False,
            },
        )
        made = datetime(pack.as_of.year, pack.as_of.month, pack.as_of.day, tzinfo=UTC)
        book.set_properties(
            {
                "title": pack.title[: archive.MAX_PROPERTY],
                "author": "Trojka",
                "created": made.replace(tzinfo=None),
                "comments": sources.facts_line(pack),
                "keywords": pack.marking[: archive.MAX_PROPERTY],
            }
        )
        looks = _looks(book)
        held = tuple(_held(pack))
        _contents(book.add_worksheet(_("Contents")[:MAX_NAME]), pack, held, looks)
        for one in held:
            _table(book.add_worksheet(one.name), pack, one, looks)
        _columns(book.add_worksheet(_("Columns")[:MAX_NAME]), pack, held, looks)
        _sources(book.add_worksheet(_("Sources")[:MAX_NAME]), pack, held, looks)
        for page in book.worksheets():
            _set_page(page, pack)
        book.close()
    return archive.settled(file.getvalue(), pack.as_of)


def csv(block: Chart | Table, pack: Pack) -> bytes:
    """Return the table of a block as a file that spreadsheets read; see `cells`."""
    shown = cells.neutral(_shown(block).replace(sources.unnamed(pack.documents)))
    return shown.to_csv(index=False).encode("utf-8-sig")


def _looks(book: xlsxwriter.Workbook) -> _Looks:
    base = {"valign": "top", "font_name": "Arial", "font_size": 10, "font_color": theme.INK}
    return _Looks(
        title=book.add_format({**base, "bold": True, "font_size": 14}),
        head=book.add_format({**base, "bold": True, "bg_color": theme.LAND, "text_wrap": True}),
        text=book.add_format(base),
        guarded=book.add_format({**base, "quote_prefix": True}),
        wrapped=book.add_format({**base, "text_wrap": True}),
        link=book.add_format({**base, "font_color": theme.ACCENT, "underline": 1}),
        day=book.add_format({**base, "num_format": "yyyy-mm-dd"}),
        share=book.add_format({**base, "num_format": "0.0%"}),
        whole=book.add_format({**base, "num_format": "0"}),
        decimal=book.add_format({**base, "num_format": "General"}),
    )


def _held(pack: Pack) -> Iterator[_NamedTable]:
    """Yield every table, each under a name of its own."""
    taken = {_(word)[:MAX_NAME].casefold() for word in ("Contents", "Columns", "Sources")}
    for sheet in pack.sheets:
        for block in sheet.tables():
            name = _name(block.title, taken)
            taken.add(name.casefold())
            yield _NamedTable(name, block, sheet)


def _name(title: str, taken: set[str]) -> str:
    """Return the name of a sheet: its title, cut short, with a number where others have it."""
    plain = " ".join(_NO_NAME.sub(" ", title).split()).strip("'") or "Trojka"
    name = plain[:MAX_NAME].strip(" '")
    number = 2
    while name.casefold() in taken:
        end = f" {number}"
        name = plain[: MAX_NAME - len(end)].strip(" '") + end
        number += 1
    return name


def _shown(block: Chart | Table) -> pd.DataFrame:
    """Return the columns of a table that are shown, under their headings."""
    if block.columns is None:
        return block.table.rename(columns=str)
    return block.table[list(block.columns)].set_axis(list(block.columns.values()), axis=1)


def _contents(page: Worksheet, pack: Pack, held: Sequence[_NamedTable], looks: _Looks) -> None:
    """Write what the briefing is, and what is on every sheet."""
    _text(page, 0, 0, pack.title, looks.title, looks)
    _text(page, 1, 0, pack.marking, looks.text, looks)
    _text(page, 2, 0, f"Trojka · {sources.facts_line(pack)}", looks.text, looks)
    heads = (_("Sheet"), _("Table"), _("In the briefing"), _("Rows"), _("Period"), _("Address"))
    _head(page, HEADER_ROW, heads, (32, 50, 60, 8, 30, 40), looks)
    for row, one in enumerate(held, start=HEADER_ROW + 1):
        page.write_url(row, 0, f"internal:'{one.name}'!A1", looks.link, one.name)
        _text(page, row, 1, one.block.title, looks.wrapped, looks)
        _text(page, row, 2, one.sheet.title, looks.wrapped, looks)
        page.write_number(row, 3, len(one.block.table), looks.whole)
        _text(page, row, 4, one.sheet.period, looks.wrapped, looks)
        _address(page, row, 5, pack.address(one.sheet), looks)
    last = HEADER_ROW + 1 + len(held)
    for row, said in enumerate(_assumptions(pack), start=last + 1):
        _text(page, row, 0, said, looks.text, looks)
    page.freeze_panes(HEADER_ROW + 1, 0)


def _assumptions(pack: Pack) -> list[str]:
    """Return what the sheets take for granted, each once."""
    said = [text for sheet in pack.sheets for text in sheet.assumptions]
    return [_("Assumption: {text}").format(text=text) for text in dict.fromkeys(said)]


def _table(page: Worksheet, pack: Pack, one: _NamedTable, looks: _Looks) -> None:
    """Write a table, its title, note and sources above it."""
    block = one.block
    _text(page, 0, 0, block.title, looks.title, looks)
    _text(page, 1, 0, one.sheet.title, looks.text, looks)
    _text(page, 2, 0, block.note or "", looks.text, looks)
    _text(page, 3, 0, sources.line(pack.documents, block.evidence), looks.text, looks)
    shown = _shown(block)
    unnamed = sources.unnamed(pack.documents)
    widths = [_width(str(name), shown.iloc[:, place]) for place, name in enumerate(shown)]
    _head(page, HEADER_ROW, [str(name) for name in shown], widths, looks)
    for place, name in enumerate(shown):
        style = block.styles.get(str(name))
        values = shown.iloc[:, place]
        look = _number_look(values, style, looks)
        for row, value in enumerate(values.tolist(), start=HEADER_ROW + 1):
            said = unnamed.get(value, value) if isinstance(value, str) else value
            _cell(page, row, place, said, style, look, looks)
    page.freeze_panes(HEADER_ROW + 1, 1)
    if len(shown) and len(shown.columns):
        page.autofilter(HEADER_ROW, 0, HEADER_ROW + len(shown), len(shown.columns) - 1)


def _cell(
    page: Worksheet,
    row: int,
    place: int,
    value: Any,
    style: Style | None,
    look: Format,
    looks: _Looks,
) -> None:
    """Write a cell as what it is; one that is not known stays empty."""
    match value:
        case None:
            return
        case bool() | np.bool_():
            page.write_string(row, place, _("Yes") if value else _("No"), looks.text)
        case pd.Timestamp() | datetime() | date():
            if not pd.isna(value):
                page.write_datetime(row, place, pd.Timestamp(value).to_pydatetime(), looks.day)
        case int() | float() | np.integer() | np.floating():
            if np.isfinite(value):
                page.write_number(row, place, float(value), look)
        case str() if isinstance(style, Link):
            _address(page, row, place, value, looks)
        case _:
            if isinstance(value, str) or not pd.isna(value):
                _text(page, row, place, str(value), looks.text, looks)


def _address(page: Worksheet, row: int, place: int, value: str, looks: _Looks) -> None:
    """Write an address as a link where it is one on the web."""
    address = web_address(value) or ""
    if address.startswith(("http://", "https://")) and len(address) <= MAX_LINK:
        page.write_url(row, place, address, looks.link, address[:255])
    else:
        _text(page, row, place, value, looks.text, looks)


def _text(page: Worksheet, row: int, place: int, value: str, look: Format, looks: _Looks) -> None:
    """Write text as text, also where it looks like a formula."""
    if value:
        said = _CONTROL.sub(" ", value)[:MAX_CELL]
        page.write_string(row, place, said, looks.guarded if cells.is_formula(said) else look)


def _number_look(values: pd.Series, style: Style | None, looks: _Looks) -> Format:
    """Return how the numbers of a column are drawn."""
    match style:
        case Share():
            return looks.share
        case Number(decimals=0):
            return looks.whole
    return looks.whole if pd.api.types.is_integer_dtype(values) else looks.decimal


def _head(
    page: Worksheet, row: int, names: Sequence[str], widths: Sequence[float], looks: _Looks
) -> None:
    for place, (name, width) in enumerate(zip(names, widths, strict=True)):
        _text(page, row, place, name, looks.head, looks)
        page.set_column(place, place, width)


def _width(heading: str, values: pd.Series) -> float:
    """Return the width of a column in letters."""
    longest = max((len(str(value)) for value in values.head(500).tolist()), default=0)
    return min(max(longest + 2, len(heading) / 2 + 4, WIDTHS[0]), WIDTHS[1])


def _columns(page: Worksheet, pack: Pack, held: Sequence[_NamedTable], looks: _Looks) -> None:
    """Write what each column of each table holds."""
    _text(page, 0, 0, _("What the columns hold"), looks.title, looks)
    _text(page, 1, 0, pack.marking, looks.text, looks)
    heads = (_("Sheet"), _("Column"), _("Holds"), _("Not known"))
    _head(page, HEADER_ROW, heads, (32, 40, 50, 12), looks)
    row = HEADER_ROW + 1
    for one in held:
        shown = _shown(one.block)
        for place, name in enumerate(shown):
            values = shown.iloc[:, place]
            _text(page, row, 0, one.name, looks.text, looks)
            _text(page, row, 1, str(name), looks.text, looks)
            _text(page, row, 2, _holds(values, one.block.styles.get(str(name))), looks.text, looks)
            page.write_number(row, 3, int(values.isna().sum()), looks.whole)
            row += 1
    page.freeze_panes(HEADER_ROW + 1, 0)


def _holds(values: pd.Series, style: Style | None) -> str:
    """Return what a column holds, in words."""
    match style:
        case Link():
            return _("Addresses")
        case Share():
            return _("Shares from 0 to 1, shown as per cent")
    if pd.api.types.is_bool_dtype(values):
        return _("Yes or no")
    if pd.api.types.is_integer_dtype(values):
        return _("Whole numbers")
    if pd.api.types.is_numeric_dtype(values):
        return _("Numbers")
    if pd.api.types.is_datetime64_any_dtype(values):
        return _("Days")
    return _("Words")


def _sources(page: Worksheet, pack: Pack, held: Sequence[_NamedTable], looks: _Looks) -> None:
    """Write every document behind the tables; copies that nobody vouches for are counted."""
    _text(page, 0, 0, _("Sources"), looks.title, looks)
    wanted = {key for one in held for key in one.block.evidence}
    found = [document for key, document in pack.documents.items() if key in wanted]
    named = [document for document in found if not document.is_copy]
    n_copies = len(found) - len(named)
    if n_copies:
        said = _("Unverified copies, which no file names: {n}").format(n=i18n.number(n_copies))
        _text(page, 1, 0, said, looks.text, looks)
    heads = (_("Publisher"), _("Document"), _("Read"), _("Address"))
    _head(page, HEADER_ROW, heads, (40, 60, 20, 60), looks)
    for row, document in enumerate(named, start=HEADER_ROW + 1):
        _text(page, row, 0, document.publisher, looks.text, looks)
        _text(page, row, 1, document.title, looks.text, looks)
        _text(page, row, 2, document.read, looks.text, looks)
        _address(page, row, 3, document.url, looks)
    page.freeze_panes(HEADER_ROW + 1, 0)


def _set_page(page: Worksheet, pack: Pack) -> None:
    """Set how a sheet is printed: on A4, wide, with the marking and its number."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADER_ROW)
    page.hide_gridlines(2)
    marking = pack.marking.replace("&", "&&")
    facts = f"Trojka · {sources.facts_line(pack)}"
    page.set_header(f"&C{marking}"[:255])
    page.set_footer(f"&L{facts}&R&P / &N"[:255])
