"""Outlines of States: one ring a row, its corners joined by spaces."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("iso3", "ring", "lon_deg", "lat_deg")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a ring, as text.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(content, where=where, required=_REQUIRED, unique=("ring",))
