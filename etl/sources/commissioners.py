"""Persons on a commission: one a row."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("instrument_id", "person", "role", "institution", "since", "source_url")
_OPTIONAL = ("confidence", "note")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a person, as text.

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
        unique=("instrument_id", "person"),
    )
