"""Runs of the Louvain method on one graph: single ones, what many agree on, and random graphs.

`communities` says what they mean. Nodes are whole numbers: sets of these have the same order on
every machine, and so the same seed gives the same labels.

References
----------
Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of communities
in large networks. *Journal of Statistical Mechanics* P10008.
Lancichinetti, A. & Fortunato, S. (2012). Consensus clustering in complex networks. *Scientific
Reports* 2, 336.
Maslov, S. & Sneppen, K. (2002). Specificity and stability in topology of protein networks.
*Science* 296, 910-913.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

THRESHOLD = 0.5
"""Pairs that a smaller share of runs join are not tied in the next round."""

MAX_ROUNDS = 20
"""Of runs on what former runs agree on; two are mostly enough."""

N_BEST = 3
"""Runs from which the best is taken, of the graph and of each random graph alike."""

N_SWAPS = 5
"""Exchanges of two ties, for each tie of the graph, that make a random graph."""


@dataclass(frozen=True)
class Found:
    """Labels of the States, from 0, and how they were come by."""

    labels: Labels
    together: Floats
    n_rounds: int
    is_converged: bool


def graph_of(weights: Floats) -> nx.Graph[int]:
    """Return a graph on whole numbers: sets of these have the same order everywhere."""
    graph: nx.Graph[int] = nx.from_numpy_array(weights)
    return graph


def labels_of_run(graph: nx.Graph[int], rng: np.random.Generator, resolution: float) -> Labels:
    """Return the community of each node in one run."""
    labels = np.empty(len(graph), dtype=np.int64)
    parts = nx.community.louvain_communities(
        graph, resolution=resolution, seed=int(rng.integers(2**31))
    )
    for k, part in enumerate(parts):
        labels[list(part)] = k
    return labels


def consensus(weights: Floats, n_runs: int, resolution: float, rng: np.random.Generator) -> Found:
    """Return the communities on which runs agree, after as many rounds as it takes.

    As in Lancichinetti & Fortunato (2012), a node that the threshold would leave without ties keeps
    those to the nodes it is most often with.
    """
    graph, first = graph_of(weights), np.zeros((0, 0))
    for n_rounds in range(1, MAX_ROUNDS + 1):  # reported
        labels = np.array([labels_of_run(graph, rng, resolution) for _ in range(n_runs)])
        together = np.mean(labels[:, :, None] == labels[:, None, :], axis=0)
        first = together if n_rounds == 1 else first
        is_converged = bool(((together == 0) | (together == 1)).all())
        if is_converged:
            break
        others = together * (1 - np.eye(len(together)))
        most = others.max(axis=1, keepdims=True)
        is_last = (most < THRESHOLD) & (others == most)
        graph = graph_of(np.where((others >= THRESHOLD) | is_last | is_last.T, others, 0.0))
    parts = connected_components(together > 0.5, directed=False)[1].astype(np.int64)
    return Found(parts, first, n_rounds, is_converged)


def modularity(graph: nx.Graph[int], labels: Labels, resolution: float) -> float:
    """Return the modularity of communities."""
    parts = [set(np.flatnonzero(labels == k).tolist()) for k in range(int(labels.max()) + 1)]
    return float(nx.community.modularity(graph, parts, resolution=resolution))


def best_modularity(graph: nx.Graph[int], rng: np.random.Generator, resolution: float) -> float:
    """Return the best modularity of a few single runs."""
    return max(
        modularity(graph, labels_of_run(graph, rng, resolution), resolution) for _ in range(N_BEST)
    )


def random_modularity(
    weights: Floats, resolution: float, _: int, rng: np.random.Generator
) -> float:
    """Return the best modularity of a random graph with the same degrees and weights."""
    graph = graph_of(weights)
    n_swaps = N_SWAPS * graph.number_of_edges()
    # Few or no ties can be exchanged, as in a star: those exchanged until then must do.
    with contextlib.suppress(nx.NetworkXAlgorithmError, nx.NetworkXError):
        nx.double_edge_swap(
            graph, nswap=n_swaps, max_tries=20 * n_swaps, seed=int(rng.integers(2**31))
        )
    given = rng.permutation(weights[np.triu(weights) > 0])
    shuffled: nx.Graph[int] = nx.Graph()
    shuffled.add_nodes_from(graph)
    shuffled.add_weighted_edges_from(
        (a, b, float(w)) for (a, b), w in zip(sorted(graph.edges()), given, strict=True)
    )
    return best_modularity(shuffled, rng, resolution)
