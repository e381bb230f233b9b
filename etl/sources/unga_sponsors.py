"""Who sponsored the texts voted on since session 74: one row a State, text and role."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("rcid", "symbol", "iso3", "role", "on_behalf_of")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a sponsor, as text.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(
        content, where=where, required=_REQUIRED, unique=("rcid", "iso3", "role")
    )
