"""Rows in columns of declared types, as they leave the house: what is missing is empty."""

from __future__ import annotations

import io
import json

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from data.fields import Field

N_DECIMALS = 9
"""Kept of numbers that were reckoned with half as many: beyond, they say nothing."""

_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "array": pa.list_(pa.float64()),
}

Columns = tuple[Field, ...]


def table(rows: pd.DataFrame, columns: Columns) -> pa.Table:
    """Return some columns of rows, each of the type that is declared, with its description.

    Parameters
    ----------
    rows : DataFrame
        With these columns, and perhaps others.
    columns : tuple of Field

    Returns
    -------
    pyarrow.Table
        What is missing, or no finite number, is null.
    """
    arrays = [_array(rows[one.name], one) for one in columns]
    fields = [
        pa.field(one.name, _TYPES[one.type], metadata={"description": one.description})
        for one in columns
    ]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def csv(rows: pd.DataFrame, columns: Columns) -> bytes:
    """Return rows as CSV in UTF-8: text in quotes, arrays as JSON; the same bytes for the same."""
    held = table(rows, columns)
    for place, one in enumerate(columns):
        if one.type == "array":
            texts = [None if cell is None else json.dumps(cell) for cell in held[place].to_pylist()]
            held = held.set_column(place, one.name, pa.array(texts, pa.string()))
    file = io.BytesIO()
    pyarrow.csv.write_csv(held, file)
    return file.getvalue()


def _array(column: pd.Series, field: Field) -> pa.Array | pa.ChunkedArray:
    if column.dtype == "float32":
        column = column.astype("float64").round(N_DECIMALS)
    found = pa.array(column, from_pandas=True)
    if pa.types.is_floating(found.type):
        found = pc.if_else(pc.is_finite(found), found, pa.scalar(None, found.type))
    return found.cast(_TYPES[field.type])
