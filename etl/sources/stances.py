"""Documented facts that are neither a vote nor a membership."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("instrument_id", "iso3", "fact", "date", "source_url", "confidence")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a fact, as text.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(
        content, where=where, required=_REQUIRED, unique=("instrument_id", "iso3", "fact")
    )
