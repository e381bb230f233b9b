"""Which States the shortest ways between others run through, and how sure that is.

A broker is a State with high betweenness on the backbone: many pairs that are not tied to each
other reach each other through it. The whole procedure, from weights to backbone to betweenness, is
done again on bootstrapped weights, since one text more or less can move a shortest way.

References
----------
Brandes, U. (2001). A faster algorithm for betweenness centrality. *Journal of Mathematical
Sociology* 25(2), 163-177.
Freeman, L. C. (1977). A set of measures of centrality based on betweenness. *Sociometry* 40, 35-41.
Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted networks,
and centrality. *Physical Review E* 64, 016132.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from analytics.network import backbone, network
from data.errors import AnalysisError, fault

Floats = npt.NDArray[np.float64]

STEPS = 10**9
"""Distances are whole numbers of 1/STEPS, so that ways of equal length are known to be equal."""

MIN_REPLICATES = 10
"""Fewer bootstrapped matrices give no interval of 90 %."""

N_DECIMALS = 6
"""Reported; what lies beyond depends on the machine's order of summation."""


@dataclass(frozen=True)
class Brokers:
    """States by betweenness, with what it rests on.

    Attributes
    ----------
    states : DataFrame
        ``iso3, betweenness, low, high, rank, rank_low, rank_high, n_ties, tied_share``: a row a
        State, highest betweenness first, then by code. ``betweenness`` is the share of pairs of
        other States whose shortest way runs through it, 0 to 1; ``low`` and ``high`` are the 5 %
        and 95 % quantiles over replicates, and ``rank_low`` and ``rank_high`` those of the rank (1
        is the highest; States alike share the better rank). ``tied_share`` is the share of
        replicates in which the backbone leaves it a tie: without one it has betweenness 0.
        Intervals are missing when there are no replicates.
    n_replicates : int
    alpha : float
        Of the backbone of the weights themselves.
    n_edges : int
        Of that backbone.
    n_outside : int
        States whose betweenness is outside its own interval: resampled texts are fewer
        different ones, so that replicates are noisier than the estimate.
    left_out : DataFrame
        ``kind, key, reason``: ``state``, ``no_ties_kept``, though it is listed with 0.
    """

    states: pd.DataFrame
    n_replicates: int
    alpha: float
    n_edges: int
    n_outside: int
    left_out: pd.DataFrame


def ranking(
    weights: pd.DataFrame,
    replicates: Iterable[pd.DataFrame] = (),
    *,
    alpha: float | None = None,
    max_edges: int = backbone.MAX_EDGES,
) -> Brokers:
    """Return the States by betweenness on the backbone, with intervals.

    The length of a tie is 1 / weight, so that a tie twice as strong is half as long (Newman 2001).

    Parameters
    ----------
    weights : DataFrame, States by States
        See `network.alignment`.
    replicates : iterable of DataFrame
        Bootstrapped weights of the same States, taken one at a time: a generator need not hold
        them all. None of them gives no intervals.
    alpha, max_edges
        Of every backbone; see `backbone.ties`. When ``alpha`` is not given, each has its own.

    Raises
    ------
    AnalysisError
        If a replicate has other States; if there are some replicates but fewer than
        `MIN_REPLICATES`; see also `network.alignment` and `backbone.ties`.
    """
    values, states = network.matrix(weights)
    kept, resulting = _backbone(values, alpha, max_edges)
    estimate = betweenness(kept)
    drawn, is_tied = [], []
    for replicate in replicates:
        again, same = network.matrix(replicate)
        if list(same) != list(states):
            raise _error("a replicate of other States", "those of the weights", "resample texts")
        ties, _ = _backbone(again, alpha, max_edges)
        drawn.append(betweenness(ties))
        is_tied.append((ties > 0).any(axis=1))
    if 0 < len(drawn) < MIN_REPLICATES:
        raise _error(f"{len(drawn)} replicates", f"none, or at least {MIN_REPLICATES}", "draw more")
    frame = pd.DataFrame({"iso3": states.astype(str), "betweenness": estimate})
    bounds = _bounds(np.array(drawn)) if drawn else np.full((4, len(states)), np.nan)
    frame["low"], frame["high"] = bounds[0], bounds[1]
    frame["rank"] = _ranks(estimate[None])[0]
    for name, bound in (("rank_low", bounds[2]), ("rank_high", bounds[3])):
        frame[name] = pd.array(bound, dtype="Int64")
    frame["n_ties"] = (kept > 0).sum(axis=1)
    frame["tied_share"] = np.mean(is_tied, axis=0).round(N_DECIMALS) if is_tied else np.nan
    is_outside = (estimate < frame["low"]) | (estimate > frame["high"])
    alone = frame.loc[frame["n_ties"] == 0, "iso3"]
    return Brokers(
        states=frame.sort_values(["rank", "iso3"], ignore_index=True),
        n_replicates=len(drawn),
        alpha=resulting,
        n_edges=int((kept > 0).sum()) // 2,
        n_outside=int(is_outside.sum()),
        left_out=pd.DataFrame(
            {"kind": "state", "key": alone.to_numpy(), "reason": "no_ties_kept"}, dtype=object
        ),
    )


