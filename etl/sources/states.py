"""The States: codes, names, UN regional groups, coordinates."""

from __future__ import annotations

import pandas as pd

from etl.sources import delimited

_REQUIRED = (
    "iso3",
    "iso2",
    "un_name",
    "name_en",
    "name_nl",
    "un_region_group_code",
    "m49_region",
    "m49_subregion",
    "un_membership",
    "un_member_since_year",
    "lat_deg",
    "lon_deg",
)


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a State, as text.

    Raises
    ------
    FaultsError
        Naming every fault of the text, its header and its rows.
    """
    return delimited.frame(content, where=where, required=_REQUIRED, unique=("iso3",))
