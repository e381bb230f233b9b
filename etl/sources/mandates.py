"""What decisions ask of whom: one task a row."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = (
    "symbol",
    "paragraphs",
    "task",
    "who",
    "due",
    "due_date",
    "status",
    "outcome",
    "source_url",
)
_OPTIONAL = ("confidence",)


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a task, as text.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(
        content,
        where=where,
        required=_REQUIRED,
        optional=_OPTIONAL,
        unique=("symbol", "paragraphs"),
    )
