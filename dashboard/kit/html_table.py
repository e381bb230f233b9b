"""A table as HTML, in which a reader finds, selects and wraps, and which prints whole.

Every text is escaped here; Streamlit cleans the whole once more. A heading that is pressed puts the
rows in order (``assets/page.js``): by ``data-v``, the value of a cell whose words sort otherwise.
"""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from dashboard import blocks, i18n
from dashboard.i18n import _
from dashboard.kit import cells
from dashboard.words.markdown import web_address

MAX_ROWS = 200
"""Longer tables are drawn by Streamlit, which puts in the page only what is in view."""

MAX_HEIGHT_PX = 420
"""Height of a table that does not say how high it is; one scrolls to the rest."""

WIDTHS_PX: Mapping[str, int] = {"small": 75, "medium": 200, "large": 400}
"""Streamlit's names of widths, as it draws them."""

TEXTS_PX: Mapping[int, int] = {60: 220, 24: 150}
"""Width of a column of words that says none, by the letters that its longest text goes beyond."""

SHARE_OF_TABLE = "max(9rem,22cqi)"
"""No column asks for more of a table, so that its last columns stay in sight where they can."""

LINE_LETTERS = 17
"""Days, symbols and tallies stay on one line: a column of none longer than "21 September 2026"."""


@dataclass(frozen=True)
class HtmlColumn:
    """A column in HTML: its heading, and its cells from top to bottom."""

    heading: str
    cells: list[str]


def fits(frame: pd.DataFrame) -> bool:
    """Return whether a table is short enough to stand in the page whole."""
    return len(frame) <= MAX_ROWS


def written(
    frame: pd.DataFrame,
    styles: Mapping[str, blocks.Style],
    *,
    key: str,
    title: str,
    height: int | Literal["content"] | None = None,
    view: Callable[[str], str | None] = lambda _name: None,
) -> str:
    """Return a table as HTML.

    Parameters
    ----------
    frame : DataFrame
        Columns under their headings, of at least one.
    styles : mapping of str to Style
        How columns are drawn, by heading.
    key : str
        Unique on the page.
    title : str
        Plain text, read out as the caption; the page has it as a heading above.
    height : int or "content", optional
        The most it takes, in pixels; all rows; `MAX_HEIGHT_PX` if not given.
    view : callable, optional
        Returns where the name of a row leads, if anywhere; see `search.views`.
    """
    names = [str(name) for name in frame.columns]
    head = _row_head(names, styles)
    subjects = [_said(value) for value in frame.iloc[:, head].tolist()]
    is_linked = any(isinstance(styles.get(name), blocks.Link) for name in names)
    named = [_name(subject, view(subject), is_linked=is_linked) for subject in subjects]
    columns = [
        _column(values, styles.get(name), named=named if place == head else None, of=subjects)
        for place, (name, (_name, values)) in enumerate(zip(names, frame.items(), strict=True))
    ]
    rows = "".join(
        f"<tr>{''.join(row)}</tr>"
        for row in zip(*(column.cells for column in columns), strict=True)
    )
    nothing = f'<tr><td colspan="{len(names)}">{cells.MISSING}</td></tr>'
    most = "none" if height == "content" else f"{height or MAX_HEIGHT_PX}px"
    name = html.escape(title)
    return (
        f'<div class="table" data-key="{html.escape(key)}" role="region" tabindex="0"'
        f' aria-label="{name}" style="max-height:{most}">'
        f"<table><caption>{name}</caption>"
        f"<thead><tr>{''.join(column.heading for column in columns)}</tr></thead>"
        f"<tbody>{rows or nothing}</tbody></table></div>"
    )


def _row_head(names: list[str], styles: Mapping[str, blocks.Style]) -> int:
    """Return the place of the column that names the rows: the pinned one, or the first of words."""
    drawn = [styles.get(name) for name in names]
    pinned = [n for n, one in enumerate(drawn) if isinstance(one, blocks.Words) and one.is_pinned]
    worded = [n for n, one in enumerate(drawn) if not isinstance(one, blocks.Link)]
    return (pinned or worded or [0])[0]


