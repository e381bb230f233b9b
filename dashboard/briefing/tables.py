"""Tables of blocks as words: what each cell says, in the language spoken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard import i18n
from dashboard.blocks import Chart, Link, Number, Share, Style, Table
from dashboard.i18n import _
from dashboard.words.markdown import web_address

MISSING = "—"
"""In place of what is not known, as in dates."""

MAX_DECIMALS = 3
"""More are noise to a reader; the sheets have them all."""

UNGROUPED = 10_000
"""Whole numbers below this are written as years are: 2026, not 2,026."""

EPSILON = 1e-9


@dataclass(frozen=True)
class Column:
    """A column of a table; ``addresses`` are where its cells lead, empty where nowhere."""

    heading: str
    texts: tuple[str, ...]
    addresses: tuple[str, ...]
    is_number: bool = False


def columns(block: Chart | Table, replaced: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns of a table, or of a chart's, as they are read.

    Parameters
    ----------
    block : Chart or Table
    replaced : mapping of str to str
        What stands in the place of some texts and addresses; see `sources.unnamed`.
    """
    headings = block.columns or {str(name): str(name) for name in block.table}
    return tuple(
        _column(heading, block.table[name], block.styles.get(heading), replaced)
        for name, heading in headings.items()
    )


def _column(
    heading: str, values: pd.Series, style: Style | None, replaced: Mapping[str, str]
) -> Column:
    """Return a column in words."""
    given = values.astype(object).tolist()
    missing = values.isna().tolist()
    if isinstance(style, Link):
        return _links(heading, given, style, replaced)
    is_number = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    write = _writer(values, style) if is_number else _plain
    texts = [MISSING if gone else write(one) for one, gone in zip(given, missing, strict=True)]
    return Column(
        heading,
        tuple(replaced.get(text, text) for text in texts),
        ("",) * len(texts),
        is_number=is_number,
    )


def _links(heading: str, given: list[Any], style: Link, replaced: Mapping[str, str]) -> Column:
    """Return a column of addresses."""
    texts, addresses = [], []
    for one in given:
        address = web_address(one) or ""
        if address in replaced:
            texts.append(replaced[address])
            addresses.append("")
        else:
            texts.append((style.words or address) if address else MISSING)
            addresses.append(address)
    return Column(heading, tuple(texts), tuple(addresses))


def _plain(value: Any) -> str:
    """Return what is not a number as it is read."""
    if isinstance(value, bool | np.bool_):
        return _("Yes") if value else _("No")
    if isinstance(value, pd.Timestamp):
        return i18n.day(value)
    return str(value)


def _writer(values: pd.Series, style: Style | None) -> Callable[[float], str]:
    """Return how the numbers of a column are written."""
    match style:
        case Share():
            return i18n.per_cent
        case Number(decimals=None):
            return i18n.number
        case Number(decimals=int(asked)):
            return lambda value: i18n.number(value, decimals=asked)
    n = _decimals(values)
    return lambda value: (
        str(int(value))
        if n == 0 and 0 <= value < UNGROUPED
        else i18n.number(value, decimals=n).replace("-", "−")
    )


def _decimals(values: pd.Series) -> int:
    """Return the fewest decimals that show all numbers of a column as they are."""
    known = values.dropna().astype(float)
    fits = (n for n in range(MAX_DECIMALS) if ((known.round(n) - known).abs() < EPSILON).all())
    return next(fits, MAX_DECIMALS)
