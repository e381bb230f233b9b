"""Cast text to the types that ``data/schema.py`` asks of a table."""

from __future__ import annotations

import pandas as pd

from data import schema

_AS_THEY_ARE = ("object", "category")


def table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of table ``name``, in order and typed; empty text becomes missing.

    The values are not checked here: ``data/store.py`` does that for the whole snapshot.
    """
    columns = schema.TABLES[name].to_schema().columns
    types = {
        column: part.dtype.type
        for column, part in columns.items()
        if str(part.dtype) not in _AS_THEY_ARE
    }
    out = frame.reset_index(drop=True)[list(columns)].astype(types)
    for column, kind in types.items():
        if isinstance(kind, pd.StringDtype):
            out[column] = out[column].mask(out[column] == "")
    return out


def whole_numbers(values: pd.Series[str]) -> pd.Series[int]:
    """Return a column of whole numbers from text that keeps its contract; empty text is missing."""
    return pd.to_numeric(values.where(values != "")).astype("Int64")


def decimals(values: pd.Series[str]) -> pd.Series[float]:
    """Return a column of numbers from text that keeps its contract; empty text is missing."""
    return pd.to_numeric(values.where(values != "")).astype("float64")
