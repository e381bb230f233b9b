"""How a topic is read from a column of a roll call: one rule a row."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("column", "contains", "topic")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a rule.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(
        content, where=where, required=_REQUIRED, unique=("column", "contains", "topic")
    )
