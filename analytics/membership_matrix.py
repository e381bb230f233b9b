"""Which rosters a question about shared texts rests on, as one matrix.

`blocs` and `network` count over the same rosters: those that say of every State whether it is
listed, as they stood on one day. A roster of which only some names are known would make of every
State it does not name one that stayed away: it is left out, and listed with its reason.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import spells
from data import domains
from data.errors import AnalysisError


@dataclass(frozen=True)
class MembershipMatrix:
    """Rosters by States on a day.

    Attributes
    ----------
    codes : ndarray of int8, shape (n_rosters, n_states)
        1 where the State was listed, 0 otherwise.
    rosters : DataFrame
        The instruments of the rows, with the columns given, and ``n_members``: States listed on
        that day, at least two.
    states : tuple of str
        iso3 of the columns, sorted: all that any spell names, also those on no roster used.
    n_undated : int
        Spells counted of which the beginning is not known.
    left_out : DataFrame
        ``kind, key, reason``: a row an instrument asked for and not used. Reasons:
        ``earlier_state`` (of another's roster), ``not_full`` (only some names are known),
        ``no_members`` and ``one_member`` (on that day).
    """

    codes: npt.NDArray[np.int8]
    rosters: pd.DataFrame
    states: tuple[str, ...]
    n_undated: int
    left_out: pd.DataFrame


def on_day(
    memberships: pd.DataFrame,
    instruments: pd.DataFrame,
    *,
    day: pd.Timestamp,
    roles: Collection[str] | None = None,
    include_undated: bool = True,
) -> MembershipMatrix:
    """Return who was listed where on a day.

    Parameters
    ----------
    memberships : DataFrame
        ``instrument_id, iso3, role, since_to, until``.
    instruments : DataFrame
        Those to use: ``instrument_id, roster_use, snapshot_of``, and any others.
    day : Timestamp
    roles : collection of str, optional
        Roles that count; all but `spells.NOT_MEMBERS` when not given.
    include_undated : bool
        See `spells.running`.

    Raises
    ------
    AnalysisError
        If an instrument is given twice; if no roster of two States is left.
    """
    ids = instruments["instrument_id"].astype(str)
    if ids.duplicated().any():
        raise AnalysisError(
            "rosters",
            found=f"instrument {ids[ids.duplicated()].iloc[0]} twice",
            expected="each once",
            do="drop the second",
        )
    states = np.array(sorted(memberships["iso3"].astype(str).unique()), dtype=object)
    reason = np.select(
        [
            instruments["snapshot_of"].notna().to_numpy(dtype=bool),
            ~instruments["roster_use"].isin(domains.FULL_USES).to_numpy(dtype=bool),
        ],
        ["earlier_state", "not_full"],
        default="",
    )
    used = instruments[reason == ""].assign(instrument_id=ids[reason == ""])
    used = used.sort_values("instrument_id", ignore_index=True)
    asked = spells.counted(memberships, roles)
    is_running = spells.running(asked, pd.Series([day]), include_undated=include_undated)[0]
    asked = asked[is_running].astype({"instrument_id": str, "iso3": str})
    row = pd.Index(used["instrument_id"]).get_indexer(pd.Index(asked["instrument_id"]))
    asked, row = asked[row >= 0], row[row >= 0]
    codes = np.zeros((len(used), len(states)), dtype=np.int8)
    codes[row, pd.Index(states).get_indexer(pd.Index(asked["iso3"]))] = 1
    n_members = codes.sum(axis=1, dtype=np.int64)
    is_used = n_members > 1
    if not is_used.any():
        raise AnalysisError(
            "rosters",
            found=f"no roster of two States or more on {day:%Y-%m-%d}, "
            f"of {len(instruments)} asked for",
            expected="at least one",
            do="choose a later day, or more instruments",
            reason="too_few_texts",
        )
    size = np.select([n_members == 0, n_members == 1], ["no_members", "one_member"], default="")
    out = pd.concat(
        [
            pd.DataFrame({"key": ids.to_numpy(dtype=object), "reason": reason}),
            pd.DataFrame({"key": used["instrument_id"].to_numpy(dtype=object), "reason": size}),
        ]
    )
    out = out[out["reason"] != ""].sort_values("key", ignore_index=True)
    out.insert(0, "kind", "instrument")
    return MembershipMatrix(
        codes=codes[is_used],
        rosters=used.assign(n_members=n_members)[is_used].reset_index(drop=True),
        states=tuple(str(state) for state in states),
        n_undated=int(asked["since_to"].isna().sum()),
        left_out=out,
    )


def rosters_of_pair(rosters: MembershipMatrix, iso3_a: str, iso3_b: str) -> pd.DataFrame:
    """Return the rosters on which at least one of two States is listed.

    Returns
    -------
    DataFrame
        The columns of ``rosters.rosters``, and ``is_a_listed, is_b_listed``: those that list both
        first, the smaller before the larger.

    Raises
    ------
    AnalysisError
        If the two are one State, or one is on no roster at all.
    """
    if iso3_a == iso3_b:
        raise AnalysisError(
            "rosters",
            found=f"{iso3_a} twice",
            expected="two different States",
            do="choose another partner",
        )
    listed_in = {}
    for iso3 in (iso3_a, iso3_b):
        if iso3 not in rosters.states:
            raise AnalysisError(
                "rosters",
                found=f"{iso3} on no roster",
                expected="a State that is listed",
                do="choose another State",
            )
        listed_in[iso3] = rosters.codes[:, rosters.states.index(iso3)] > 0
    a, b = listed_in.values()
    frame = rosters.rosters.assign(is_a_listed=a, is_b_listed=b, is_alone=a != b)[a | b]
    ordered: pd.DataFrame = frame.sort_values(
        ["is_alone", "n_members", "instrument_id"], ignore_index=True
    )
    return ordered.drop(columns="is_alone")
