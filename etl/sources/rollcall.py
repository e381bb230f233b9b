"""A roll call: the States' recorded positions, by name."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("vote",)
_OPTIONAL = ("iso3", "name_as_listed", "source_url", "confidence")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a State, as text; a State is given by code, by name as printed, or by both.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(
        content, where=where, required=_REQUIRED, optional=_OPTIONAL, may_be_empty=True
    )
