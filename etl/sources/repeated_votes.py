"""Pairs of votes on the same text, as Bailey, Strezhnev and Voeten matched them."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = ("rcid1", "rcid2")


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a pair, as text: the authors' number of the vote, and of its repetition.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(content, where=where, required=_REQUIRED, unique=_REQUIRED)
