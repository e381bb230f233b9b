"""Recorded votes as the dynamic ordinal item-response model wants them, and its priors.

A text that comes back has a row in every session from its first vote to its last: one without
votes where a session skips it. So each row is tied to at most one row of the session before, and
what the model does not know of a session hangs on the next session alone.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Ballots = npt.NDArray[np.int8]

MAX_GAP = 5
"""Sessions after which a text that comes back begins anew."""


@dataclass(frozen=True)
class Priors:
    """Standard deviations of the normal priors, before positions are normalised.

    They are near those of Bailey, Strezhnev & Voeten's own program: there a position's walk has
    standard deviation 0.5, a slope has 1 on the probit scale (about 1.8 on the logistic one), cut
    points are flat, and a repeated text keeps its slope and cut points, where here it nearly does.
    """

    walk_sd: float = 0.5
    first_sd: float = 1.0
    slope_sd: float = 1.8
    cut_sd: float = 20.0
    bridge_sd: float = 0.005

    @property
    def precisions(self) -> Floats:
        """Return the prior precisions of a slope and two cut points, shape (3,)."""
        spreads: Floats = np.array([self.slope_sd, self.cut_sd, self.cut_sd])
        return spreads**-2


@dataclass(frozen=True)
class OrdinalVotes:
    """The votes, laid out; arrays of votes have a row a roll call, or a text that is skipped.

    Attributes
    ----------
    sessions : array of int, shape (n_sessions,)
        Their numbers, ascending.
    rows : tuple of slice
        Rows of each session.
    places : array of int, shape (n_rollcalls,)
        Row of each roll call given.
    texts : array of int, shape (n_rows,)
        Number of the text of each row.
    not_yes, not_no : array, shape (n_rows, n_states)
        1 where N or A, and where A or Y, was cast; 0 otherwise.
    n_cast : array, shape (n_rows, 3)
        N, A and Y cast.
    n_votes : array of int, shape (n_sessions, n_states)
    is_seated : array of bool, shape (n_sessions, n_states)
        From the first session in which the State voted to the last.
    links : array, shape (n_sessions - 1, n_states)
        Precision of the walk from one session to the next; 0 where there is none.
    anchors : array, shape (n_sessions, n_states)
        Prior precision of a State's first position; 0 elsewhere.
    before : array of int, shape (n_rows,)
        Row of the same text in the session before; of a first row, itself.
    ties : array, shape (n_rows,)
        Precision of the step from there; 0 for a first row.
    """

    sessions: Ints
    rows: tuple[slice, ...]
    places: Ints
    texts: Ints
    not_yes: Floats
    not_no: Floats
    n_cast: Floats
    n_votes: Ints
    is_seated: Bools
    links: Floats
    anchors: Floats
    before: Ints
    ties: Floats

    @property
    def is_first(self) -> Bools:
        """Return which rows are tied to none before."""
        first: Bools = self.ties == 0
        return first

    @cached_property
    def is_tied(self) -> Bools:
        """Return which rows are tied to one before or after."""
        tied: Bools = ~self.is_first
        tied[self.before[tied]] = True
        return tied

    @cached_property
    def series(self) -> Ints:
        """Return for each row the first of those that it is tied to, through others too."""
        first = np.arange(len(self.before))
        for row in np.flatnonzero(~self.is_first):
            first[row] = first[self.before[row]]
        return first


def from_matrix(ballots: Ballots, sessions: Ints, texts: Ints, priors: Priors) -> OrdinalVotes:
    """Return the votes, laid out.

    Parameters
    ----------
    ballots : array of int8, shape (n_rollcalls, n_states)
        0 against, 1 abstaining, 2 in favour, -1 did not vote. Every State voted at least once.
    sessions : array of int, shape (n_rollcalls,)
        Session of each roll call, in non-decreasing order.
    texts : array of int, shape (n_rollcalls,)
        Number of the text that each roll call is on. Of several in a session the first is tied.
    priors : Priors
    """
    numbers, at = np.unique(sessions, return_inverse=True)
    at, texts, before = _filled(at, texts, _earlier(sessions, texts))
    order = np.argsort(at, kind="stable")
    places = np.argsort(order, kind="stable")
    at, texts, before = at[order], texts[order], places[before[order]]
    skipped = np.full((len(order) - len(ballots), ballots.shape[1]), -1, dtype=np.int8)
    ballots = np.concatenate([ballots, skipped])[order]
    edges = np.searchsorted(at, np.arange(len(numbers) + 1)).tolist()
    rows = tuple(slice(first, stop) for first, stop in itertools.pairwise(edges))

    n_votes = np.stack([(ballots[r] >= 0).sum(axis=0) for r in rows])
    has_come = np.maximum.accumulate(n_votes > 0, axis=0)
    is_seated = has_come & np.maximum.accumulate((n_votes > 0)[::-1], axis=0)[::-1]
    is_new = is_seated & (np.cumsum(is_seated, axis=0) == 1)
    gaps = np.diff(numbers).astype(float)[:, None]
    steps = (numbers[at] - numbers[at[before]]).astype(float)
    ties = np.divide(priors.bridge_sd**-2, steps, out=np.zeros_like(steps), where=steps > 0)
    return OrdinalVotes(
        sessions=numbers,
        rows=rows,
        places=places[: len(sessions)],
        texts=texts,
        not_yes=((ballots == 0) | (ballots == 1)).astype(float),
        not_no=(ballots >= 1).astype(float),
        n_cast=np.stack([(ballots == k).sum(axis=1) for k in range(3)], axis=1).astype(float),
        n_votes=n_votes,
        is_seated=is_seated,
        links=(is_seated[1:] & is_seated[:-1]) / (priors.walk_sd**2 * gaps),
        anchors=is_new / priors.first_sd**2,
        before=before,
        ties=ties,
    )


def _earlier(sessions: Ints, texts: Ints) -> Ints:
    """Return the roll call that each one repeats, from an earlier session; -1 for none."""
    frame = pd.DataFrame({"text": texts, "session": sessions, "row": np.arange(len(texts))})
    once = frame[~frame.duplicated(["text", "session"])]
    last = once.groupby("text")[["row", "session"]].shift(1)
    is_near = (once["session"] - last["session"]) <= MAX_GAP
    earlier = np.full(len(texts), -1, dtype=np.int64)
    earlier[once.index[is_near]] = last.loc[is_near, "row"]
    return earlier


def _filled(at: Ints, texts: Ints, earlier: Ints) -> tuple[Ints, Ints, Ints]:
    """Return session, text and row before of all rows, those of skipped sessions at the end."""
    session, text, before = at.tolist(), texts.tolist(), list(range(len(at)))
    for row in np.flatnonzero(earlier >= 0).tolist():
        last = int(earlier[row])
        for skipped in range(session[last] + 1, session[row]):
            before.append(last)
            session.append(skipped)
            text.append(text[row])
            last = len(session) - 1
        before[row] = last
    return np.array(session), np.array(text), np.array(before)
