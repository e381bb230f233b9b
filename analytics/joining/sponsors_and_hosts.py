"""Who carried which text, and since when that was known, from both places that say so.

Hosts, cohosts and main sponsors stand in the rosters of some texts; table ``leads`` has those of
others, and initiators. A chair is not among them: a forum elects it. Not listed is not known: of
many texts nobody recorded who carried them.
"""

from __future__ import annotations

import pandas as pd

from data.schema import LEAD_ROLES

COLUMNS = ["instrument_id", "iso3", "role", "known_by", "is_weak"]


def of_instruments(
    *, leads: pd.DataFrame, memberships: pd.DataFrame, instruments: pd.DataFrame
) -> pd.DataFrame:
    """Return the States that carried each text, each once in a role.

    Parameters
    ----------
    leads : DataFrame
        ``instrument_id, iso3, role, since_to, is_weak``.
    memberships : DataFrame
        ``instrument_id, iso3, role, since_to``; only the roles in `schema.LEAD_ROLES` count.
    instruments : DataFrame
        ``instrument_id, date_to``: the texts asked for.

    Returns
    -------
    DataFrame
        Columns ``instrument_id, iso3, role, known_by, is_weak``, by these. ``known_by`` is the
        day by which it was known at the latest: of a row of ``leads`` never after the text had
        opened; without a day of its own, the day of opening; missing where neither is known.
        Where both places name a State in a role, the earlier day counts, and the lead is weak
        only if both say so.

    Examples
    --------
    >>> texts = pd.DataFrame({"instrument_id": ["call"], "date_to": pd.to_datetime(["2023-02-16"])})
    >>> host = {"instrument_id": ["call"], "iso3": ["NLD"], "role": ["host"]}
    >>> day = {"since_to": pd.to_datetime(["2022-12-31"])}
    >>> none = pd.DataFrame(host | day).iloc[:0]
    >>> known = pd.DataFrame(host | day | {"is_weak": [False]})
    >>> found = of_instruments(leads=known, memberships=none, instruments=texts)
    >>> found[["iso3", "role", "is_weak"]].values.tolist()
    [['NLD', 'host', False]]
    """
    openings = instruments.set_index(instruments["instrument_id"].astype(str))["date_to"]
    listed = memberships[memberships["role"].isin(LEAD_ROLES)].assign(is_weak=False)
    parts = []
    for frame, is_early in ((leads, True), (listed, False)):
        part = frame[["instrument_id", "iso3", "role", "since_to", "is_weak"]].astype(
            {"instrument_id": str, "iso3": str, "role": str, "is_weak": bool}
        )
        part = part[part["instrument_id"].isin(openings.index)]
        opened = pd.to_datetime(part["instrument_id"].map(openings))
        day = pd.to_datetime(part["since_to"]).fillna(opened)
        is_late = is_early & (day > opened)
        parts.append(part.assign(known_by=day.mask(is_late, opened)))
    both = pd.concat(parts, ignore_index=True)
    found = both.groupby(["instrument_id", "iso3", "role"], as_index=False, sort=True).agg(
        known_by=("known_by", "min"), is_weak=("is_weak", "all")
    )
    return found[COLUMNS]
