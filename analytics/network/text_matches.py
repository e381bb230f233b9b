"""On which texts two States went the same way, a text counted once.

The same text comes back year after year and most States vote on it as before: of each text only the
latest vote in the window is read, so that "the same way on 31 of 47 texts" is a count of texts. Of
rosters, two States went the same way on those that list both, of those that list either: that
neither is on a text says nothing. Nothing here is corrected for chance; who is compared with whom
does that (`go_betweens`, `special_ties`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots, membership_matrix, resampling, selection
from data.errors import AnalysisError

Floats = npt.NDArray[np.float64]

MIN_SHARED = 10
"""Pairs that share fewer texts are not compared."""

LEAST_SHARE = 0.5
"""Share of the texts voted on that a pair must have voted on both: who votes on few of them only is
close to others by luck. Of rosters any that lists one of the two compares them."""

MIN_STATES = 3
"""Fewer States leave nobody to compare a pair with."""


@dataclass(frozen=True)
class TextMatches:
    """What each State did on each text.

    Attributes
    ----------
    codes : ndarray of int8, shape (T, S)
        Of votes: values of `ballots.CODES` for N, A and Y. Of rosters: 1 for listed, 0 otherwise.
        -1 where it is not known, or the State did not vote.
    states : tuple of str
        iso3 of the columns, sorted.
    keys : DataFrame
        ``key, title`` of the T texts: the roll call or instrument read.
    kind : str
        ``votes`` or ``rosters``.
    left_out : DataFrame
        ``kind, key, reason``; see `ballots.Ballots` and `membership_matrix.MembershipMatrix`; and
        ``earlier_vote``: a roll call on a text that was voted on again.
    """

    codes: npt.NDArray[np.int8]
    states: tuple[str, ...]
    keys: pd.DataFrame
    kind: str
    left_out: pd.DataFrame

    @property
    def min_shared(self) -> int:
        """Texts that a pair must share to be compared."""
        least = LEAST_SHARE * len(self.codes) if self.kind == "votes" else 0
        return max(MIN_SHARED, math.ceil(least))

    def on_text(self, place: int) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Return which pairs a text compares, and which went the same way; each (S, S)."""
        own = self.codes[place]
        if self.kind == "rosters":
            is_on = own == 1
            is_compared = is_on[:, None] | is_on[None, :]
            is_same = is_on[:, None] & is_on[None, :]
        else:
            is_known = own >= 0
            is_compared = is_known[:, None] & is_known[None, :]
            is_same = is_compared & (own[:, None] == own[None, :])
        return is_compared, is_same

    def with_state(self, iso3: str) -> Floats:
        """Return on which texts each State went the same way as one: 1 or 0, NaN where not known.

        Returns
        -------
        ndarray, shape (T, S)
            NaN in the State's own column.

        Raises
        ------
        AnalysisError
            If the State is not among those compared.
        """
        if iso3 not in self.states:
            raise AnalysisError(
                "closeness",
                found=f"nothing by {iso3}",
                expected="a State that voted or is listed",
                do="choose another",
            )
        at = self.states.index(iso3)
        mine = self.codes[:, [at]]
        if self.kind == "rosters":
            is_compared = (self.codes == 1) | (mine == 1)
            is_same = (self.codes == 1) & (mine == 1)
        else:
            is_compared = (self.codes >= 0) & (mine >= 0)
            is_same = self.codes == mine
        found = np.where(is_compared, is_same.astype(np.float64), np.nan)
        found[:, at] = np.nan
        return found

    def squares(self) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """Return for all pairs which texts compare them, and on which they went the same way.

        Returns
        -------
        ndarray, shape (T, S * S), twice
            1 or 0; 0 on the diagonal.
        """
        n_texts, n_states = self.codes.shape
        compared = np.empty((n_texts, n_states, n_states), dtype=np.float32)
        same = np.empty_like(compared)
        for place in range(n_texts):
            compared[place], same[place] = self.on_text(place)
        diagonal = np.arange(n_states)
        compared[:, diagonal, diagonal] = same[:, diagonal, diagonal] = 0
        return compared.reshape(n_texts, -1), same.reshape(n_texts, -1)


