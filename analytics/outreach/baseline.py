"""Where an outreach plan starts: who is on the roster, who may join, and who listens to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit

from data.errors import AnalysisError

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

N_PEERS = 15
"""Peers of a State that are listened to."""

POWER = 3.0
"""Power of the similarity of votes: the most alike weigh by far the most."""


TARGET_STEP = 5
"""Targets are proposed in steps of so many members."""


@dataclass(frozen=True)
class Baseline:
    """The position before anybody is approached. Made by `build`.

    Attributes
    ----------
    states : tuple of str
        iso3 of the S States.
    members : ndarray of bool, shape (S,)
        On the roster already.
    log_odds : ndarray, shape (D, S)
        That a State joins, draw by draw: each draw has one size of the text and one draw of the
        joining model's weights. Minus infinity in draws in which the text does not grow; missing
        for members, and where there is no basis to say.
    regions : tuple of str
        UN regional group of each State; empty where it has none.
    peers : ndarray, shape (S, S)
        How much each State (row) listens to each other one; rows add up to 1, or to 0.
    """

    states: tuple[str, ...]
    members: Flags
    log_odds: Array
    regions: tuple[str, ...]
    peers: Array

    @cached_property
    def probability(self) -> Array:
        """Return the probability that each State joins (S,): the mean over the draws.

        It is derived from the draws, so that it cannot contradict them. Missing for members, and
        where there is no basis to say.
        """
        return np.asarray(expit(self.log_odds).mean(axis=0))

    @property
    def is_open(self) -> Flags:
        """Return who may join and has a probability (S,); that may be 0."""
        return ~self.members & np.isfinite(self.probability)

    @property
    def open_states(self) -> list[str]:
        """Return the States that may join, the most likely first."""
        places = np.flatnonzero(self.is_open)
        order = places[np.argsort(-self.probability[places], kind="stable")]
        return [self.states[place] for place in order]

    @property
    def growth(self) -> float:
        """Return the share of the draws in which anybody can join; no probability exceeds it."""
        can_join = self.log_odds[:, self.is_open] > -np.inf
        return float(can_join.any(axis=1).mean())

    @property
    def expected_size(self) -> float:
        """Return how many members the joining model expects."""
        return float(self.members.sum() + self.probability[self.is_open].sum())

    @property
    def first_target(self) -> int:
        """Return a number of members to aim at: the next step above what the model expects.

        Steps are of `TARGET_STEP`; it is never more than there are States.
        """
        step = int(self.expected_size) // TARGET_STEP + 1
        return min(step * TARGET_STEP, len(self.states))

    @property
    def left_out(self) -> pd.DataFrame:
        """Return ``iso3, reason``: States that are no members and cannot be simulated."""
        away = ~self.members & ~self.is_open
        return pd.DataFrame(
            {"iso3": [s for s, out in zip(self.states, away, strict=True) if out]}
        ).assign(reason="no_forecast")


def build(
    *,
    states: Sequence[str],
    members: Flags,
    log_odds_draws: Array,
    regions: Sequence[str],
    peers: Array,
) -> Baseline:
    """Return the position before anybody is approached.

    Parameters
    ----------
    states : sequence of str
    members : ndarray of bool, shape (S,)
    log_odds_draws : ndarray, shape (D, S)
        Of joining; D is 1 or more. Minus infinity where the text does not grow. Those of members
        are not read; a State without basis is missing in all draws.
    regions : sequence of str
    peers : ndarray, shape (S, S)
        0 or more, nothing on the diagonal, rows adding up to 1 or to 0.

    Raises
    ------
    AnalysisError
        If the shapes do not agree, there is no draw, a State stands twice or is missing in some
        draws only, or a number is out of its bounds.
    """
    _check_shapes(states, members, log_odds_draws, regions, peers)
    log_odds = np.where(members, np.nan, log_odds_draws)
    is_missing = np.isnan(log_odds)
    if (is_missing.any(axis=0) & ~is_missing.all(axis=0)).any():
        raise AnalysisError(
            "baseline",
            found="a State that is missing in some draws",
            expected="log-odds in all draws, or in none",
            do="correct the input",
        )
    if (log_odds == np.inf).any():
        raise AnalysisError(
            "baseline",
            found="a draw in which a State is sure to join",
            expected="log-odds below infinity",
            do="correct the input",
        )
    sums = peers.sum(axis=1)
    is_whole = np.isclose(sums, 1, atol=1e-9) | (sums == 0)
    if not np.isfinite(peers).all() or (peers < 0).any() or peers.diagonal().any():
        raise AnalysisError(
            "baseline",
            found="a weight of a peer that is negative, missing or of itself",
            expected="0 or more",
            do="correct the input",
        )
    if not is_whole.all():
        raise AnalysisError(
            "baseline",
            found=f"weights of peers that add up to {sums[~is_whole][0]:g}",
            expected="1, or 0",
            do="correct the input",
        )
    return Baseline(
        states=tuple(states),
        members=members,
        log_odds=log_odds,
        regions=tuple(regions),
        peers=peers,
    )


def peer_weights(similarity: Array, *, n_peers: int = N_PEERS, power: float = POWER) -> Array:
    """Return how much each State listens to its nearest ones, from how alike they vote.

    Parameters
    ----------
    similarity : ndarray, shape (S, S)
        Missing or 0 and less where two States are not alike.
    n_peers : int
        Nearest ones that count.
    power : float
        To which the similarity is raised.

    Returns
    -------
    ndarray, shape (S, S)
        Rows add up to 1, or to 0 for a State without peers.
    """
    weights = np.nan_to_num(similarity, nan=0.0).clip(min=0) ** power
    np.fill_diagonal(weights, 0.0)
    if n_peers < len(weights):
        order = np.argsort(-weights, axis=1, kind="stable")
        np.put_along_axis(weights, order[:, n_peers:], 0.0, axis=1)
    sums = weights.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(weights, sums, out=np.zeros_like(weights), where=sums > 0))


def _check_shapes(
    states: Sequence[str],
    members: Flags,
    draws: Array,
    regions: Sequence[str],
    peers: Array,
) -> None:
    n = len(states)
    if len(set(states)) < n:
        raise AnalysisError(
            "baseline",
            found="a State more than once",
            expected="each State once",
            do="correct the input",
        )
    found = (members.shape, draws.shape[1:], (len(regions),), peers.shape)
    if found != ((n,), (n,), (n,), (n, n)):
        raise AnalysisError(
            "baseline",
            found=f"arrays of shapes {found}",
            expected=f"those of {n} States",
            do="correct the input",
        )
    if not len(draws):
        raise AnalysisError(
            "baseline",
            found="no draw of the joining model",
            expected="1 or more",
            do="correct the input",
        )
