"""The long history of the General Assembly: its roll calls."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = (
    "rcid",
    "voeten_rcid",
    "date",
    "date_quality",
    "session",
    "resolution",
    "resolution_raw",
    "title",
    "issues",
    "subjects",
    "committee",
    "para",
    "amend",
    "importantvote",
    "Y",
    "N",
    "A",
    "X",
    "off_yes",
    "off_no",
    "off_abstain",
    "off_source",
    "reconciles",
    "source",
)


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a roll call, as text.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(content, where=where, required=_REQUIRED, unique=("rcid",))
