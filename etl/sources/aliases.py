"""Spellings under which States occur in sources."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("alias", "iso3")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a spelling.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(content, where=where, required=_REQUIRED, unique=("alias",))
