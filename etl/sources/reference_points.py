"""Ideal points as Bailey, Strezhnev and Voeten publish them."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_COLUMNS = {
    "iso3c": "iso3",
    "session": "session_number",
    "IdealPoint": "ideal_point",
    "Q5%": "q05",
    "Q95%": "q95",
    "NVotes": "n_votes",
}
_REQUIRED = ("ccode", "Q50%", "Countryname", *_COLUMNS)
_BY_CCODE = {"678": "YEM", "680": "YMD"}
"""Both Yemens before 1990 stand under YAR: the number of the Correlates of War tells them apart."""


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a State and session, as text, under our column names.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    table = delimited.frame(content, where=where, required=_REQUIRED, unique=("ccode", "session"))
    iso3 = table["ccode"].map(_BY_CCODE).fillna(table["iso3c"])
    return table.assign(iso3c=iso3)[list(_COLUMNS)].rename(columns=_COLUMNS)
