"""Cells of tables in the reader's language: columns in their styles, numbers as it writes them.

Streamlit writes the numbers of a table as the language of the browser does, which need not be the
page's. Here a cell keeps its number, so that a column is put in order by value and stands to the
right, and carries beside it the words to show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from dashboard import blocks, i18n

MISSING = "—"
"""In place of what is not known, as in dates."""

MAX_DECIMALS = 3
"""More are noise to a reader; the saved file has them all."""

EPSILON = 1e-9

MAX_CELLS = 100_000
"""Larger tables are written by Streamlit, which draws only what is in view; it refuses words for
more than 262,144 cells."""

FORMATS: Mapping[str, str] = {"percent": ".0%", "localized": ",.0f"}
"""Streamlit's names of formats that follow the browser, and what is written instead."""


def column(style: blocks.Style) -> Any:
    """Return Streamlit's configuration of a column."""
    match style:
        case blocks.Link(words):
            return st.column_config.LinkColumn(display_text=words, width="small" if words else None)
        case blocks.Share(is_bar=True, width=width):
            return st.column_config.ProgressColumn(
                format="percent", min_value=0, max_value=1, width=width
            )
        case blocks.Share(width=width):
            return st.column_config.NumberColumn(format="percent", width=width)
        case blocks.Number(decimals, width):
            pattern = "localized" if decimals is None else f"%.{decimals}f"
            return st.column_config.NumberColumn(format=pattern, width=width)
        case blocks.Words(width, is_pinned):
            return st.column_config.TextColumn(width=width, pinned=is_pinned or None)


def written(
    frame: pd.DataFrame, config: Mapping[str, Any]
) -> tuple[pd.DataFrame | Styler, dict[str, Any]]:
    """Return a table with its numbers in words beside them, and the configuration left over.

    Parameters
    ----------
    frame : DataFrame
        Columns under their headings.
    config : mapping
        Streamlit's configuration of columns, by heading.

    Returns
    -------
    shown : DataFrame or Styler
        The frame itself where no column needs words, or it has over `MAX_CELLS` cells.
    config : dict
        Without the formats that are applied already: Streamlit would prefer them to the words.
    """
    if frame.size > MAX_CELLS:
        return frame, dict(config)
    writers = {name: _writer_of(values, config.get(str(name))) for name, values in frame.items()}
    told = {heading: writer for heading, writer in writers.items() if writer is not None}
    if not told:
        return frame, dict(config)
    left = {
        heading: _unformatted(one) if heading in told else one for heading, one in config.items()
    }
    return _told(frame.reset_index(drop=True), told), left


def decimals(values: pd.Series) -> int:
    """Return the fewest decimals that show all numbers of a column as they are.

    Examples
    --------
    >>> decimals(pd.Series([0.5, 0.25])), decimals(pd.Series([3.0, None]))
    (2, 0)
    """
    known = values.dropna().astype(float)
    fits = (n for n in range(MAX_DECIMALS) if ((known.round(n) - known).abs() < EPSILON).all())
    return next(fits, MAX_DECIMALS)


def writer(pattern: str) -> Callable[[float], str]:
    """Return what writes a number by one of Python's patterns, with the marks of the language.

    Catalogues of numbers would do the same ten times as slowly, and a table has many cells. What
    rounds to nothing has no sign (``z``).
    """
    marks = str.maketrans(".,-", i18n.separators() + "−")
    return lambda value: format(value, "z" + pattern).translate(marks)


def _told(frame: pd.DataFrame, told: Mapping[Hashable, Callable[[float], str]]) -> Styler:
    """Return a table with words beside the cells that Streamlit cannot write itself.

    Streamlit asks a Styler what its cells say, and reads no more of the answer than this. The
    answer of pandas describes every cell as a page would want it: ten times as long to make.
    """
    body = [
        {"id": f"row{row}_col{place}", "display_value": words}
        for place, (name, values) in enumerate(frame.items())
        for row, words in _words(values, told.get(name))
    ]
    styler = frame.style
    styler._translate = lambda *_, **__: {"body": [body]}  # type: ignore[attr-defined]  # the stubs leave it out
    return styler


def _words(values: pd.Series, writer: Callable[[float], str] | None) -> Iterator[tuple[int, str]]:
    """Yield the rows of a column that have words of their own, and those words."""
    for row, (value, is_missing) in enumerate(zip(values, values.isna(), strict=True)):
        if is_missing:
            yield row, MISSING
        elif writer is not None:
            yield row, writer(value)


def _writer_of(
    values: pd.Series, config: Mapping[str, Any] | None
) -> Callable[[float], str] | None:
    """Return how the numbers of a column are written; nothing where Streamlit does it as well."""
    kind = (config or {}).get("type_config") or {"type": "number"}
    is_number = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    if kind["type"] != "number" or not is_number:
        return None
    asked = kind.get("format") or ""
    if asked in FORMATS:
        return writer(FORMATS[asked])
    fixed = re.fullmatch(r"%(\.\df)", asked)
    if fixed:
        return writer("," + fixed[1])
    if asked or pd.api.types.is_integer_dtype(values):
        return None
    return writer(f",.{decimals(values)}f")


def _unformatted(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the configuration of a column without its format."""
    return {**config, "type_config": {**config["type_config"], "format": None}}
