"""The equal-area tile map: one square a State."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("iso3", "column", "row")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a State, as text.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(content, where=where, required=_REQUIRED, unique=("iso3",))
