"""How rows are written: JSON, CSV or Parquet. What is missing is null or empty, never 0 or NaN."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import pyarrow.parquet

from dashboard.briefing import cells
from data import columnar
from data.columnar import Columns


def _json(rows: pd.DataFrame, columns: Columns, envelope: Mapping[str, Any]) -> bytes:
    whole = {**envelope, "records": columnar.table(rows, columns).to_pylist()}
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, default=date.isoformat)
    return text.encode()


def _csv(rows: pd.DataFrame, columns: Columns, _envelope: Mapping[str, Any]) -> bytes:
    """Return a file that spreadsheets take no formula from, as our own downloads are."""
    return columnar.csv(cells.neutral(rows[[one.name for one in columns]]), columns)


def _parquet(rows: pd.DataFrame, columns: Columns, envelope: Mapping[str, Any]) -> bytes:
    """Return a Parquet file that holds the description of each column, and what is told of all."""
    about = json.dumps(envelope, ensure_ascii=False, allow_nan=False)
    table = columnar.table(rows, columns).replace_schema_metadata({"trojka": about})
    file = io.BytesIO()
    pyarrow.parquet.write_table(table, file, compression="zstd")
    return file.getvalue()


@dataclass(frozen=True)
class TableFormat:
    """A way to write rows.

    Attributes
    ----------
    media_type, suffix : str
    write : callable
        Of the rows, the columns wanted and what is told of all rows; the same for the same.
    has_about : bool
        Whether there is room for what is told of all rows.
    """

    media_type: str
    suffix: str
    write: Callable[[pd.DataFrame, Columns, Mapping[str, Any]], bytes]
    has_about: bool = True


FORMATS = {
    "json": TableFormat("application/json", "json", _json),
    "csv": TableFormat("text/csv", "csv", _csv, has_about=False),
    "parquet": TableFormat("application/vnd.apache.parquet", "parquet", _parquet),
}
