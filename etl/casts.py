"""Cast text to the types that ``data/schema.py`` asks of a table."""

from __future__ import annotations

import pandas as pd

from data import schema

_AS_THEY_ARE = ("object", "category")


def table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of table ``name``, in order and typed; empty text becomes missing.

    The values are not checked here: ``data/store.py`` does that for the whole snapshot.
    """
    columns = {}
    for column, part in schema.TABLES[name].to_schema().columns.items():
        values = frame[column]
        if str(part.dtype) not in _AS_THEY_ARE:
            values = values.astype(part.dtype.type)
            if isinstance(part.dtype.type, pd.StringDtype):
                values = values.mask(values == "")
        columns[column] = values
    return pd.DataFrame(columns).reset_index(drop=True)


def whole_numbers(values: pd.Series[str]) -> pd.Series[int]:
    """Return a column of whole numbers from text that keeps its contract; empty text is missing."""
    return pd.to_numeric(values.where(values != "")).astype("Int64")


def decimals(values: pd.Series[str]) -> pd.Series[float]:
    """Return a column of numbers from text that keeps its contract; empty text is missing."""
    return pd.to_numeric(values.where(values != "")).astype("float64")