def betweenness(weights: Floats) -> Floats:
    """Return the betweenness of every State: the share of pairs of others that it lies between.

    Where several ways are equally short, each has an equal part. The same as
    `networkx.betweenness_centrality` with distance 1 / weight, but for all sources at once: the
    shortest ways from all States form one graph without cycles, whose adjacency matrix is applied
    until nothing is left to count.

    Parameters
    ----------
    weights : ndarray, shape (n_states, n_states)
        Symmetric, 0 where there is no tie.

    Returns
    -------
    ndarray, shape (n_states,)
        0 to 1, to `N_DECIMALS`.

    Examples
    --------
    The middle of three in a row lies between the other two:

    >>> betweenness(np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0.0]])).tolist()
    [0.0, 1.0, 0.0]
    """
    n_states = len(weights)
    tail, head = np.nonzero(weights)
    if n_states < network.MIN_STATES or not len(tail):
        return np.zeros(n_states)
    length = np.rint(STEPS / weights[tail, head])
    graph = sparse.csr_array((length, (tail, head)), shape=weights.shape)
    distance = dijkstra(graph)
    reached = distance[:, tail]
    source, edge = np.nonzero(np.isfinite(reached) & (reached + length == distance[:, head]))
    before, after = source * n_states + tail[edge], source * n_states + head[edge]
    size = n_states * n_states
    ways = sparse.csr_array((np.ones(len(edge)), (after, before)), shape=(size, size))
    n_ways = _accumulated(ways, np.eye(n_states).ravel())
    part = n_ways[before] / n_ways[after]
    back = sparse.csr_array((part, (before, after)), shape=(size, size))
    is_reached = (n_ways > 0).astype(np.float64)
    through = (_accumulated(back, is_reached) - is_reached).reshape(n_states, n_states)
    np.fill_diagonal(through, 0)
    n_pairs = (n_states - 1) * (n_states - 2)
    share: Floats = through.sum(axis=0) / n_pairs
    return share.round(N_DECIMALS)


def _error(found: str, expected: str, do: str) -> AnalysisError:
    """Return the error, in our one sentence."""
    return AnalysisError(fault("brokers", found=found, expected=expected, do=do))


def _backbone(values: Floats, alpha: float | None, max_edges: int) -> tuple[Floats, float]:
    """Return the weights on the backbone, 0 elsewhere, and its alpha."""
    positive = np.nan_to_num(np.maximum(values, 0))
    p_values = backbone.disparity(positive)
    resulting, _ = backbone.cutoff(positive, p_values, alpha=alpha, max_edges=max_edges)
    return np.where(p_values <= resulting, positive, 0.0), resulting


def _accumulated(step: sparse.csr_array, start: Floats) -> Floats:
    """Return start + step @ start + step @ step @ start and so on, until nothing is left."""
    total, now = start.copy(), step @ start
    while now.any():
        total += now
        now = step @ now
    return total


def _ranks(drawn: Floats) -> npt.NDArray[np.int64]:
    """Return ranks in each row, 1 the highest; equal ones share the better rank."""
    ordered = np.sort(-drawn, axis=1)
    return np.array(
        [
            np.searchsorted(one, -row, side="left") + 1
            for one, row in zip(ordered, drawn, strict=True)
        ]
    )


def _bounds(drawn: Floats) -> Floats:
    """Return 5 % and 95 % quantiles of betweenness, then of ranks, of each State."""
    values = np.quantile(drawn, (0.05, 0.95), axis=0).round(N_DECIMALS)
    ranks = _ranks(drawn)
    return np.vstack(
        [
            values,
            np.quantile(ranks, 0.05, axis=0, method="lower"),
            np.quantile(ranks, 0.95, axis=0, method="higher"),
        ]
    )