def _column(
    values: pd.Series, style: blocks.Style | None, *, named: list[str] | None, of: list[str]
) -> HtmlColumn:
    """Return a column: that which names the rows, if so; ``of`` is what its rows are about."""
    pattern = _pattern(values, style)
    if isinstance(style, blocks.Link):
        made = [_link(value, style.words, one) for value, one in zip(values, of, strict=True)]
    elif pattern is not None:
        write = cells.writer(pattern)
        is_bar = isinstance(style, blocks.Share) and style.is_bar
        made = [_number(value, write, is_bar=is_bar) for value in values.tolist()]
    else:
        plain = [_words(value) for value in values.tolist()]
        made = [link or cell for link, cell in zip(named or [""] * len(plain), plain, strict=True)]
    tag = "td" if named is None else 'th scope="row"'
    look = _look(_least_px(values, style), _kind(values, style, pattern))
    return HtmlColumn(
        heading=f'<th scope="col" aria-sort="none"{look}><button type="button">'
        f"{html.escape(str(values.name))}</button></th>",
        cells=[f"<{tag}{look}{cell}</{tag[:2]}>" for cell in made],
    )


def _pattern(values: pd.Series, style: blocks.Style | None) -> str | None:
    """Return how the numbers of a column are written; nothing where it holds words."""
    dtype = values.dtype
    is_number = pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype)
    match style:
        case blocks.Share():
            return ".0%"
        case blocks.Number(decimals):
            return f",.{decimals or 0}f"
        case _ if is_number and pd.api.types.is_integer_dtype(dtype):
            return ".0f"  # a year has no mark of thousands
        case _ if is_number:
            return f",.{cells.decimals(values)}f"
    return None


def _least_px(values: pd.Series, style: blocks.Style | None) -> int:
    """Return the least width of a column: as asked, or so that long texts have few lines."""
    width = getattr(style, "width", None)
    if width is not None:
        return WIDTHS_PX[width] if isinstance(width, str) else int(width)
    if style is not None or pd.api.types.is_numeric_dtype(values.dtype):
        return 0
    longest = max((len(_said(value)) for value in values.tolist()), default=0)
    return next((px for letters, px in TEXTS_PX.items() if longest > letters), 0)


def _kind(values: pd.Series, style: blocks.Style | None, pattern: str | None) -> str:
    """Return what the style sheet calls a column: of numbers, of short words with one, or else."""
    if pattern is not None:
        return "number"
    is_link = isinstance(style, blocks.Link)
    said = [_said(value) for value in values.tolist()]
    is_short = all(len(text) <= LINE_LETTERS for text in said)
    has_number = any(letter.isdigit() for text in said for letter in text)
    return "short" if is_short and has_number and not is_link else ""


def _look(least_px: int, kind: str) -> str:
    """Return the attributes that a column's cells share: its class, and its width if it has one."""
    least = f' style="min-width:min({least_px}px,{SHARE_OF_TABLE})"' if least_px else ""
    return (f' class="{kind}"' if kind else "") + least


def _number(value: object, write: Callable[[float], str], *, is_bar: bool) -> str:
    """Return a number in words, with its value, and a bar before it if asked for."""
    if pd.isna(value):  # type: ignore[call-overload]  # a cell, not a table
        return f">{cells.MISSING}"
    number = float(value)  # type: ignore[arg-type]
    per_cent = f"{100 * min(max(number, 0.0), 1.0):.0f}%"
    bar = f'<span class="bar"><span style="width:{per_cent}"></span></span>' if is_bar else ""
    return f' data-v="{number:.12g}">{bar}{write(number)}'


def _words(value: object) -> str:
    """Return any other cell in words; a day with what it is sorted by."""
    if isinstance(value, dt.date) and not pd.isna(value):
        return f' data-v="{value:%Y%m%d}">{_said(value)}'
    return f">{html.escape(_said(value))}"


def _said(value: object) -> str:
    """Return what a cell says, in plain text."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.date) and not pd.isna(value):
        return i18n.day(pd.Timestamp(value))
    return cells.MISSING if value is None or value is pd.NA or value != value else str(value)


def _name(subject: str, address: str | None, *, is_linked: bool) -> str:
    """Return the name of a row as a link; empty where it leads nowhere.

    Where its row has a link of its own, the keyboard takes that one.
    """
    if address is None:
        return ""
    tab = ' tabindex="-1"' if is_linked else ""
    link = f'<a href="{html.escape(address)}" target="_self"{tab}>{html.escape(subject)}</a>'
    return f">{link}"


def _link(value: object, words: str | None, subject: str) -> str:
    """Return an address as a link: in this tab within the dashboard, in a tab of its own if not."""
    address = web_address(value)
    if address is None:
        return f">{cells.MISSING}"
    tab = ' target="_blank" rel="noopener noreferrer"' if "://" in address else ' target="_self"'
    name = f' aria-label="{html.escape(f"{words}: {subject}")}"' if words else ""
    return f'><a href="{html.escape(address)}"{tab}{name}>{html.escape(words or address)}</a>'
