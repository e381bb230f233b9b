"""Cells of saved tables: what a spreadsheet would take as a formula is kept as text."""

from __future__ import annotations

from typing import Any

import pandas as pd

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a text begins that spreadsheets may run, those in full width too (OWASP, CSV injection)."""


def is_formula(value: Any) -> bool:
    """Return whether a spreadsheet could take a cell as a formula.

    Examples
    --------
    >>> is_formula("=HYPERLINK(A1)"), is_formula(" @SUM(1)"), is_formula("−2"), is_formula(-2)
    (True, True, False, False)
    """
    return isinstance(value, str) and value.lstrip(" \u00a0\ufeff").startswith(FORMULA)


def neutral(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table in which text that looks like a formula begins with an apostrophe.

    Numbers stay numbers. Headings are made neutral too.
    """
    made = frame.copy()
    for place in range(made.shape[1]):
        column = made.iloc[:, place]
        is_category = isinstance(column.dtype, pd.CategoricalDtype)
        held = column.cat.categories if is_category else column
        if not pd.api.types.is_numeric_dtype(column) and any(map(_is_unsafe, held)):
            made.isetitem(place, [_kept(value) for value in column.tolist()])
    made.columns = pd.Index([_kept(name) for name in made.columns])
    return made


def _is_unsafe(value: Any) -> bool:
    """Return whether a cell is not kept as it is."""
    return is_formula(value) or (isinstance(value, str) and "\r" in value)


def _kept(value: Any) -> Any:
    """Return a cell as it is kept.

    A carriage return would stand without quotes, and end the row: it becomes a line break.
    """
    if not isinstance(value, str):
        return value
    said = f"'{value}" if is_formula(value) else value
    return said.replace("\r\n", "\n").replace("\r", "\n")
