"""Whether tables keep the contract of ``data/schema.py``, and point to rows that are there."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pandera.errors

from data import schema
from data.errors import FaultsError, SchemaError
from data.references import REFERENCES


def check_tables(tables: Mapping[str, pd.DataFrame]) -> None:
    """Check every table against the contract and every reference between tables.

    Raises
    ------
    FaultsError
        Naming all the faults found, each with its table, column and first rows.
    """
    faults: list[SchemaError] = []
    for name, model in schema.TABLES.items():
        try:
            model.validate(tables[name], lazy=True)
        except pandera.errors.SchemaErrors as error:
            faults += _schema_faults(name, error.failure_cases)
    if not faults:
        faults += _reference_faults(tables)
    if faults:
        raise FaultsError(faults)


def _schema_faults(table: str, cases: pd.DataFrame) -> list[SchemaError]:
    faults = []
    for (column, check), group in cases.groupby(["column", "check"], dropna=False, sort=False):
        shown = ", ".join(repr(value) for value in group["failure_case"].head(3))
        rows = [str(i) for i in group["index"].dropna().head(3).astype(int)]
        more = f" and {len(group) - 3} more" if len(group) > 3 else ""
        place = f"table {table}, column {column}" + (f", row {', '.join(rows)}" if rows else "")
        faults.append(
            SchemaError(
                place,
                found=shown + more,
                expected=f"what the contract asks ({check})",
                do="correct the source, or the contract in data/schema.py",
            )
        )
    return faults


def _reference_faults(tables: Mapping[str, pd.DataFrame]) -> list[SchemaError]:
    faults = []
    for table, column, target, key in REFERENCES:
        held = set(tables[target][key].astype("object"))
        named = tables[table][column].dropna().unique()
        lost = [value for value in named if value not in held]
        if lost:
            faults.append(
                SchemaError(
                    f"table {table}, column {column}",
                    found=", ".join(repr(str(value)) for value in lost[:3])
                    + (f" and {len(lost) - 3} more" if len(lost) > 3 else ""),
                    expected=f"keys of table {target}",
                    do=f"add the missing row to {target}, or correct the key",
                )
            )
    return faults
