"""How the members of a group, and the sponsors of a text, voted in a roll call."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import spells
from analytics.record import standing
from data.errors import AnalysisError

MAIN_SPONSOR = "main_sponsor"
"""Role beside that of a sponsor: who tabled the text."""

_SPONSOR_COLUMNS = [
    "iso3",
    "un_region_group_code",
    "role",
    "category",
    "evidence_id",
    "vote_evidence_id",
]


@dataclass(frozen=True)
class GroupVotes:
    """How the members of a group voted.

    Attributes
    ----------
    rollcall_id, group : str
        The roll call, and the instrument whose members are meant.
    states : DataFrame
        The rows of ``Standing.states`` of the members on the day of the vote.
    counts : DataFrame
        ``category, n``: a row each of `standing.POSITIONS`.
    n_undated : int
        Members whose day of joining is not known: today's membership stands in for that day's.
    left_out : DataFrame
        ``kind, key, reason``: members of the group that had no vote. Reason: ``not_a_member`` (of
        the United Nations, on that day).
    """

    rollcall_id: str
    group: str
    states: pd.DataFrame
    counts: pd.DataFrame
    n_undated: int
    left_out: pd.DataFrame


@dataclass(frozen=True)
class SponsorVotes:
    """How the sponsors of a text voted on it.

    Attributes
    ----------
    rollcall_id, instrument_id : str
        The roll call, and the list of sponsors.
    states : DataFrame
        ``iso3, un_region_group_code, role, category, evidence_id, vote_evidence_id``: the sponsors
        that had a vote, main sponsors first. ``evidence_id`` is of the list.
    counts : DataFrame
        ``role, category, n``: a row a role that occurs and each of `standing.POSITIONS`.
    totals : DataFrame
        ``category, n, iso3``: a row each of `standing.POSITIONS`; ``iso3`` is a tuple.
    left_out : DataFrame
        ``kind, key, reason``: sponsors without a vote. Reason: ``not_a_member``.
    """

    rollcall_id: str
    instrument_id: str
    states: pd.DataFrame
    counts: pd.DataFrame
    totals: pd.DataFrame
    left_out: pd.DataFrame


def of_group(
    rollcall: standing.Standing,
    group: str,
    *,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
) -> GroupVotes:
    """Return how the members of a group on the day of the vote voted.

    Parameters
    ----------
    rollcall : Standing
        From `standing.of_rollcall`.
    group : str
        An instrument_id, of an organisation or a regional group.
    instruments, memberships : DataFrame
        The tables of those names.

    Raises
    ------
    AnalysisError
        If there is no such group, or the day of the vote is not known.
    """
    standing.one_row(instruments, "instrument_id", group, "group")
    if rollcall.as_of is None:
        raise AnalysisError(
            "votes of a group",
            found=f"no day of {rollcall.key}",
            expected="the day of the vote",
            do="choose another roll call",
        )
    held = memberships[(memberships["instrument_id"] == group).to_numpy(dtype=bool)]
    members = spells.counted(held)
    members = members[spells.running(members, pd.Series([pd.Timestamp(rollcall.as_of)]))[0]]
    is_inside = rollcall.states["iso3"].isin(members["iso3"]).to_numpy(dtype=bool)
    inside = rollcall.states[is_inside].reset_index(drop=True)
    undated = members.loc[members["since_to"].isna(), "iso3"]
    return GroupVotes(
        rollcall_id=rollcall.key,
        group=group,
        states=inside,
        counts=_counts(inside["category"]),
        n_undated=int(inside["iso3"].isin(undated).sum()),
        left_out=_left_out(set(members["iso3"]) - set(inside["iso3"])),
    )


def of_sponsors(
    rollcall: standing.Standing, roster: standing.Standing, *, memberships: pd.DataFrame
) -> SponsorVotes:
    """Return how the sponsors of a text voted on it.

    Parameters
    ----------
    rollcall : Standing
        From `standing.of_rollcall`.
    roster : Standing
        From `standing.of_roster`: the list of sponsors.
    memberships : DataFrame
        The table of that name.
    """
    is_tabled = (memberships["instrument_id"] == roster.key) & (memberships["role"] == MAIN_SPONSOR)
    main = set(memberships.loc[is_tabled.to_numpy(dtype=bool), "iso3"].astype(str))
    is_main = roster.states["iso3"].isin(main)
    is_named = (roster.states["category"] == "listed") | is_main
    named = roster.states[["iso3", "role", "evidence_id"]].assign(
        role=roster.states["role"].mask(is_main, MAIN_SPONSOR)
    )[is_named.to_numpy(dtype=bool)]
    cast = rollcall.states[["iso3", "un_region_group_code", "category", "evidence_id"]]
    voted = named.merge(cast.rename(columns={"evidence_id": "vote_evidence_id"}), on="iso3")
    place = voted["role"].map({MAIN_SPONSOR: 0, "sponsor": 1}).fillna(2)
    voted = voted.assign(place=place).sort_values(["place", "role", "iso3"], ignore_index=True)
    states = voted[_SPONSOR_COLUMNS]
    roles = list(dict.fromkeys(states["role"]))
    counts = [
        _counts(states.loc[states["role"] == role, "category"]).assign(role=role) for role in roles
    ]
    totals = _counts(states["category"])
    behind = [tuple(states.loc[states["category"] == key, "iso3"]) for key in totals["category"]]
    totals["iso3"] = pd.Series(behind, dtype=object)
    return SponsorVotes(
        rollcall_id=rollcall.key,
        instrument_id=roster.key,
        states=states,
        counts=_stacked(counts),
        totals=totals,
        left_out=_left_out(set(named["iso3"]) - set(states["iso3"])),
    )


def _counts(category: pd.Series) -> pd.DataFrame:
    """Return how many States there are in each position."""
    n = category.value_counts().reindex(list(standing.POSITIONS), fill_value=0)
    return pd.DataFrame({"category": list(standing.POSITIONS), "n": n.to_numpy(dtype=np.int64)})


def _stacked(counts: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the counts of all roles below each other; no rows where there is no sponsor."""
    columns = ["role", "category", "n"]
    if not counts:
        return pd.DataFrame(columns=columns)
    return pd.concat(counts, ignore_index=True)[columns]


def _left_out(iso3: set[str]) -> pd.DataFrame:
    """Return the States without a vote."""
    return pd.DataFrame({"kind": "state", "key": sorted(iso3), "reason": "not_a_member"})
