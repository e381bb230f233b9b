"""What a roster may not say against its sidecar, its own rows, or what stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from data.codes import STANCES_OF_ABSENCE
from data.errors import ReconcileError, SourceError
from data.schema import FORMER_ROLES, ORGANISER_ROLES
from etl import dates
from etl.catalog import Source
from etl.faults import Faults
from etl.names import Names
from etl.sidecars import InstrumentDetails

PREPARED_KINDS = ("resolution", "sg_report_submission")
"""Kinds of text that are dated by their adoption or publication, and joined before it."""

BESIDE_FORMER = ("signatory", "observer", *ORGANISER_ROLES, *FORMER_ROLES)
"""Roles that a State can have while it is no longer what it was."""


def refuse_counts_of_nobody(instrument: Mapping[str, Any], *, n_rows: int, where: str) -> None:
    """Check that the counted roles are those of somebody, and that a bare count is one.

    Raises
    ------
    ReconcileError
        If rows are there and none has a counted role that the sidecar names; if a roster that is
        known by its count only names everyone.
    """
    n_listed, official = instrument["n_listed"], instrument["official_count"]
    if instrument["is_counted_by_name"] and n_rows and not instrument["n_counted"]:
        raise ReconcileError(
            where,
            found=f"counted_roles {instrument['counted_roles']}, which nobody has",
            expected="a role of the roster",
            do="correct counted_roles, or the roster",
        )
    if instrument["roster_status"] == "count_only" and n_listed and n_listed == official:
        raise ReconcileError(
            where,
            found=f'{n_listed} of {official} by name and roster_status = "count_only"',
            expected="fewer names than States",
            do='say roster_status = "official_list" or "secondary_list"',
        )


def refuse_unknown_names(source: Source, names: Names) -> None:
    """Check that a limit is the name of a State, and that what is no State of ours is none.

    Raises
    ------
    SourceError
        If it is not.
    """
    about = source.described(InstrumentDetails)
    if about.name_limit is not None:
        names.code(about.name_limit, where=f"{source.sidecar} [instrument] name_limit")
    for name in about.not_in_states or ():
        if (code := names.find(name)) is not None:
            raise SourceError(
                f"{source.sidecar} [instrument] not_in_states",
                found=f"'{name}', which is {code}",
                expected="an entry that states.csv does not hold",
                do="list the State in the roster",
            )


def refuse_present_and_former(roster: pd.DataFrame, *, where: str) -> None:
    """Check that no State has left and is still there.

    Raises
    ------
    FaultsError
        Naming every State of which a spell that goes on says the one, and another the other.
    """
    faults = Faults()
    present = roster[roster["until"] == ""]
    former = present[present["role"].isin(FORMER_ROLES)]
    for line, code, role in zip(former.index, former["iso3"], former["role"], strict=True):
        others = present.loc[present["iso3"] == code, "role"]
        still = [one for one in others if one not in BESIDE_FORMER]
        if still:
            faults.add(
                ReconcileError(
                    f"{where} line {line + 2}",
                    found=f"{code} as {role} and as {still[0]} at once",
                    expected="the day on which the one ended, in its column until",
                    do="end the spell that is over, or remove the row that is wrong",
                )
            )
    faults.raise_if_any()


def refuse_before_opening(
    spell: Mapping[str, Any], kind: str, opened: pd.Timestamp, *, where: str
) -> None:
    """Check that nobody joined a text before it was there.

    Raises
    ------
    ReconcileError
        If the latest day of the joining comes before the earliest of the opening; hosts and others
        who organised it, and what is dated by its adoption, are not asked.
    """
    if kind in PREPARED_KINDS or spell["role"] in ORGANISER_ROLES:
        return
    if spell["since_to"] < opened:
        raise ReconcileError(
            where,
            found=f"{spell['role']} since {spell['since_to']:%Y-%m-%d}",
            expected=f"no day before {opened:%Y-%m-%d}, when the text opened",
            do="correct the date, or opened in the sidecar",
        )


def refuse_rings(sources: Iterable[Source]) -> None:
    """Check that earlier states of rosters are states of one that stands by itself.

    Raises
    ------
    FaultsError
        Naming every roster that is an earlier state of an earlier state.
    """
    faults = Faults()
    named = {}
    for source in sources:
        about = source.described(InstrumentDetails)
        named[about.instrument_id] = (source.sidecar, about.snapshot_of)
    for where, other in named.values():
        if other in named and named[other][1] is not None:
            faults.add(
                ReconcileError(
                    f"{where} [instrument] snapshot_of",
                    found=f"'{other}', which is itself an earlier state of a roster",
                    expected="an instrument that stands by itself",
                    do="name the roster that both are earlier states of",
                )
            )
    faults.raise_if_any()


def refuse_stances_that_differ(
    stances: pd.DataFrame, instruments: pd.DataFrame, memberships: pd.DataFrame, *, where: str
) -> None:
    """Check that no State is said to stand apart from a text while it is on its roster.

    Parameters
    ----------
    stances : DataFrame
        As the source has it, from line 2 on.
    instruments, memberships : DataFrame
        The tables.
    where : str
        Path of the stances, for messages.

    Raises
    ------
    FaultsError
        Naming every stance on a day on which a spell of the State in a counted role went on.
    """
    faults = Faults()
    counted = instruments.set_index("instrument_id")["counted_roles"].fillna("")
    apart = stances[
        stances["fact"].isin(STANCES_OF_ABSENCE) & stances["instrument_id"].isin(counted.index)
    ]
    for line, stance in apart.iterrows():
        first, last = dates.bounds(stance["date"], where=where)
        roles = counted[stance["instrument_id"]].split("|")
        spells = memberships[
            (memberships["instrument_id"] == stance["instrument_id"])
            & (memberships["iso3"] == stance["iso3"])
            & memberships["role"].isin(roles)
        ]
        ends = pd.Series(
            [dates.bounds(text, where=where)[1] for text in spells["until"].fillna("")],
            index=spells.index,
            dtype=dates.DAY,
        )
        if not (~(spells["since_to"] > first) & ~(ends < last)).any():
            continue
        faults.add(
            ReconcileError(
                f"{where} line {int(str(line)) + 2}",
                found=f"{stance['iso3']} {stance['fact']}, but on the roster",
                expected=f"a State that is not on {stance['instrument_id']} on that day",
                do="correct the stance, its date, or the roster",
            )
        )
    faults.raise_if_any()
