"""Milestones of the process: one event a row."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("date", "title", "body", "place", "symbol", "kind", "source_url", "is_confirmed")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row an event, as text.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(
        content, where=where, required=_REQUIRED, optional=("note",), unique=("date", "title")
    )