def of_votes(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    *,
    sessions: tuple[int, int] | None = None,
    min_minority_share: float = ballots.CONTESTED,
) -> TextMatches:
    """Return what each State voted in the latest contested plenary vote on each text.

    Parameters
    ----------
    votes : DataFrame
        ``rollcall_id, iso3, vote``.
    rollcalls : DataFrame
        As for `ballots.voting_body`, with ``title, vote_date`` and ``text_id``
        (`resampling.with_text_ids`).
    sessions : tuple of int, optional
        First and last session of the window.
    min_minority_share : float
        As for `ballots.voting_body`.

    Raises
    ------
    AnalysisError
        If fewer than `resampling.MIN_TEXTS` texts or `MIN_STATES` States are left; see also
        `ballots.voting_body` and `resampling.text_numbers`.
    """
    house = ballots.voting_body(
        votes,
        rollcalls,
        sessions=sessions,
        min_minority_share=min_minority_share,
        min_states=MIN_STATES,
    )
    number = resampling.text_numbers(house.rollcalls)
    order = house.rollcalls.assign(number=number, place=range(len(number)))
    order = order.sort_values(["vote_date", "rollcall_id"], kind="stable")
    latest = np.sort(order.groupby("number")["place"].last().to_numpy())
    codes = np.where(house.has_voted, house.codes, np.int8(-1))[latest].astype(np.int8)
    is_earlier = ~np.isin(np.arange(len(number)), latest)
    earlier = np.where(is_earlier, "earlier_vote", "")
    out = ballots.left_out_rows("rollcall", house.rollcalls["rollcall_id"], earlier)
    used = house.rollcalls.iloc[latest]
    return _enough(
        TextMatches(
            codes=codes,
            states=house.states,
            keys=pd.DataFrame({"key": used["rollcall_id"], "title": used["title"]}).reset_index(
                drop=True
            ),
            kind="votes",
            left_out=pd.concat([house.left_out, out], ignore_index=True),
        )
    )


def of_rosters(
    memberships: pd.DataFrame, instruments: pd.DataFrame, *, day: pd.Timestamp
) -> TextMatches:
    """Return which States were on which complete rosters on a day.

    Parameters
    ----------
    memberships, instruments, day
        As for `membership_matrix.on_day`; the instruments with ``short_name``.

    Raises
    ------
    AnalysisError
        If fewer than `resampling.MIN_TEXTS` rosters or `MIN_STATES` States are left; see also
        `membership_matrix.on_day`.
    """
    found = membership_matrix.on_day(memberships, instruments, day=day)
    return _enough(
        TextMatches(
            codes=found.codes,
            states=found.states,
            keys=pd.DataFrame(
                {"key": found.rosters["instrument_id"], "title": found.rosters["short_name"]}
            ),
            kind="rosters",
            left_out=found.left_out,
        )
    )


def of_question(
    question: selection.AlignmentQuestion,
    *,
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    memberships: pd.DataFrame,
    instruments: pd.DataFrame,
) -> TextMatches:
    """Return on which texts States went the same way.

    Parameters
    ----------
    question : AlignmentQuestion
        Of votes or of rosters; the two are not mixed.
    votes, rollcalls, topics, memberships, instruments : DataFrame
        The tables of those names.

    Raises
    ------
    AnalysisError
        See `of_votes` and `of_rosters`.
    """
    if question.basis == "votes":
        return of_votes(
            votes,
            selection.on_topics(rollcalls, topics, question.topics),
            sessions=selection.window(rollcalls, question.n_sessions),
        )
    return of_rosters(
        memberships, selection.joined_by_choice(instruments), day=selection.latest_day(memberships)
    )


def _enough(found: TextMatches) -> TextMatches:
    """Return what was found; refuse it where it is too little."""
    n_texts, n_states = found.codes.shape
    if n_texts < resampling.MIN_TEXTS or n_states < MIN_STATES:
        raise AnalysisError(
            "closeness",
            found=f"{n_texts} texts and {n_states} States",
            expected=f"at least {resampling.MIN_TEXTS} texts and {MIN_STATES} States",
            do="widen the window or the subject",
            reason="too_few_texts",
        )
    return found
