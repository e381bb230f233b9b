"""Which ties of a network are heavy beside the others of the same State.

The disparity filter asks of every tie whether the State's strength, dealt over its ties at random,
would often give it as much. Unlike one threshold for all, it keeps the ties of small States too.

References
----------
Serrano, M. Á., Boguñá, M. & Vespignani, A. (2009). Extracting the multiscale backbone of complex
weighted networks. *Proceedings of the National Academy of Sciences* 106(16), 6483-6488.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.network import network
from data.errors import AnalysisError, fault

Floats = npt.NDArray[np.float64]

MAX_EDGES = 1500
"""More cannot be told apart in a picture."""

N_DECIMALS = 12
"""Of p-values, so that ties are exact whatever the order of summation."""


@dataclass(frozen=True)
class Backbone:
    """The ties that are heavy beside the others of a State.

    Attributes
    ----------
    graph : networkx.Graph
        Frozen. All nodes of the network; ``strength`` and ``degree`` count the ties kept. Edges
        have their attributes and ``p_value``.
    edges : DataFrame
        ``iso3_a, iso3_b, weight, p_value``: a row a tie, smallest p-value first.
    alpha : float
        Largest p-value kept: as given, or as it resulted.
    alpha_given : float or None
    n_edges_before : int
        Ties of the network.
    n_cut_by_alpha, n_cut_by_limit : int
        Ties cut because their p-value is above the ``alpha`` given or chosen; and those cut beyond
        that because there would be more than ``max_edges``.
    n_expected : int
        Ties that would have been kept had every State dealt its strength over its ties at random.
        Not far below the number kept, or above it: the weights are even, and the backbone is the
        heaviest ties of each State, not ties beyond chance.
    n_components : int
        Parts that hang together, of at least two States.
    left_out : DataFrame
        ``kind, key, reason``: ``state``: ``no_ties`` before, or ``no_ties_kept``.
    """

    graph: nx.Graph[str]
    edges: pd.DataFrame
    alpha: float
    alpha_given: float | None
    n_edges_before: int
    n_cut_by_alpha: int
    n_cut_by_limit: int
    n_expected: int
    n_components: int
    left_out: pd.DataFrame


def ties(
    whole: network.Network, *, alpha: float | None = None, max_edges: int = MAX_EDGES
) -> Backbone:
    """Return the ties that are heavy beside the others of one of the two States.

    Parameters
    ----------
    whole : Network
    alpha : float, optional
        Largest p-value to keep. When not given it is chosen: the smallest that leaves a tie to as
        many States as ``max_edges`` allows, since Serrano, Boguñá & Vespignani (2009) look for few
        ties that lose few nodes.
    max_edges : int
        If more would be kept, ``alpha`` is lowered. Ties of equal p-value stay or go together.

    Raises
    ------
    AnalysisError
        If ``alpha`` is not above 0 and at most 1; if ``max_edges`` is below 1; if no tie is left.
    """
    names = np.array(whole.graph, dtype=object)
    weights = nx.to_numpy_array(whole.graph, nodelist=list(names))
    p_values = disparity(weights)
    resulting, wanted = cutoff(weights, p_values, alpha=alpha, max_edges=max_edges)
    first, second = np.nonzero(np.triu(weights > 0))
    edges = pd.DataFrame(
        {
            "iso3_a": names[first].astype(str),
            "iso3_b": names[second].astype(str),
            "weight": weights[first, second],
            "p_value": p_values[first, second],
        }
    )
    is_kept = edges["p_value"] <= resulting
    n_by_alpha = int((edges["p_value"] > wanted).sum())
    degree = (weights > 0).sum(axis=0)
    chance = np.where(degree > 1, resulting, 0.0)
    edges = edges[is_kept].sort_values(["p_value", "iso3_a", "iso3_b"], ignore_index=True)
    graph = _graph(whole, edges)
    is_alone = np.array([graph.degree(name) == 0 for name in names])
    left_out = pd.DataFrame(
        {
            "kind": "state",
            "key": names.astype(str),
            "reason": np.where(degree > 0, "no_ties_kept", "no_ties"),
        }
    )
    return Backbone(
        graph=graph,
        edges=edges,
        alpha=resulting,
        alpha_given=alpha,
        n_edges_before=len(first),
        n_cut_by_alpha=n_by_alpha,
        n_cut_by_limit=len(first) - n_by_alpha - len(edges),
        n_expected=round(float((1 - (1 - chance[first]) * (1 - chance[second])).sum())),
        n_components=sum(len(part) > 1 for part in nx.connected_components(graph)),
        left_out=left_out[is_alone].reset_index(drop=True),
    )


def disparity(weights: Floats) -> Floats:
    """Return the p-value of every tie: the smaller of those at its two ends.

    Of a State with k ties, the p-value of the one that takes a share w of its strength is
    (1 - w)^(k - 1): how often the strength, cut at random into k pieces, gives that piece as much.
    The only tie of a State has p-value 1 at that end.

    Parameters
    ----------
    weights : ndarray, shape (n_states, n_states)
        Symmetric, 0 where there is no tie.

    Returns
    -------
    ndarray, shape (n_states, n_states)
        From 0 to 1; 1 where there is no tie.

    Examples
    --------
    >>> disparity(np.array([[0, 2, 1, 1], [2, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0.0]]))[0].tolist()
    [1.0, 0.25, 0.5625, 0.5625]
    """
    strength = weights.sum(axis=1, keepdims=True)
    degree = (weights > 0).sum(axis=1, keepdims=True)
    share = np.divide(weights, strength, out=np.zeros_like(weights), where=strength > 0)
    one_end = np.maximum(1 - share, 0) ** np.maximum(degree - 1, 0)
    return np.where(weights > 0, np.minimum(one_end, one_end.T).round(N_DECIMALS), 1.0)


def cutoff(
    weights: Floats, p_values: Floats, *, alpha: float | None, max_edges: int
) -> tuple[float, float]:
    """Return the largest p-value to keep, and what it would be without a limit to the edges.

    Parameters
    ----------
    weights, p_values : ndarray, shape (n_states, n_states)
        See `disparity`.
    alpha, max_edges
        See `ties`.

    Raises
    ------
    AnalysisError
        See `ties`.
    """
    if alpha is not None and not 0 < alpha <= 1:
        raise _error(f"alpha {alpha}", "a number above 0, at most 1", "choose one such as 0.05")
    if max_edges < 1:
        raise _error(f"max_edges {max_edges}", "at least 1", "choose a larger number")
    tied = np.where(weights > 0, p_values, np.inf)
    ordered = np.sort(tied[np.triu_indices(len(tied), k=1)])
    ordered = ordered[ordered <= (1.0 if alpha is None else alpha)]
    limit = _limit(ordered, max_edges)
    if limit is None:
        raise _error(
            f"{len(ordered)} ties to keep"
            + (f", the first more than {max_edges} of them alike" if len(ordered) else ""),
            f"1 to {max_edges} that stand out",
            "choose a larger alpha or max_edges, or a network whose weights differ",
            reason="no_ties",
        )
    if alpha is not None:
        return (alpha, alpha) if len(ordered) <= max_edges else (limit, alpha)
    best = tied.min(axis=1)
    chosen = float(best[best <= limit].max())
    return chosen, chosen


def _error(found: str, expected: str, do: str, reason: str | None = None) -> AnalysisError:
    """Return the error, in our one sentence."""
    text = fault("backbone", found=found, expected=expected, do=do)
    return AnalysisError(text, reason=reason)


def _graph(whole: network.Network, edges: pd.DataFrame) -> nx.Graph[str]:
    """Return the graph of the ties kept, on all the nodes."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(whole.graph)
    for a, b, p_value in zip(edges["iso3_a"], edges["iso3_b"], edges["p_value"], strict=True):
        graph.add_edge(a, b, **whole.graph.edges[a, b], p_value=p_value)
    return network.finished(graph)


def _limit(ordered: Floats, max_edges: int) -> float | None:
    """Return the largest p-value up to which there are at most so many, if there is one."""
    if len(ordered) <= max_edges:
        return float(ordered[-1]) if len(ordered) else None
    n_kept = int(np.searchsorted(ordered, ordered[max_edges], side="left"))
    return float(ordered[n_kept - 1]) if n_kept else None
