"""The contract in the words of other programs: each column with its type and what it may hold.

The description of the programming interface and that of an exported package are both made of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandera.pandas as pa

from data import schema

TYPES = ("string", "integer", "number", "boolean", "date", "array")
"""Types of Table Schema. An array holds numbers."""

_TYPES = {
    "string[pyarrow]": "string",
    "category": "string",
    "Int64": "integer",
    "float64": "number",
    "bool": "boolean",
    "datetime64[ns]": "date",
    "object": "array",
}


@dataclass(frozen=True)
class Field:
    """A column.

    Attributes
    ----------
    name, description : str
    type : str
        One of `TYPES`.
    is_nullable, is_unique : bool
        Whether it may be missing, which means "not known"; whether no two rows share a value.
    values : tuple of str
        The only ones that it can hold; empty where any can be.
    pattern : str or None
        Regular expression that each text fits.
    minimum, maximum : float or None
        The least and the most that it can be.
    """

    name: str
    type: str
    description: str
    is_nullable: bool = True
    is_unique: bool = False
    values: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None


def of_table(table: str) -> tuple[Field, ...]:
    """Return the columns of a table of the contract, in their order.

    Examples
    --------
    >>> [(one.name, one.type) for one in of_table("tiles")]
    [('iso3', 'string'), ('column', 'integer'), ('row', 'integer')]
    """
    contract = schema.TABLES[table].to_schema()
    return tuple(_field(str(name), column) for name, column in contract.columns.items())


def about_table(table: str) -> str:
    """Return what a row of a table is, in a sentence."""
    return (schema.TABLES[table].__doc__ or "").strip()


def _field(name: str, column: pa.Column) -> Field:
    said: dict[str, Any] = {}
    for check in column.checks:
        said |= check.statistics or {}
    least, most = said.get("min_value"), said.get("max_value")
    return Field(
        name=name,
        type=_TYPES[str(column.dtype)],
        description=column.description or "",
        is_nullable=bool(column.nullable),
        is_unique=bool(column.unique),
        values=tuple(said.get("allowed_values", ())),
        pattern=_pattern(said.get("pattern")),
        minimum=None if least is None else float(least),
        maximum=None if most is None else float(most),
    )


def _pattern(found: Any) -> str | None:
    """Return a regular expression as text."""
    if found is None:
        return None
    return str(getattr(found, "pattern", found))
