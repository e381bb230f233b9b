"""Texts on which the Assembly votes again and again, as series of recorded votes.

The same text comes back under the same title, session after session. Sources print that title in
several ways: with the form of the document behind it, or the item of the agenda before it and its
keywords after. Read without these, votes under one title make a series. Where two votes of a day
stand under one title, which of them succeeds the earlier one cannot be told: neither is used.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots, titles
from data import domains
from data.errors import AnalysisError

Codes = npt.NDArray[np.int8]

FIRST_VOTE = pd.Timestamp("1981-01-01")
"""Earlier votes say little of a State now, and many members were not there."""

MAX_GAP = np.timedelta64(5 * 366, "D")
"""A text not voted on for longer begins anew."""

ON_THE_DAY = np.timedelta64(0, "D")
"""Asked on the morning of the vote itself."""


@dataclass(frozen=True)
class AssemblyVotes:
    """Every recorded vote of the plenary, on any subject: it tells who votes alike.

    Attributes
    ----------
    days : ndarray of datetime64, shape (Q,)
        In order.
    series : ndarray of str, shape (Q,)
        As in `RecurringVotes`.
    codes : ndarray of int8, shape (Q, S)
        As in `RecurringVotes`.
    """

    days: npt.NDArray[np.datetime64]
    series: npt.NDArray[np.object_]
    codes: Codes


@dataclass(frozen=True)
class RecurringVotes:
    """Votes on disarmament in order, and the series among them.

    Attributes
    ----------
    states : DataFrame
        ``iso3, un_region_group_code``: the S States of the columns, members now or before, sorted.
    rollcalls : DataFrame
        The R roll calls in order of the day: ``rollcall_id, title, symbol, vote_date, text_id,
        evidence_id, series``; ``series`` is the plain title, empty where the vote has no place in
        a series; votes on one text may stand under several.
    codes : ndarray of int8, shape (R, S)
        Values of `ballots.CODES`; -1 where the State is not listed.
    sponsored : ndarray of int8, shape (R, S)
        1 if the State sponsored the text, 0 if not; -1 where no sponsor is known: before session 74
        the record names none.
    assembly : AssemblyVotes
    left_out : DataFrame
        ``kind, key, reason``. Reasons: those of `ballots.voting_body`, ``twice_a_day`` (under one
        title) and ``no_title``. All but those of `ballots.voting_body` still say how States vote.
    """

    states: pd.DataFrame
    rollcalls: pd.DataFrame
    codes: Codes
    sponsored: Codes
    assembly: AssemblyVotes
    left_out: pd.DataFrame

    @property
    def days(self) -> npt.NDArray[np.datetime64]:
        """Return the day of each roll call."""
        return self.rollcalls["vote_date"].to_numpy(dtype="datetime64[D]")

    def before(self, day: pd.Timestamp) -> RecurringVotes:
        """Return the record as known on the morning of a day: nothing of that day or later."""
        n, n_all = (
            int(np.searchsorted(days, np.datetime64(day, "D"), side="left"))
            for days in (self.days, self.assembly.days)
        )
        held = self.assembly
        return RecurringVotes(
            states=self.states,
            rollcalls=self.rollcalls.head(n),
            codes=self.codes[:n],
            sponsored=self.sponsored[:n],
            assembly=AssemblyVotes(held.days[:n_all], held.series[:n_all], held.codes[:n_all]),
            left_out=self.left_out,
        )


def build(
    *,
    states: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    votes: pd.DataFrame,
    sponsors: pd.DataFrame,
) -> RecurringVotes:
    """Return the votes on disarmament and their series.

    Parameters
    ----------
    states, rollcalls, topics, votes, sponsors : DataFrame
        The tables of those names; the roll calls with ``text_id`` of `resampling.with_text_ids`.

    Raises
    ------
    AnalysisError
        If no complete recorded vote on the topics is left; see also `ballots.voting_body`.
    """
    about = topics.loc[topics["topic"].isin(domains.RECURRING_TOPICS), "rollcall_id"].astype(str)
    recent = rollcalls[rollcalls["vote_date"] >= FIRST_VOTE]
    is_asked = recent["rollcall_id"].astype(str).isin(about)
    is_fit = ballots.is_complete_in_plenary(recent)
    if not (is_asked & is_fit).any():
        raise AnalysisError(
            "next vote",
            found="no complete recorded vote on disarmament",
            expected="at least one",
            do="build the snapshot with the record of votes",
            reason="too_few_texts",
        )
    house = ballots.voting_body(votes, recent)
    listed = states[states["un_membership"].isin(["member", "former"])].sort_values("iso3")
    place = pd.Index(house.states).get_indexer(pd.Index(listed["iso3"].astype(str)))
    codes = np.pad(house.codes, ((0, 0), (0, 1)), constant_values=ballots.NOT_LISTED)[:, place]
    order = np.lexsort([house.rollcalls["rollcall_id"], house.rollcalls["vote_date"]])
    columns = ["rollcall_id", "title", "symbol", "vote_date", "text_id", "evidence_id"]
    whole = house.rollcalls[columns].iloc[order].reset_index(drop=True)
    codes = codes[order]
    on_it = whole["rollcall_id"].isin(about).to_numpy(dtype=bool)
    frame = whole[on_it].reset_index(drop=True)
    frame["series"], reason = titles.series(frame)
    out = pd.DataFrame({"kind": "rollcall", "key": frame["rollcall_id"], "reason": reason})
    of_house = house.left_out[
        house.left_out["key"].isin(about) | (house.left_out["kind"] != "rollcall")
    ]
    return RecurringVotes(
        states=listed[["iso3", "un_region_group_code"]].reset_index(drop=True),
        rollcalls=frame,
        codes=codes[on_it],
        sponsored=_sponsored(frame["rollcall_id"], listed["iso3"], sponsors),
        assembly=AssemblyVotes(
            days=whole["vote_date"].to_numpy(dtype="datetime64[D]"),
            series=whole["title"].map(titles.plain).to_numpy(dtype=object),
            codes=codes,
        ),
        left_out=pd.concat([of_house, out[out["reason"] != ""]], ignore_index=True),
    )


def _sponsored(rollcalls: pd.Series, states: pd.Series, sponsors: pd.DataFrame) -> Codes:
    """Return who sponsored the text of each roll call, as `RecurringVotes.sponsored`."""
    row = pd.Index(rollcalls.astype(str)).get_indexer(pd.Index(sponsors["rollcall_id"].astype(str)))
    column = pd.Index(states.astype(str)).get_indexer(pd.Index(sponsors["iso3"].astype(str)))
    out = np.full((len(rollcalls), len(states)), ballots.NOT_LISTED, dtype=np.int8)
    out[row[row >= 0]] = 0
    is_ours = (row >= 0) & (column >= 0)
    out[row[is_ours], column[is_ours]] = 1
    return out


def consecutive_votes(
    record: RecurringVotes, *, ahead: np.timedelta64 = ON_THE_DAY
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the roll calls that follow another of their series, and the ones they follow.

    Parameters
    ----------
    record : RecurringVotes
    ahead : timedelta64
        How long before a vote it is asked which one it follows: later ones are not known then.

    Returns
    -------
    ndarray of int, ndarray of int
        Places among the roll calls, in order; the two are at most `MAX_GAP` apart.
    """
    series = record.rollcalls["series"]
    earlier = np.full(len(series), -1, dtype=np.int64)
    for name in series[series != ""].unique():
        places = np.flatnonzero(series == name)
        days = record.days[places]
        nearest = np.searchsorted(days, days - ahead, side="left") - 1
        earlier[places] = np.where(nearest >= 0, places[nearest], -1)
    later = np.flatnonzero(earlier >= 0)
    before = earlier[later]
    is_near = record.days[later] - record.days[before] <= MAX_GAP
    return later[is_near], before[is_near]
