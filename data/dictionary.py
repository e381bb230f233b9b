"""The contract as a table to read: one row a column of ``data/schema.py``."""

from __future__ import annotations

import pandas as pd

from data import schema


def dictionary() -> pd.DataFrame:
    """Return the data dictionary: one row a column, in the order of the tables.

    Returns
    -------
    DataFrame
        Columns ``table, table_description, column, type, is_nullable, description``.
    """
    return pd.DataFrame(
        [
            {
                "table": table,
                "table_description": (model.__doc__ or "").strip(),
                "column": name,
                "type": str(column.dtype),
                "is_nullable": column.nullable,
                "description": column.description or "",
            }
            for table, model in schema.TABLES.items()
            for name, column in model.to_schema().columns.items()
        ]
    )
