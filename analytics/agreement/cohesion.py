"""How far the members of a group vote as one.

The agreement index is 1 where all members that voted cast the same vote, and 0 where they split
evenly into yes, no and abstention. Who is a member is read on the day of each vote. Absence is not
a fourth side: it is counted beside.

References
----------
Hix, S., Noury, A. & Roland, G. (2005). Power to the Parties: Cohesion and Competition in the
European Parliament, 1979-2001. *British Journal of Political Science* 35(2), 209-234.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots, intervals, resampling, spells
from data.errors import AnalysisError

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Cohesion:
    """Groups, by how far they vote as one.

    Attributes
    ----------
    groups : DataFrame
        ``instrument_id, cohesion, q05, q95, house, n_rollcalls, n_texts, n_members, voted_share,
        n_undated``: a row a group, most cohesive first. ``cohesion`` is the mean agreement index
        over the roll calls in which at least ``min_voters`` members voted, 0 to 1, with an
        interval of 90 % from drawing their ``n_texts`` texts again (`resampling`); missing where
        there are too few of them. ``house`` is that of all States in the same roll calls;
        ``n_members`` the mean number on the days of the votes; ``voted_share`` the share of their
        places in which Y, N or A is recorded; ``n_undated`` counts spells whose beginning is
        not known, so that today's membership stands in for that of earlier days.
    by_session : DataFrame
        ``instrument_id, session_number, cohesion, q05, q95, house, n_rollcalls, n_texts,
        n_members``: a row a group and session. Emergency sessions have no number and no row.
    rollcalls : DataFrame
        ``instrument_id, rollcall_id, agreement_index, house, n_yes, n_no, n_abstain, n_absent``,
        and ``session_number``, ``vote_date`` and ``title`` where the roll calls have them: a row
        a group and roll call, most divided first. ``n_absent`` are members listed as not voting.
    n_rollcalls : int
        Roll calls looked at.
    min_voters : int
    n_replicates : int
    left_out : DataFrame
        ``kind, key, reason``; see `ballots.Ballots`, and for ``instrument``: ``too_few_voters``
        (in every roll call) or ``unknown`` (no such group among the memberships).
    """

    groups: pd.DataFrame
    by_session: pd.DataFrame
    rollcalls: pd.DataFrame
    n_rollcalls: int
    min_voters: int
    n_replicates: int
    left_out: pd.DataFrame


def agreement_index(n_yes: Counts, n_no: Counts, n_abstain: Counts) -> npt.NDArray[np.float64]:
    """Return how far those who voted cast the same vote, 0 to 1; NaN where nobody voted.

    Parameters
    ----------
    n_yes, n_no, n_abstain : ndarray of int
        Votes of the group's members; who was absent is ignored.

    References
    ----------
    Hix, Noury & Roland (2005), 215.

    Examples
    --------
    >>> agreement_index(np.array([9, 5, 4]), np.array([0, 5, 4]), np.array([0, 0, 4])).tolist()
    [1.0, 0.25, 0.0]
    """
    each = np.stack([n_yes, n_no, n_abstain])
    total, largest = each.sum(axis=0), each.max(axis=0)
    index = largest - (total - largest) / 2
    none = np.full(total.shape, np.nan)
    return np.asarray(np.divide(index, total, out=none, where=total > 0))


def of_groups(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    memberships: pd.DataFrame,
    groups: Collection[str],
    *,
    seed: int,
    sessions: tuple[int, int] | None = None,
    body: str = "plenary",
    min_minority_share: float = 0.0,
    min_voters: int = 3,
    n_replicates: int = 500,
    include_undated: bool = True,
) -> Cohesion:
    """Return how far groups vote as one.

    Parameters
    ----------
    votes, rollcalls, sessions, body, min_minority_share
        As for `ballots.voting_body`, with ``vote_date`` and ``text_id``. Contested roll calls tell
        groups apart: on the others the whole house agrees.
    memberships : DataFrame
        ``instrument_id, iso3, role, since_to, until``.
    groups : collection of str
        Instruments whose members are looked at, such as eu, au and asean.
    seed : int
        Of the texts drawn again.
    min_voters : int
        A roll call in which fewer members voted says nothing of the group.
    n_replicates : int
    include_undated : bool
        See `spells.running`.

    Raises
    ------
    AnalysisError
        If no group has enough voters in any roll call; if ``min_voters`` is below 2 or
        ``n_replicates`` below 1; see also `ballots.voting_body`.
    """
    _check(min_voters, n_replicates)
    house = ballots.voting_body(
        votes, rollcalls, sessions=sessions, body=body, min_minority_share=min_minority_share
    )
    of_house = agreement_index(*_counts(house.codes, np.ones_like(house.codes, dtype=bool))[:3])
    frames, summaries, reasons = [], {}, {}
    counted = spells.counted(memberships).astype({"instrument_id": str, "iso3": str})
    for group in sorted(set(groups)):
        own = counted[counted["instrument_id"] == group]
        is_member = _is_member(own, house, include_undated=include_undated)
        frame = _of_group(house, is_member).assign(instrument_id=group, house=of_house)
        frame = frame[frame[["n_yes", "n_no", "n_abstain"]].sum(axis=1) >= min_voters]
        if frame.empty:
            reasons[group] = "unknown" if own.empty else "too_few_voters"
            continue
        frames.append(frame)
        summaries[group] = int(own["since_to"].isna().sum())
    if not frames:
        raise AnalysisError(
            "cohesion",
            found=f"no roll call in which {min_voters} members of "
            f"{', '.join(sorted(set(groups))) or 'no group'} voted",
            expected="at least one",
            do="widen the window, or choose other groups",
            reason="no_group_votes",
        )
    table = pd.concat(frames, ignore_index=True)
    out = pd.DataFrame({"kind": "instrument", "key": list(reasons), "reason": reasons.values()})
    return Cohesion(
        groups=_groups(table, pd.Series(summaries), seed, n_replicates),
        by_session=_by_session(table, seed, n_replicates),
        rollcalls=_divided_first(table),
        n_rollcalls=len(house.rollcalls),
        min_voters=min_voters,
        n_replicates=n_replicates,
        left_out=pd.concat([house.left_out, out], ignore_index=True),
    )


def _check(min_voters: int, n_replicates: int) -> None:
    """Refuse options that mean nothing."""
    if min_voters < 2:
        raise AnalysisError(
            "cohesion",
            found=f"min_voters {min_voters}",
            expected="at least 2",
            do="choose more: one always agrees",
        )
    if n_replicates < 1:
        raise AnalysisError(
            "cohesion",
            found=f"n_replicates {n_replicates}",
            expected="at least 1",
            do="choose more",
        )


def _is_member(
    own: pd.DataFrame, house: ballots.Ballots, *, include_undated: bool
) -> npt.NDArray[np.bool_]:
    """Return which States were members on the day of each roll call."""
    days = house.rollcalls["vote_date"]
    is_running = spells.running(own, days, include_undated=include_undated)
    column = pd.Index(house.states).get_indexer(pd.Index(own["iso3"]))
    is_member = np.zeros(house.codes.shape, dtype=bool)
    for at, running in zip(column[column >= 0], is_running.T[column >= 0], strict=True):
        is_member[:, at] |= running
    return is_member


def _counts(
    codes: npt.NDArray[np.int8], is_member: npt.NDArray[np.bool_]
) -> tuple[Counts, Counts, Counts, Counts]:
    """Return how many members voted Y, N and A, and how many are listed as not voting."""
    yes, no, abstain, absent = (
        ((codes == ballots.CODES[vote]) & is_member).sum(axis=1) for vote in "YNAX"
    )
    return yes, no, abstain, absent


def _of_group(house: ballots.Ballots, is_member: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Return a row a roll call."""
    yes, no, abstain, absent = _counts(house.codes, is_member)
    told = [c for c in ("session_number", "vote_date", "title") if c in house.rollcalls]
    return house.rollcalls[["rollcall_id", resampling.TEXT, *told]].assign(
        agreement_index=agreement_index(yes, no, abstain),
        n_yes=yes,
        n_no=no,
        n_abstain=abstain,
        n_absent=absent,
        n_members=is_member.sum(axis=1),
    )


