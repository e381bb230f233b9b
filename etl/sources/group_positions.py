"""What groups of States say that they want: one answer of a document a row."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = (
    "group_id",
    "topic",
    "question",
    "code",
    "date",
    "document",
    "source_url",
    "confidence",
)
_OPTIONAL = ("note",)


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row an answer of a document, as text.

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
        unique=("group_id", "topic", "question", "code", "date", "document"),
    )
