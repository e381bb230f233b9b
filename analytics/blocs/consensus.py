"""Whether States fall into groups that would be found again with other texts, and which.

Texts are resampled many times and the States grouped each time by k-means, for every number of
groups in a range. What the runs agree on is the grouping; how well they agree is its stability;
and the same on votes dealt at random shows what stability means nothing.

Stable is not yet separate: States along a line with no gap are cut at the same place again and
again. Whether groups lie apart is for a map of the coordinates to show, and a State that the runs
place now here, now there is said to swing.

References
----------
Ben-Hur, A., Elisseeff, A. & Guyon, I. (2002). A stability based method for discovering structure in
clustered data. *Pacific Symposium on Biocomputing* 7, 6-17.
Hubert, L. & Arabie, P. (1985). Comparing partitions. *Journal of Classification* 2, 193-218.
Monti, S., Tamayo, P., Mesirov, J. & Golub, T. (2003). Consensus clustering. *Machine Learning*
52, 91-118.
Tibshirani, R. & Walther, G. (2005). Cluster validation by prediction strength. *Journal of
Computational and Graphical Statistics* 14(3), 511-528.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import AgglomerativeClustering, KMeans

from analytics import ensemble
from analytics.blocs import embedding
from data.errors import AnalysisError, fault

Labels = npt.NDArray[np.int8]

N_STARTS = 4
"""Of k-means in each run, from which the best is taken."""

_NOT_REACHED = -1


@dataclass(frozen=True)
class Options:
    """How to look for groups.

    Attributes
    ----------
    k_min, k_max : int
        Range of the number of groups.
    n_runs : int
        Bootstrap samples.
    n_null : int
        Structureless copies of the data, each with two bootstrap samples.
    min_stability : float
        Mean adjusted Rand index between runs below which a grouping is not stable.
    tolerance : float
        The largest number of groups whose stability is this close to the best is chosen, as
        Tibshirani & Walther (2005) take the largest number that still predicts well.
    min_certainty : float
        States in their likeliest group in a smaller share of runs are *swing*.
    """

    k_min: int = 2
    k_max: int = 8
    n_runs: int = 100
    n_null: int = 20
    min_stability: float = 0.85
    tolerance: float = 0.02
    min_certainty: float = 0.9


@dataclass(frozen=True)
class Consensus:
    """What many runs agree on.

    Attributes
    ----------
    curve : DataFrame
        ``k, ari_mean, ari_q10, null_mean, null_q95, is_chosen``: a row a number of groups. The
        adjusted Rand index between all pairs of runs, its mean and 10 % quantile (an average can
        hide runs that fail), and that on structureless data. Missing where there are fewer than k
        different States.
    probabilities : ndarray, shape (n_states, k)
        Share of the runs in which a State was in each group; rows sum to 1. Groups in order of
        size.
    together : ndarray, shape (n_states, n_states)
        Share of the runs in which two States were in one group.
    k : int
        The number of groups chosen.
    stability : float
        Mean adjusted Rand index between runs, for that number.
    is_stable : bool
        Whether it is at least ``min_stability`` and above 95 % of structureless data.
    points : ndarray, shape (n_states, n_dimensions)
        Coordinates of the States, each text counted once.
    """

    curve: pd.DataFrame
    probabilities: npt.NDArray[np.float64]
    together: npt.NDArray[np.float64]
    k: int
    stability: float
    is_stable: bool
    points: npt.NDArray[np.float64]


def grouping(
    layers: tuple[embedding.Layer, ...],
    *,
    seed: int,
    options: Options,
    n_jobs: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    scheduler: str | None = None,
) -> Consensus:
    """Return the grouping of States that resampled texts agree on.

    Parameters
    ----------
    layers : tuple of Layer
        On the same States; resampled one by one.
    seed, n_jobs, on_progress, scheduler
        See `ensemble.runs`.
    options : Options

    Raises
    ------
    AnalysisError
        If an option is out of its range, or the States do not differ at all.
    """
    n_states = layers[0].codes.shape[1]
    _check(options, n_states)
    ks = tuple(range(options.k_min, min(options.k_max, n_states - 1) + 1))
    is_null = [False] * options.n_runs + [True] * options.n_null
    results = ensemble.runs(
        functools.partial(_labels, layers, ks),
        is_null,
        seed=seed,
        n_jobs=n_jobs,
        on_progress=on_progress,
        scheduler=scheduler,
    )
    observed = np.concatenate(results[: options.n_runs])
    rows = []
    for place, k in enumerate(ks):
        ours = rand_indices(observed[:, place])
        null = np.concatenate([rand_indices(r[:, place]) for r in results[options.n_runs :]])
        rows.append((k, ours.mean(), np.quantile(ours, 0.1), null.mean(), np.quantile(null, 0.95)))
    curve = pd.DataFrame(rows, columns=["k", "ari_mean", "ari_q10", "null_mean", "null_q95"])
    if curve["ari_mean"].isna().all():
        raise _error(
            "States that do not differ",
            "at least two kinds",
            "widen the window",
            reason="all_alike",
        )
    is_good = curve["ari_mean"] >= curve["ari_mean"].max() - options.tolerance
    place = int(np.flatnonzero(is_good)[-1])
    curve["is_chosen"] = np.arange(len(ks)) == place
    stability = float(curve["ari_mean"][place])
    null_q95 = curve["null_q95"][place]
    labels = observed[:, place]
    together = np.mean(labels[:, :, None] == labels[:, None, :], axis=0)
    points = embedding.coordinates(layers, tuple(np.ones(len(layer.codes)) for layer in layers))
    return Consensus(
        curve=curve,
        probabilities=_probabilities(labels, _consensus(together, ks[place])),
        together=together,
        k=ks[place],
        stability=stability,
        is_stable=bool(stability >= options.min_stability and not stability <= null_q95),
        points=points,
    )


def rand_indices(labels: Labels) -> npt.NDArray[np.float64]:
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


def _error(found: str, expected: str, do: str, reason: str | None = None) -> AnalysisError:
    """Return the error, in our one sentence."""
    text = fault("grouping", found=found, expected=expected, do=do)
    return AnalysisError(text, reason=reason)


def _check(options: Options, n_states: int) -> None:
    """Refuse options that ask for nothing."""
    if not 2 <= options.k_min <= min(options.k_max, n_states - 1):
        raise _error(
            f"{options.k_min} to {options.k_max} groups of {n_states} States",
            "at least 2 groups, and fewer than States",
            "choose another range",
        )
    for name, least in (("n_runs", 2), ("n_null", 1)):
        if getattr(options, name) < least:
            raise _error(f"{name} {getattr(options, name)}", f"at least {least}", "choose more")
    for name in ("min_stability", "min_certainty", "tolerance"):
        value = getattr(options, name)
        if not 0 <= value <= 1:
            raise _error(f"{name} {value}", "a number from 0 to 1", "choose another")


def _labels(
    layers: tuple[embedding.Layer, ...],
    ks: tuple[int, ...],
    is_null: bool,
    rng: np.random.Generator,
) -> Labels:
    """Return groups in one bootstrap sample; in two of one structureless copy.

    Returns
    -------
    ndarray, shape (1 or 2, len(ks), n_states)
    """
    if is_null:
        layers = tuple(embedding.permuted(layer, rng) for layer in layers)
    samples = []
    for _ in range(2 if is_null else 1):
        weights = tuple(embedding.resample(layer, rng) for layer in layers)
        points = embedding.coordinates(layers, weights)
        n_different = len(np.unique(points.round(9), axis=0))
        samples.append([_groups(points, k, n_different, rng) for k in ks])
    return np.array(samples, dtype=np.int8)


def _groups(
    points: npt.NDArray[np.float64], k: int, n_different: int, rng: np.random.Generator
) -> npt.NDArray[np.int32]:
    """Return k groups of points, unless there are fewer different ones."""
    random_state = int(rng.integers(2**31))
    if n_different < k:
        return np.full(len(points), _NOT_REACHED, dtype=np.int32)
    found: npt.NDArray[np.int32] = (
        KMeans(k, n_init=N_STARTS, random_state=random_state).fit(points).labels_
    )
    return found


def _consensus(together: npt.NDArray[np.float64], k: int) -> npt.NDArray[np.int64]:
    """Return k groups of States that are most often together, the largest first."""
    tree = AgglomerativeClustering(n_clusters=k, metric="precomputed", linkage="average")
    labels = tree.fit(1 - together).labels_
    order = np.argsort(-np.bincount(labels, minlength=k), kind="stable")
    by_size: npt.NDArray[np.int64] = np.argsort(order)[labels]
    return by_size


def _probabilities(labels: Labels, consensus: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return how often each State is in each group, runs being matched to the consensus."""
    k = int(consensus.max()) + 1
    is_in = consensus[:, None] == np.arange(k)
    times = np.zeros((len(consensus), k))
    for run in labels:
        ours = run[:, None] == np.arange(k)
        row, column = linear_sum_assignment(ours.T.astype(float) @ is_in, maximize=True)
        name = np.empty(k, dtype=np.int64)
        name[row] = column
        times[np.arange(len(run)), name[run]] += 1
    return times / len(labels)
