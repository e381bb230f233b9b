"""Into how many blocs States fall, and whether other texts would find the same blocs again.

Two tests, and a grouping must pass both. Votes that were held out tell how many blocs the record
bears (`held_out`). Texts drawn again, as many as there are, tell whether the same blocs
come back: the adjusted Rand index between any two samples, 1 where the same States are together and
0 where only chance puts them so. What is found again in enough samples is shown; if the number that
votes bear is not, the largest smaller one that is; if none is, no bloc is shown.

A State that samples place now here, now there is said to swing.

References
----------
Ben-Hur, A., Elisseeff, A. & Guyon, I. (2002). A stability based method for discovering structure in
clustered data. *Pacific Symposium on Biocomputing* 7, 6-17.
Hubert, L. & Arabie, P. (1985). Comparing partitions. *Journal of Classification* 2, 193-218.
Monti, S., Tamayo, P., Mesirov, J. & Golub, T. (2003). Consensus clustering. *Machine Learning*
52, 91-118.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import linear_sum_assignment

from analytics import ensemble, resampling
from analytics.blocs import block_model, embedding, held_out
from data.errors import AnalysisError

Labels = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]

NOT_REACHED = -1
"""The bloc of every State where a sample does not reach the number of blocs."""

NO_GAIN = "no_gain"
"""Refused: blocs foretell unseen votes no better than the house as a whole does."""

UNSTABLE = "unstable"
"""Refused: with other texts the blocs would have other members."""


@dataclass(frozen=True)
class Options:
    """How to look for blocs.

    Attributes
    ----------
    k_max : int
        The largest number of blocs tried, from 2.
    n_runs : int
        Samples of the texts.
    min_stability : float
        Mean adjusted Rand index between samples below which no grouping is shown.
    min_certainty : float
        States in their likeliest bloc in a smaller share of samples are *swing*.
    """

    k_max: int = 6
    n_runs: int = 60
    min_stability: float = 0.85
    min_certainty: float = 0.9


@dataclass(frozen=True)
class Consensus:
    """What is found again with other texts.

    Attributes
    ----------
    curve : DataFrame
        ``k, loss, gain, gain_low, gain_high, is_borne`` as in `held_out.comparison`, and
        ``ari_mean, ari_q10, is_shown``: the adjusted Rand index between pairs of samples, its mean
        and 10 % quantile. Missing for the house without blocs, and where a number is not reached.
    probabilities : ndarray, shape (n_states, k)
        Share of the samples in which a State was in each bloc; rows sum to 1. The largest bloc
        first. No columns where no grouping is shown.
    k : int
        The number of blocs shown; 0 where none is.
    n_borne : int
        The number of blocs that held-out votes bear; 1 is none.
    stability : float
        Mean adjusted Rand index between samples of what is shown; where nothing is, the best of
        the numbers up to ``n_borne``, and missing where that is 1.
    refusal : str
        `NO_GAIN` or `UNSTABLE`; empty where a grouping is shown.
    """

    curve: pd.DataFrame
    probabilities: Floats
    k: int
    n_borne: int
    stability: float
    refusal: str


def choose_grouping(
    layers: tuple[embedding.Layer, ...],
    *,
    seed: int,
    options: Options,
    n_jobs: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    scheduler: str | None = None,
) -> Consensus:
    """Return the blocs that held-out votes bear and samples of the texts find again.

    Parameters
    ----------
    layers : tuple of Layer
        On the same States; drawn again one by one.
    seed, n_jobs, on_progress, scheduler
        See `ensemble.runs`.
    options : Options

    Raises
    ------
    AnalysisError
        If an option is out of its range, or the States do not differ at all.
    """
    known = block_model.observed_positions(layers)
    n_states, n_texts = known.is_known.shape
    _check(options, n_states)
    ks = tuple(range(2, min(options.k_max, n_states - 1) + 1))
    rng = np.random.default_rng(seed)
    once = tuple(np.ones(int(layer.text_numbers.max()) + 1) for layer in layers)
    if not block_model.starts(layers, once, ks[:1], rng):
        raise AnalysisError(
            "grouping",
            found="States that do not differ",
            expected="at least two kinds",
            do="widen the window",
            reason="all_alike",
        )
    whole = _labels(layers, ks, once, rng)
    fold = held_out.folds(n_states, n_texts, rng)
    tasks: list[npt.NDArray[np.bool_] | None] = [fold == f for f in range(held_out.N_FOLDS)]
    results = ensemble.runs(
        functools.partial(_run, layers, ks),
        [*tasks, *[None] * options.n_runs],
        seed=seed,
        n_jobs=n_jobs,
        on_progress=on_progress,
        scheduler=scheduler,
    )
    losses = held_out.by_text(
        [np.asarray(of, dtype=np.float64) for of in results[: held_out.N_FOLDS]]
    )
    losses[1:][(whole < 0).all(axis=1)] = np.nan
    curve = held_out.comparison(losses, ks, seed=seed)
    samples = np.stack(results[held_out.N_FOLDS :]).astype(np.int8)
    indices = np.stack([rand_indices(samples[:, place]) for place in range(len(ks))])
    found_again = np.isfinite(indices).all(axis=1) & np.isfinite(losses[1:]).all(axis=1)
    indices[~found_again] = np.nan
    mean, q10 = (np.r_[np.nan, figure] for figure in (indices.mean(axis=1), _tenth(indices)))
    return _chosen(curve.assign(ari_mean=mean, ari_q10=q10), whole, samples, options)


def _chosen(curve: pd.DataFrame, whole: Labels, samples: Labels, options: Options) -> Consensus:
    """Return the grouping that is shown, or why none is."""
    n_borne = int(curve.loc[curve["is_borne"], "k"].iloc[0])
    is_better = (curve["gain_low"] > 0) & (curve["k"] <= n_borne)
    again = curve["ari_mean"].where(is_better)
    fit = curve["k"][again >= options.min_stability]
    k = int(fit.max()) if len(fit) else 0
    probabilities = np.zeros((whole.shape[1], 0))
    if k:
        probabilities = _probabilities(samples[:, k - 2], whole[k - 2])
    return Consensus(
        curve=curve.assign(is_shown=curve["k"] == k),
        probabilities=probabilities,
        k=k,
        n_borne=n_borne if is_better.any() else 1,
        stability=float(curve.loc[curve["k"] == k, "ari_mean"].iloc[0]) if k else again.max(),
        refusal="" if k else UNSTABLE if is_better.any() else NO_GAIN,
    )


def rand_indices(labels: Labels) -> Floats:
    """Return the adjusted Rand index of every pair of runs.

    The same as `sklearn.metrics.adjusted_rand_score` on each pair, in one matrix product.

    Parameters
    ----------
    labels : ndarray, shape (n_runs, n_states)
        Group of each State in each run, from 0; negative in a run without a grouping.

    Returns
    -------
    ndarray, shape (n_runs (n_runs - 1) / 2,)
        At most 1; 0 for chance. NaN in pairs with a run without a grouping.

    Examples
    --------
    >>> rand_indices(np.array([[0, 0, 1, 1], [1, 1, 0, 0], [0, 1, 0, 1]])).round(6).tolist()
    [1.0, -0.5, -0.5]
    """
    n_runs, n_states = labels.shape
    k = max(int(labels.max()) + 1, 1)
    is_in = (labels[:, :, None] == np.arange(k)).astype(np.float32)
    flat = is_in.transpose(0, 2, 1).reshape(n_runs * k, n_states)
    both = (flat @ flat.T).reshape(n_runs, k, n_runs, k).astype(np.float64)
    n_together = (both * (both - 1)).sum(axis=(1, 3)) / 2
    size = is_in.sum(axis=1, dtype=np.float64)
    n_own = (size * (size - 1)).sum(axis=1) / 2
    first, second = np.triu_indices(n_runs, k=1)
    expected = n_own[first] * n_own[second] / (n_states * (n_states - 1) / 2)
    most = (n_own[first] + n_own[second]) / 2
    found = n_together[first, second]
    alike = np.where(most == expected, 1.0, np.nan)
    index = np.divide(found - expected, most - expected, out=alike, where=most != expected)
    has_grouping = labels.min(axis=1) >= 0
    return np.where(has_grouping[first] & has_grouping[second], index, np.nan)


def _check(options: Options, n_states: int) -> None:
    """Refuse options that ask for nothing."""
    if min(options.k_max, n_states - 1) < 2:
        raise AnalysisError(
            "grouping",
            found=f"up to {options.k_max} blocs of {n_states} States",
            expected="at least 2 blocs, and fewer than States",
            do="choose another number",
        )
    if options.n_runs < 2:
        raise AnalysisError(
            "grouping", found=f"n_runs {options.n_runs}", expected="at least 2", do="choose more"
        )
    for name in ("min_stability", "min_certainty"):
        value = getattr(options, name)
        if not 0 <= value <= 1:
            raise AnalysisError(
                "grouping",
                found=f"{name} {value}",
                expected="a number from 0 to 1",
                do="choose another",
            )


def _run(
    layers: tuple[embedding.Layer, ...],
    ks: tuple[int, ...],
    hidden: npt.NDArray[np.bool_] | None,
    rng: np.random.Generator,
) -> Floats | Labels:
    """Return losses on votes held out; where none are, blocs in a sample of the texts."""
    if hidden is not None:
        return held_out.losses(layers, hidden, ks, rng)
    drawn = (resampling.weights(layer.text_numbers, 1, rng)[0] for layer in layers)
    return _labels(layers, ks, tuple(times.astype(np.float64) for times in drawn), rng)


def _labels(
    layers: tuple[embedding.Layer, ...],
    ks: tuple[int, ...],
    weights: tuple[Floats, ...],
    rng: np.random.Generator,
) -> Labels:
    """Return the likeliest bloc of each State, for each number of blocs.

    Returns
    -------
    ndarray, shape (len(ks), n_states)
        From 0; `NOT_REACHED` where that number is not.
    """
    known = block_model.observed_positions(layers)
    labels = np.full((len(ks), len(known.is_known)), NOT_REACHED, dtype=np.int8)
    for k, start in block_model.starts(layers, weights, ks, rng).items():
        found = block_model.memberships(known, start, np.concatenate(weights))
        if held_out.is_reached(found):
            labels[ks.index(k)] = found.argmax(axis=1)
    return labels


def _tenth(indices: Floats) -> Floats:
    """Return the 10 % quantile of each row; missing where a row is."""
    tenth: Floats = np.quantile(indices, 0.1, axis=1)
    return tenth


def _probabilities(samples: Labels, whole: Labels) -> Floats:
    """Return how often each State is in each bloc, samples being matched to the whole record."""
    k = int(whole.max()) + 1
    is_in = whole[:, None] == np.arange(k)
    times = np.zeros((len(whole), k))
    for sample in samples:
        ours = sample[:, None] == np.arange(k)
        row, column = linear_sum_assignment(ours.T.astype(float) @ is_in, maximize=True)
        name = np.empty(k, dtype=np.int64)
        name[row] = column
        times[np.arange(len(sample)), name[sample]] += 1
    by_size = np.argsort(-np.bincount(times.argmax(axis=1), minlength=k), kind="stable")
    shares: Floats = times[:, by_size] / len(samples)
    return shares
