"""Who sponsored each text voted on, and whether the rosters of sponsors say the same."""

from __future__ import annotations

import pandas as pd

from data.errors import ReconcileError
from data.schema import SPONSOR_ROLES
from etl import casts, evidence
from etl.catalog import Source
from etl.faults import Faults

_ON_BEHALF = "sponsor_on_behalf"
_PAIR = ["iso3", "role"]


def sponsors(source: Source, listed: pd.DataFrame, rollcalls: pd.DataFrame) -> pd.DataFrame:
    """Return the table of sponsors.

    Parameters
    ----------
    source, listed : Source, DataFrame
        As ``etl.sources.unga_sponsors`` reads them.
    rollcalls : DataFrame
        Table ``rollcalls``.

    Raises
    ------
    FaultsError
        For numbers and roles that are not known, a text of another roll call, and a sponsor on
        behalf of nobody.
    """
    where = source.where
    rcid = casts.whole_numbers(listed["rcid"])
    known = rollcalls.dropna(subset=["rcid"]).set_index("rcid")
    texts = rcid.map(known["symbol"])
    is_group = listed["role"] == _ON_BEHALF
    wrong = {
        "that it is not the text of that roll call": texts.isna() | (texts != listed["symbol"]),
        "nobody on whose behalf": is_group & (listed["on_behalf_of"] == ""),
        "a group beside another role": ~is_group & (listed["on_behalf_of"] != ""),
    }
    faults = Faults()
    for found, is_wrong in wrong.items():
        for line in listed.index[is_wrong].to_numpy(dtype="int64"):
            faults.add(
                ReconcileError(
                    f"{where} line {line + 2}, {listed['symbol'].iloc[line]}",
                    found=found,
                    expected="the number and the text of one roll call, and a group with the "
                    f"role {_ON_BEHALF} only",
                    do="restore the file, or add a correction",
                )
            )
    faults.raise_if_any()
    table = listed.assign(
        rollcall_id=rcid.map(known["rollcall_id"]), evidence_id=evidence.key(source.about.url)
    )
    return casts.table("sponsors", table.sort_values(["rollcall_id", "role", "iso3"]))


def refuse_rosters_that_differ(
    found: pd.DataFrame, instruments: pd.DataFrame, memberships: pd.DataFrame, *, where: str
) -> None:
    """Check that full rosters of sponsors name those States in those roles, no more and no less.

    A roster's main sponsors come from other documents and are not compared, nor is a text on which
    only one of the two speaks.

    Parameters
    ----------
    found, instruments, memberships : DataFrame
        Tables ``sponsors``, ``instruments`` and ``memberships``.
    where : str
        Path of the file of sponsors, for messages.

    Raises
    ------
    FaultsError
        Naming every State that the one names in a role and the other does not.
    """
    faults = Faults()
    spoken = {str(name): part for name, part in found.groupby("rollcall_id")}
    full = instruments[(instruments["roster_use"] == "full") & instruments["rollcall_id"].notna()]
    for instrument_id, rollcall_id in zip(full["instrument_id"], full["rollcall_id"], strict=True):
        if rollcall_id not in spoken:
            continue
        roster = memberships[memberships["instrument_id"] == instrument_id]
        ours = set(roster[_PAIR].itertuples(index=False, name=None))
        theirs = set(spoken[rollcall_id][_PAIR].itertuples(index=False, name=None))
        for iso3, role in sorted(ours ^ theirs):
            if role not in SPONSOR_ROLES:
                continue
            named, other = ("the roster", where) if (iso3, role) in ours else (where, "the roster")
            faults.add(
                ReconcileError(
                    f"{instrument_id}, {iso3}",
                    found=f"{role} in {named} only",
                    expected=f"the same in {other}",
                    do="find out which is right and add a correction to the other",
                )
            )
    faults.raise_if_any()
