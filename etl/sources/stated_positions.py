"""What States say that they want: one answer of a document a row."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = (
    "iso3",
    "topic",
    "question",
    "code",
    "act",
    "date",
    "document",
    "source_url",
    "language",
    "confidence",
    "superseded_on",
    "found_through",
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
        unique=("iso3", "topic", "question", "code", "date", "document"),
    )
