"""Blocs as a model of votes: each bloc has its own shares of No, Abstain and Yes on each text.

A State belongs to one of k blocs, which is not known; given its bloc, its vote on a text is drawn
from the shares of that bloc. This is latent class analysis (Goodman 1974), or a block model of the
two-sided network between States and texts with texts as layers (Karrer & Newman 2011 for the
likelihood by blocks; Airoldi et al. 2008 for mixed memberships of actors). The shares of a bloc are
drawn towards those of the whole house, as if `SHRINKAGE` more States of the house had been in it:
a bloc of which few voted on a text says little new of it.

A text counts once, however often it was voted on: votes on one text are not independent. What a
State did on a text is the mean over its votes on it. What is not known says nothing.

Memberships and shares are found in turn (expectation and maximisation, Dempster et al. 1977) from
k-means on coordinates that keep how often two States part (`embedding`): from starts
at random, samples of the texts end in different places, and predict unseen votes no better.

References
----------
Airoldi, E., Blei, D., Fienberg, S. & Xing, E. (2008). Mixed membership stochastic blockmodels.
*Journal of Machine Learning Research* 9, 1981-2014.
Dempster, A., Laird, N. & Rubin, D. (1977). Maximum likelihood from incomplete data via the EM
algorithm. *Journal of the Royal Statistical Society B* 39(1), 1-38.
Goodman, L. (1974). Exploratory latent structure analysis using both identifiable and unidentifiable
models. *Biometrika* 61(2), 215-231.
Karrer, B. & Newman, M. (2011). Stochastic blockmodels and community structure in networks.
*Physical Review E* 83, 016107.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.cluster import KMeans

from analytics.blocs import embedding

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

POSITIONS = 3
"""No, Abstain, Yes; on a roster: not listed, nothing, listed."""

SHRINKAGE = 4.0
"""States of the whole house that are added to each bloc on each text."""

N_STARTS = 8
"""Number of k-means starts; the best is kept."""

MAX_ROUNDS = 60
"""Most rounds of expectation and maximisation; a few mostly suffice."""

CLOSE = 1e-3
"""Rounds end when no membership changes by more."""


@dataclass(frozen=True)
class ObservedPositions:
    """What each State did on each text.

    Attributes
    ----------
    shares : ndarray, shape (n_states, n_texts, POSITIONS)
        Shares of each position among the State's votes on the text; they sum to 1, or to 0 where
        nothing is known.
    is_known : ndarray of bool, shape (n_states, n_texts)
    is_open : ndarray of bool, shape (n_texts, POSITIONS)
        Positions that could be taken: no State abstains from a roster.
    """

    shares: Floats
    is_known: Bools
    is_open: Bools

    def without(self, hidden: Bools) -> ObservedPositions:
        """Return the cells without some of them, as if they were not known."""
        return ObservedPositions(
            np.where(hidden[:, :, None], 0.0, self.shares), self.is_known & ~hidden, self.is_open
        )


def observed_positions(layers: tuple[embedding.Layer, ...]) -> ObservedPositions:
    """Return what each State did on each text: texts of the first layer first, in their order.

    Parameters
    ----------
    layers : tuple of Layer
        On the same States; rows with one block are votes on one text.

    Examples
    --------
    >>> codes = np.array([[2, 0], [2, -1], [1, 2]], dtype=np.int8)
    >>> found = observed_positions((embedding.Layer("votes", codes, np.array([0, 0, 1])),))
    >>> found.shares[0].tolist()
    [[0.0, 0.0, 1.0], [0.0, 1.0, 0.0]]
    """
    shares, is_known, is_open = [], [], []
    for layer in layers:
        position = layer.codes * (2 if layer.kind == "rosters" else 1)
        n_texts = int(layer.text_numbers.max()) + 1
        counts = np.zeros((n_texts, layer.codes.shape[1], POSITIONS))
        for code in range(POSITIONS):
            np.add.at(counts[:, :, code], layer.text_numbers, (position == code).astype(np.float64))
        n = counts.sum(axis=2, keepdims=True)
        shares.append(np.divide(counts, n, out=np.zeros_like(counts), where=n > 0))
        is_known.append(n[:, :, 0] > 0)
        can_be = [True, layer.kind == "votes", True]
        is_open.append(np.tile(np.array(can_be), (n_texts, 1)))
    return ObservedPositions(
        np.ascontiguousarray(np.concatenate(shares).transpose(1, 0, 2)),
        np.ascontiguousarray(np.concatenate(is_known).T),
        np.concatenate(is_open),
    )


def starts(
    layers: tuple[embedding.Layer, ...],
    weights: tuple[Floats, ...],
    ks: tuple[int, ...],
    rng: np.random.Generator,
) -> dict[int, Floats]:
    """Return k groups of States that part least often, for each k: where the model starts from.

    Parameters
    ----------
    layers : tuple of Layer
    weights : tuple of ndarray, each of shape (n_texts,)
        How often each text of a layer counts.
    ks : tuple of int
    rng : Generator

    Returns
    -------
    dict of int to ndarray, shape (n_states, k)
        1 in the group of each State, 0 otherwise. A k of which there are not as many different
        States is left out.
    """
    rows = tuple(weight[layer.text_numbers] for layer, weight in zip(layers, weights, strict=True))
    points = embedding.coordinates(layers, rows)
    n_different = len(np.unique(points.round(9), axis=0))
    found = {}
    for k in ks:
        random_state = int(rng.integers(2**31))
        if k <= n_different:
            labels = KMeans(k, n_init=N_STARTS, random_state=random_state).fit(points).labels_
            found[k] = np.eye(k)[labels]
    return found


def memberships(known: ObservedPositions, start: Floats, weights: Floats) -> Floats:
    """Return how likely each State is to be in each bloc.

    Parameters
    ----------
    known : ObservedPositions
    start : ndarray, shape (n_states, k)
        From `starts`.
    weights : ndarray, shape (n_texts,)
        How often each text counts.

    Returns
    -------
    ndarray, shape (n_states, k)
        Rows sum to 1.
    """
    n_states, k = start.shape
    flat = known.shares.reshape(n_states, -1) * np.repeat(weights, POSITIONS)
    found = start
    for _ in range(MAX_ROUNDS):
        share = position_shares(known, found)
        size = (found.sum(axis=0) + 1) / (n_states + k)
        score = flat @ _logs(share).reshape(k, -1).T + np.log(size)
        score = np.exp(score - score.max(axis=1, keepdims=True))
        before, found = found, score / score.sum(axis=1, keepdims=True)
        if np.abs(found - before).max() < CLOSE:
            break
    return found


def position_shares(known: ObservedPositions, memberships: Floats) -> Floats:
    """Return the shares of each position in each bloc on each text, drawn towards the house's.

    Returns
    -------
    ndarray, shape (k, n_texts, POSITIONS)
        Sums to 1 over the positions.
    """
    n_states, n_texts, _ = known.shares.shape
    votes = (memberships.T @ known.shares.reshape(n_states, -1)).reshape(-1, n_texts, POSITIONS)
    total = known.shares.sum(axis=0) + known.is_open / known.is_open.sum(axis=1, keepdims=True)
    votes += SHRINKAGE * total / total.sum(axis=1, keepdims=True)
    shares: Floats = votes / votes.sum(axis=2, keepdims=True)
    return shares


def losses(seen: ObservedPositions, memberships: Floats, asked: ObservedPositions) -> Floats:
    """Return how badly blocs foretell votes: minus the log of the probability given to them.

    Parameters
    ----------
    seen : ObservedPositions
        From which the shares of the blocs are taken.
    memberships : ndarray, shape (n_states, k)
        Of the States in blocs; a column of ones for a house without blocs.
    asked : ObservedPositions
        The votes to be foretold.

    Returns
    -------
    ndarray, shape (n_states, n_texts)
        In nats, 0 or more; missing where nothing is asked.
    """
    n_states, n_texts, _ = asked.shares.shape
    foretold = memberships @ position_shares(seen, memberships).reshape(memberships.shape[1], -1)
    loss = -(asked.shares * _logs(foretold.reshape(n_states, n_texts, POSITIONS))).sum(axis=2)
    return np.where(asked.is_known, loss, np.nan)


def _logs(shares: Floats) -> Floats:
    """Return logs of shares; 0 for positions that could not be taken, which nobody took."""
    logs: Floats = np.log(np.where(shares > 0, shares, 1.0))
    return logs
