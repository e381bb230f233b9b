"""Which rows of a snapshot may be passed on: those whose terms allow it, and what rests on these.

Terms allow it where ``data/LICENSES.md`` lists them, as what is listed there is published with the
program. Anything else stays behind, and so does every row that points to it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from data.references import REFERENCES
from etl.rollcalls import TALLY

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class PassedOn:
    """What may be passed on of a snapshot.

    Attributes
    ----------
    tables : mapping of str to DataFrame
    terms : tuple of str
        Terms under which rows stay behind.
    n_left_out : mapping of str to int
        Rows that stay behind, by table; those of which none does are not named.
    """

    tables: Tables
    terms: tuple[str, ...]
    n_left_out: Mapping[str, int]


def of_tables(tables: Tables, allowed: Collection[str]) -> PassedOn:
    """Return the rows that may be passed on.

    A roll call of which votes stay behind is counted anew by name, and is known in part only.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        All tables of the contract.
    allowed : collection of str
        Terms that allow it, word for word.
    """
    held = dict(tables)
    forbidden: set[str] = set()
    for name in ("sources", "evidence"):
        terms = held[name]["licence"]
        stays = (terms.notna() & ~terms.isin(list(allowed))).to_numpy(dtype=bool)
        forbidden |= set(terms[stays].astype(str))
        held[name] = held[name][~stays]
    while _dropped(held):
        pass
    held["rollcalls"] = _counted_anew(held, tables["votes"])
    left_out = {name: len(tables[name]) - len(rows) for name, rows in held.items()}
    return PassedOn(held, tuple(sorted(forbidden)), {name: n for name, n in left_out.items() if n})


def _dropped(held: dict[str, pd.DataFrame]) -> bool:
    """Drop rows that point to what is not there; return whether there were any."""
    is_any = False
    for table, column, target, key in REFERENCES:
        names = held[table][column].astype(object)
        is_lost = names.notna() & ~names.isin(set(held[target][key].astype(object)))
        if is_lost.any():
            held[table] = held[table][~is_lost.to_numpy(dtype=bool)]
            is_any = True
    return is_any


def _counted_anew(held: Tables, before: pd.DataFrame) -> pd.DataFrame:
    """Return the roll calls, those of which votes are gone with the tally of the names left."""
    rollcalls, votes = held["rollcalls"], held["votes"]
    n_before = before["rollcall_id"].value_counts()
    n_now = votes["rollcall_id"].value_counts()
    keys = rollcalls["rollcall_id"]
    n_gone = keys.map(n_before.to_dict()).fillna(0) - keys.map(n_now.to_dict()).fillna(0)
    is_short = (n_gone > 0).to_numpy(dtype=bool)
    if not is_short.any():
        return rollcalls
    mine = votes[votes["rollcall_id"].isin(set(keys[is_short]))]
    tally = pd.crosstab(mine["rollcall_id"].astype(str), mine["vote"].astype(str))
    made = rollcalls.copy()
    for vote, column in TALLY.items():
        counted = tally[vote] if vote in tally else pd.Series(dtype="int64")
        made.loc[is_short, column] = keys[is_short].map(counted.to_dict()).fillna(0).astype("Int64")
    is_whole = is_short & (made["status"] == "complete").to_numpy(dtype=bool)
    made.loc[is_whole, "status"] = "partial"
    return made