def _summary(table: pd.DataFrame, by: list[str], seed: int, n_replicates: int) -> pd.DataFrame:
    """Return means over the roll calls of each group, with intervals."""
    rows = []
    for key, part in table.groupby(by, sort=True):
        index = part["agreement_index"].to_numpy()
        text_numbers = resampling.text_numbers(part)
        rng = np.random.default_rng([seed, len(index)])
        times = resampling.weights(text_numbers, n_replicates, rng)[:, text_numbers]
        low, high = intervals.of_draws(times @ index / times.sum(axis=1))
        n_voted = part[["n_yes", "n_no", "n_abstain"]].to_numpy().sum()
        rows.append(
            {
                **dict(zip(by, key, strict=True)),
                "cohesion": index.mean(),
                "q05": low,
                "q95": high,
                "house": part["house"].mean(),
                "n_rollcalls": len(part),
                "n_texts": int(text_numbers.max()) + 1,
                "n_members": part["n_members"].mean(),
                "voted_share": n_voted / part["n_members"].sum(),
            }
        )
    return pd.DataFrame(rows).round(ballots.N_DECIMALS)


def _groups(
    table: pd.DataFrame, n_undated: pd.Series, seed: int, n_replicates: int
) -> pd.DataFrame:
    """Return the frame of groups, most cohesive first."""
    frame = _summary(table, ["instrument_id"], seed, n_replicates)
    frame["n_undated"] = frame["instrument_id"].map(n_undated).astype(np.int64)
    ordered: pd.DataFrame = frame.sort_values(
        ["cohesion", "instrument_id"], ascending=[False, True], ignore_index=True
    )
    return ordered


def _by_session(table: pd.DataFrame, seed: int, n_replicates: int) -> pd.DataFrame:
    """Return the frame of groups and sessions."""
    columns = ["instrument_id", "session_number", "cohesion", "q05", "q95", "house"]
    columns += ["n_rollcalls", "n_texts", "n_members"]
    regular = table[table["session_number"].notna()]
    if regular.empty:
        return pd.DataFrame(columns=columns)
    frame = _summary(regular, ["instrument_id", "session_number"], seed, n_replicates)
    return frame[columns].astype({"session_number": np.int64})


def _divided_first(table: pd.DataFrame) -> pd.DataFrame:
    """Return the frame of roll calls, those that divided each group most first."""
    told = [c for c in ("session_number", "vote_date", "title") if c in table]
    counts = ["n_yes", "n_no", "n_abstain", "n_absent"]
    columns = ["instrument_id", "rollcall_id", *told, "agreement_index", "house", *counts]
    decimals = dict.fromkeys(("agreement_index", "house"), ballots.N_DECIMALS)
    frame = table[columns].round(decimals)
    return frame.sort_values(["instrument_id", "agreement_index", "rollcall_id"], ignore_index=True)
