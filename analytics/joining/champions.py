"""Who is best placed to approach a State: members of the coalition, by what they share with it.

Five components, each from 0 to 1, are shown beside each other; fitness is their plain mean and
orders the list. None of them was fitted: nobody recorded which approach worked. What is missing for
a pair is left out of its mean and said.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.joining import past_rosters, recent_votes
from analytics.joining.history import History
from data.errors import AnalysisError

COMPONENTS = ("votes", "texts", "groups", "ties", "road")
"""How alike they voted in the last five years, and the texts they joined, as percentiles among the
members; the share of the target's groups that they share; region or ties of language and history
(`TIE_GROUPS`); and the same road: came to this text without having been on the one before, as the
target would."""

TIE_GROUPS = ("commonwealth", "oif", "arab_league", "cis", "caricom", "pif", "asean", "mercosur")
"""Groups that stand for a shared language, history or neighbourhood."""


@dataclass(frozen=True)
class PairCloseness:
    """How near States are to one another, as known on a day.

    Attributes
    ----------
    votes, texts : ndarray, shape (S, S)
        By their votes and by the texts they joined.
    absent : ndarray, shape (S,)
        Share of the last years' roll calls in which each did not vote.
    """

    votes: npt.NDArray[np.float64]
    texts: npt.NDArray[np.float64]
    absent: npt.NDArray[np.float64]


@dataclass(frozen=True)
class Champions:
    """Members of a coalition by their fitness to approach a State.

    Attributes
    ----------
    target : str
    table : DataFrame
        ``iso3, fitness``, the `COMPONENTS`, and ``shared_groups`` (tuple of instrument_id): a row
        a member, the fittest first.
    left_out : DataFrame
        ``kind, key, reason``: components that cannot be told. Reasons: ``no_votes``,
        ``no_groups``.
    """

    target: str
    table: pd.DataFrame
    left_out: pd.DataFrame


def closeness(history: History, day: np.datetime64) -> PairCloseness:
    """Return how near States were to one another on the morning of a day."""
    known = history.known(day)
    votes, absent, _ = recent_votes.of_all(history, known)
    surprise, weight = past_rosters.standardised_residuals(
        history, known, np.flatnonzero(known.opened)
    )
    shared = past_rosters.shared_texts(surprise, weight)
    return PairCloseness(votes=votes.T @ votes, texts=shared, absent=absent)


def champions_for(
    history: History,
    near: PairCloseness,
    target: str,
    members: npt.NDArray[np.bool_],
    newcomers: npt.NDArray[np.bool_],
) -> Champions:
    """Return who is best placed to approach a State.

    Parameters
    ----------
    history : History
    near : PairCloseness
        As known on the day asked about.
    target : str
        iso3 of the State.
    members : ndarray of bool, shape (S,)
        The coalition.
    newcomers : ndarray of bool, shape (S,)
        Those of them that joined without having been on an earlier text.

    Raises
    ------
    AnalysisError
        If the target is no UN member, or nobody else is in the coalition.
    """
    if target not in history.states:
        raise AnalysisError(
            "champions",
            found=f"State {target!r}",
            expected="a UN member, as ISO 3166 alpha-3",
            do="choose another",
        )
    at = history.states.index(target)
    candidates = np.flatnonzero(members & (np.arange(len(members)) != at))
    if not len(candidates):
        raise AnalysisError(
            "champions",
            found="no other member of the coalition",
            expected="at least one",
            do="choose another",
        )
    in_group = history.in_group
    mine = in_group[:, at]
    shared = in_group[mine][:, candidates]
    tied = np.isin(history.groups, TIE_GROUPS)
    is_tied = (in_group[tied & mine][:, candidates]).any(axis=0)
    region = np.array(history.regions)
    is_near = (region[candidates] == region[at]) & (region[at] != "")
    has_votes, has_groups = bool(near.absent[at] < 1), bool(mine.any())
    unknown = np.full(len(candidates), np.nan)
    frame = pd.DataFrame(
        {
            "iso3": np.array(history.states, dtype=object)[candidates],
            "votes": _percentile(near.votes[at, candidates]) if has_votes else unknown,
            "texts": _percentile(near.texts[at, candidates]),
            "groups": shared.mean(axis=0) if has_groups else unknown,
            "ties": (is_tied | is_near).astype(np.float64),
            "road": newcomers[candidates].astype(np.float64),
        }
    )
    frame.insert(1, "fitness", frame[list(COMPONENTS)].mean(axis=1))
    groups = np.array(history.groups, dtype=object)[mine]
    frame["shared_groups"] = [tuple(groups[column]) for column in shared.T]
    missing = [(n, r) for n, r, has in _told(has_votes, has_groups) if not has]
    return Champions(
        target=target,
        table=frame.sort_values(["fitness", "iso3"], ascending=[False, True], ignore_index=True),
        left_out=pd.DataFrame(
            [("component", name, reason) for name, reason in missing],
            columns=["kind", "key", "reason"],
        ),
    )


def _told(has_votes: bool, has_groups: bool) -> tuple[tuple[str, str, bool], ...]:
    """Return the components that may be missing, why, and whether they are there."""
    return (("votes", "no_votes", has_votes), ("groups", "no_groups", has_groups))


def _percentile(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the share of the values that are not larger, 0 to 1."""
    return np.asarray(pd.Series(values).rank(pct=True), dtype=np.float64)
