"""Where an outreach plan starts: who is on the roster, who may join, and who listens to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit

from data.errors import AnalysisError, fault

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

N_PEERS = 15
"""Peers of a State that are listened to."""

POWER = 3.0
"""Of the similarity of votes: the most alike weigh by far the most."""

HALVINGS = 90


@dataclass(frozen=True)
class Opening:
    """The position before anybody is approached. Made by `of`.

    Attributes
    ----------
    states : tuple of str
        iso3 of the S States.
    members : ndarray of bool, shape (S,)
        On the roster already.
    probability : ndarray, shape (S,)
        That a State joins; missing for members, and where there is no basis to say.
    log_odds : ndarray, shape (D, S)
        Under each draw of the model's parameters and of the size of the text; the mean of their
        probabilities is `probability`.
    regions : tuple of str
        UN regional group of each State; empty where it has none.
    peers : ndarray, shape (S, S)
        How much each State (row) listens to each other one; rows add up to 1, or to 0.
    """

    states: tuple[str, ...]
    members: Flags
    probability: Array
    log_odds: Array
    regions: tuple[str, ...]
    peers: Array

    @property
    def is_open(self) -> Flags:
        """Return who may join and has a probability (S,)."""
        return ~self.members & np.isfinite(self.probability)

    @property
    def expected_size(self) -> float:
        """Return how many members the joining model expects."""
        return float(self.members.sum() + self.probability[self.is_open].sum())

    @property
    def left_out(self) -> pd.DataFrame:
        """Return ``iso3, reason``: States that are no members and cannot be simulated."""
        away = ~self.members & ~self.is_open
        return pd.DataFrame(
            {"iso3": [s for s, out in zip(self.states, away, strict=True) if out]}
        ).assign(reason="no_basis")


def of(
    *,
    states: Sequence[str],
    members: Flags,
    probability: Array,
    log_odds_draws: Array,
    regions: Sequence[str],
    peers: Array,
) -> Opening:
    """Return an opening whose draws agree with the probabilities.

    Each State's draws are moved along the log-odds until the mean of their probabilities is the
    probability given, so that a plan without approaches and without peers expects what the joining
    model expects.

    Parameters
    ----------
    states : sequence of str
    members : ndarray of bool, shape (S,)
    probability : ndarray, shape (S,)
        Between 0 and 1; missing where there is no basis.
    log_odds_draws : ndarray, shape (D, S)
        No rows where the model was fitted without a bootstrap.
    regions : sequence of str
    peers : ndarray, shape (S, S)
        0 or more, nothing on the diagonal, rows adding up to 1 or to 0.

    Raises
    ------
    AnalysisError
        If the shapes do not agree, a State stands twice, or a number is out of its bounds.
    """
    n = len(states)
    _check_shapes(states, members, probability, log_odds_draws, regions, peers)
    is_open = ~members & np.isfinite(probability)
    inside = probability[is_open]
    if ((inside <= 0) | (inside >= 1)).any():
        worst = inside[(inside <= 0) | (inside >= 1)][0]
        raise _error(f"the probability {worst:g}", "one between 0 and 1")
    sums = peers.sum(axis=1)
    is_whole = np.isclose(sums, 1, atol=1e-9) | (sums == 0)
    if not np.isfinite(peers).all() or (peers < 0).any() or peers.diagonal().any():
        raise _error("a weight of a peer that is negative, missing or of itself", "0 or more")
    if not is_whole.all():
        raise _error(f"weights of peers that add up to {sums[~is_whole][0]:g}", "1, or 0")
    draws = log_odds_draws if len(log_odds_draws) else np.zeros((1, n))
    log_odds = np.full(draws.shape, np.nan)
    log_odds[:, is_open] = recentred(draws[:, is_open], inside)
    return Opening(
        states=tuple(states),
        members=members,
        probability=np.where(is_open, probability, np.nan),
        log_odds=log_odds,
        regions=tuple(regions),
        peers=peers,
    )


def recentred(draws: Array, probability: Array) -> Array:
    """Return draws of log-odds (D, S), moved so that their mean probabilities are given ones (S,).

    Raises
    ------
    AnalysisError
        If a draw is missing or infinite.
    """
    if not np.isfinite(draws).all():
        raise _error("a draw that is missing or infinite", "log-odds of every State that may join")
    spread = np.abs(draws).max(initial=0.0) + 40.0
    low, high = np.full(draws.shape[1], -spread), np.full(draws.shape[1], spread)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        is_over = expit(draws + middle).mean(axis=0) > probability
        high, low = np.where(is_over, middle, high), np.where(is_over, low, middle)
    return np.asarray(draws + (low + high) / 2)


def nearest(similarity: Array, *, n_peers: int = N_PEERS, power: float = POWER) -> Array:
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
    probability: Array,
    draws: Array,
    regions: Sequence[str],
    peers: Array,
) -> None:
    n = len(states)
    if len(set(states)) < n:
        raise _error("a State more than once", "each State once")
    found = (members.shape, probability.shape, draws.shape[1:], (len(regions),), peers.shape)
    if found != ((n,), (n,), (n,), (n,), (n, n)):
        raise _error(f"arrays of shapes {found}", f"those of {n} States")


def _error(found: str, expected: str) -> AnalysisError:
    return AnalysisError(fault("opening", found=found, expected=expected, do="correct the input"))
