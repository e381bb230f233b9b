"""How good the sites are on which documents were read: one site a row."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("site", "grade", "what")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a site.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(content, where=where, required=_REQUIRED, unique=("site",))
