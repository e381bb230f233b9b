"""Who carried a text: one State in one role a row."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("instrument_id", "role", "since", "is_weak", "source_url")
_OPTIONAL = ("iso3", "name_as_listed", "confidence", "note")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a lead, as text; a State is given by code, by name as printed, or by both.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(content, where=where, required=_REQUIRED, optional=_OPTIONAL)
