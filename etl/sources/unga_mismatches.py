"""Roll calls of the long history that are known not to reconcile."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("rcid", "status", "note")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a roll call: its number, its status, and what a reader should know.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(content, where=where, required=_REQUIRED, unique=("rcid",))
