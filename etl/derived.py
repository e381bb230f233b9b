"""Votes that no source lists and that follow from the published tally all the same.

If exactly one member of that day has no row in a roll call, and the tally has exactly one vote more
than the names, in exactly one column, then that vote is that State's. Nothing is derived where a
second State may have been a member without a row, where the names fall short by two, or where they
exceed the tally in another column. That the State did not vote follows only from a published number
of absences: a tally that adds up without the State is no proof that it was a member.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import union_categoricals

from data.schema import POSITIONS
from etl.rollcalls import TALLY

CONFIDENCE = "derived_from_tally"
NOTE = "One vote has no row in the source and follows from the tally."

_CAST = POSITIONS[:-1]
_COLUMNS = ["rcid", "iso3", "vote"]


def votes(states: pd.DataFrame, rollcalls: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Return the votes that follow from a tally, one row a State and roll call.

    Parameters
    ----------
    states : DataFrame
        Table ``states``.
    rollcalls : DataFrame
        ``rcid, vote_date``, tallies ``n_…`` by name and ``n_…_published``.
    listed : DataFrame
        ``rcid, iso3, vote``: the votes by name, which also tell from when to when a State is in
        the record.

    Returns
    -------
    DataFrame
        ``rcid, iso3, vote``, vote being the position of the one column that falls short.
    """
    short = _short_of_one(rollcalls)
    asked = rollcalls.loc[short.index]
    codes = [code for code in states["iso3"] if code in set(listed["iso3"].cat.categories)]
    known = states.set_index("iso3").loc[codes]
    days = _days(rollcalls, listed, known.index)
    is_listed = _is_listed(asked["rcid"], listed, known.index)
    may_be, was = _members(asked["vote_date"], known, days)
    alone = ((may_be & ~is_listed).sum(axis=1) == 1) & ((was & ~is_listed).sum(axis=1) == 1)
    who = (was & ~is_listed).argmax(axis=1)
    found = pd.DataFrame(
        {"rcid": asked["rcid"].to_numpy(), "iso3": known.index[who], "vote": short.to_numpy()},
        columns=_COLUMNS,
    )
    sure: pd.DataFrame = found.loc[alone]
    return sure.reset_index(drop=True)


def added(listed: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return the votes by name, with the derived ones after them; both as ``votes`` has them."""
    text = found.astype({"iso3": "str", "vote": "str"})  # also where there is none
    more = text.astype({"iso3": "category", "vote": "category"})
    return pd.DataFrame(
        {
            "rcid": pd.concat([listed["rcid"], more["rcid"]], ignore_index=True),
            **{name: union_categoricals([listed[name], more[name]]) for name in ("iso3", "vote")},
        }
    )


def completed(rollcalls: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return the roll calls with the derived votes counted; those that now add up are complete.

    Parameters
    ----------
    rollcalls : DataFrame
        By ``rcid``, as ``etl.assembly_votes.rollcalls`` returns them.
    found : DataFrame
        As ``votes`` returns them.
    """
    out = rollcalls.copy()
    for code, name in TALLY.items():
        out.loc[found.loc[found["vote"] == code, "rcid"], name] += 1
    out.loc[found["rcid"], "status"] = "complete"
    out.loc[found["rcid"], "note"] = NOTE
    return out


def _short_of_one(rollcalls: pd.DataFrame) -> pd.Series[str]:
    """Return the position of which one vote has no name, where it is the only one so."""
    missing = pd.DataFrame(
        {code: rollcalls[f"{name}_published"] - rollcalls[name] for code, name in TALLY.items()}
    ).astype("Float64")
    is_cast_known = missing[list(_CAST)].notna().all(axis=1)
    missing["X"] = missing["X"].fillna(0)
    gaps = missing.fillna(-1).to_numpy(dtype="float64")
    is_short = is_cast_known & (np.sort(gaps, axis=1) == [0, 0, 0, 1]).all(axis=1)
    positions = np.array(missing.columns)[gaps.argmax(axis=1)]
    out: pd.Series[str] = pd.Series(positions, index=rollcalls.index, dtype="str").loc[is_short]
    return out


def _days(rollcalls: pd.DataFrame, listed: pd.DataFrame, states: pd.Index) -> pd.DataFrame:
    """Return the first and the last day on which each State is in the record."""
    rows = listed["rcid"].to_numpy()
    day = rollcalls.set_index("rcid")["vote_date"].loc[rows].to_numpy()
    spans = pd.Series(day).groupby(listed["iso3"].to_numpy(), observed=True).agg(["min", "max"])
    return spans.reindex(states)


def _is_listed(rcids: pd.Series[int], listed: pd.DataFrame, states: pd.Index) -> _Flags:
    row = pd.Index(rcids).get_indexer(pd.Index(listed["rcid"]))
    column = states.get_indexer(listed["iso3"].cat.categories)[listed["iso3"].cat.codes]
    is_asked = (row >= 0) & (column >= 0)
    out = np.zeros((len(rcids), len(states)), dtype=bool)
    out[row[is_asked], column[is_asked]] = True
    return out


def _members(
    vote_date: pd.Series[pd.Timestamp], states: pd.DataFrame, days: pd.DataFrame
) -> tuple[_Flags, _Flags]:
    """Return who may have been a member on each day, and who was.

    Only the year of an admission is known: in that year a State may have been one. So may a State
    that the record lists only later (it may have sat under another name), and a former one as long
    as the record lists it.
    """
    day = vote_date.to_numpy()[:, None]
    year = vote_date.dt.year.to_numpy()[:, None]
    since = states["un_member_since_year"].to_numpy(dtype="float64", na_value=np.nan)[None, :]
    status = states["un_membership"].to_numpy()[None, :]
    is_known_later = days["max"].to_numpy()[None, :] >= day
    may_be = ~(since > year) & ((status == "member") | ((status == "former") & is_known_later))
    was = may_be & (since < year) & (days["min"].to_numpy()[None, :] <= day)
    return may_be, was


_Flags = npt.NDArray[np.bool_]
