"""Who wrote which paper: one State a row."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("paper", "title", "is_joint", "date", "source_url")
_OPTIONAL = ("iso3", "name_as_listed", "confidence", "note")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a paper and State, as text.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(content, where=where, required=_REQUIRED, optional=_OPTIONAL)
