"""How many blocs the record bears, told by votes that were held out.

The cells of States by texts are dealt into folds: all votes of a State on one text together, so
that last year's vote does not give away this year's. Blocs are found without a fold and foretell
its votes by the shares of the State's bloc on the text. Too few blocs foretell badly, and so do
too many. A house without blocs, in which all States have the shares of the house, is the base.

References
----------
Owen, A. & Perry, P. (2009). Bi-cross-validation of the SVD and the nonnegative matrix
factorization. *Annals of Applied Statistics* 3(2), 564-594.
Stone, M. (1974). Cross-validatory choice and assessment of statistical predictions. *Journal of the
Royal Statistical Society B* 36(2), 111-147.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import intervals, resampling
from analytics.blocs import block_model, embedding

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

N_FOLDS = 5

N_DRAWS = 500
"""Samples of the texts behind each interval."""

MIN_MEMBERS = 2
"""Fewer States make no bloc: a number of blocs at which one is smaller is not reached."""


def folds(n_states: int, n_texts: int, rng: np.random.Generator) -> Ints:
    """Return the fold of each cell, from 0, shape (n_states, n_texts)."""
    return rng.integers(N_FOLDS, size=(n_states, n_texts))


def losses(
    layers: tuple[embedding.Layer, ...],
    hidden: npt.NDArray[np.bool_],
    ks: tuple[int, ...],
    rng: np.random.Generator,
) -> Floats:
    """Return how badly blocs that were found without some votes foretell them.

    Parameters
    ----------
    layers : tuple of Layer
    hidden : ndarray of bool, shape (n_states, n_texts)
        The votes held out; texts of the first layer first.
    ks : tuple of int
        Numbers of blocs.
    rng : Generator

    Returns
    -------
    ndarray, shape (1 + len(ks), n_states, n_texts)
        See `block_model.losses`: without blocs, and for each number of them. Missing where nothing
        was held out, and for a number of blocs that is not reached.
    """
    known = block_model.observed_positions(layers)
    seen, asked = known.without(hidden), known.without(~hidden)
    weights = tuple(np.ones(int(layer.text_numbers.max()) + 1) for layer in layers)
    started = block_model.starts(_without(layers, hidden), weights, ks, rng)
    found = [block_model.losses(seen, np.ones((len(hidden), 1)), asked)]
    for k in ks:
        loss = np.full(hidden.shape, np.nan)
        if k in started:
            blocs = block_model.memberships(seen, started[k], np.concatenate(weights))
            loss = block_model.losses(seen, blocs, asked) if is_reached(blocs) else loss
        found.append(loss)
    return np.stack(found)


def is_reached(memberships: Floats) -> bool:
    """Return whether every bloc is the likeliest one of `MIN_MEMBERS` States."""
    sizes = np.bincount(memberships.argmax(axis=1), minlength=memberships.shape[1])
    return bool(sizes.min() >= MIN_MEMBERS)


def by_text(of_folds: list[Floats]) -> Floats:
    """Return the mean loss on each text; missing where any fold did not reach the number.

    Parameters
    ----------
    of_folds : list of ndarray
        From `losses`, one for each fold.

    Returns
    -------
    ndarray, shape (1 + n_ks, n_texts)
    """
    n_asked = sum(np.isfinite(fold[0]).astype(np.float64).sum(axis=0) for fold in of_folds)
    total = sum(np.where(np.isfinite(fold[0]), fold, 0.0).sum(axis=1) for fold in of_folds)
    mean: Floats = np.asarray(total) / np.maximum(np.asarray(n_asked), 1)
    return mean[:, np.asarray(n_asked) > 0]


def comparison(losses: Floats, ks: tuple[int, ...], *, seed: int) -> pd.DataFrame:
    """Return how well each number of blocs foretells, and which is borne.

    Parameters
    ----------
    losses : ndarray, shape (1 + len(ks), n_texts)
        From `by_text`.
    ks : tuple of int
    seed : int
        Of the samples of texts.

    Returns
    -------
    DataFrame
        ``k, loss, gain, gain_low, gain_high, is_borne``: a row a number of blocs, the house
        without blocs first, as 1. ``loss`` is the mean over texts, in nats a vote; ``gain`` what is
        won over the house without blocs, with its interval of 90 % by texts. ``is_borne`` is true
        of one row: the smallest number that is not worse than the best beyond chance.
    """
    draws = resampling.weights(
        np.arange(losses.shape[1]), N_DRAWS, np.random.default_rng(seed)
    ) / max(losses.shape[1], 1)
    mean = losses.mean(axis=1)
    gain = mean[0] - mean
    gain_low, gain_high = intervals.of_draws(draws @ (losses[0] - losses).T)
    worse_low = intervals.of_draws(draws @ (losses - losses[np.nanargmin(mean)]).T)[0]
    borne = int(np.flatnonzero(worse_low <= 0)[0])
    return pd.DataFrame(
        {
            "k": [1, *ks],
            "loss": mean,
            "gain": gain,
            "gain_low": gain_low,
            "gain_high": gain_high,
            "is_borne": np.arange(len(mean)) == borne,
        }
    )


def _without(
    layers: tuple[embedding.Layer, ...], hidden: npt.NDArray[np.bool_]
) -> tuple[embedding.Layer, ...]:
    """Return layers without the votes held out; on rosters those count as not listed."""
    out, first = [], 0
    for layer in layers:
        n_texts = int(layer.text_numbers.max()) + 1
        cells = hidden[:, first : first + n_texts].T[layer.text_numbers]
        nothing = np.int8(-1 if layer.kind == "votes" else 0)
        out.append(replace(layer, codes=np.where(cells, nothing, layer.codes)))
        first += n_texts
    return tuple(out)
