"""Which communities a graph of States falls into, however often one looks.

One run of the Louvain method depends on the order in which it happens to visit the nodes. Here many
runs are put together: States that most runs join are tied by the share of runs, the runs are made
again on those ties, and so on until all agree.

Agreeing runs say that the communities are a property of the graph, not that other roll calls would
give the same; for that see `blocs`. And any graph has communities: how much more modular it is than
random graphs with the same degrees is given beside. Agreement is transitive by construction (who
votes with B votes nearly as A does, if A votes with B), so that more than random is the least to
ask.

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
import functools
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse.csgraph import connected_components
from sklearn.metrics import adjusted_rand_score

from analytics import ensemble
from data.errors import AnalysisError, fault

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

MIN_STATES = 4
"""Fewer States with ties have no communities to speak of, and no ties to exchange."""

THRESHOLD = 0.5
"""Pairs that a smaller share of runs join are not tied in the next round."""

MAX_ROUNDS = 20
"""Of runs on what former runs agree on; two are mostly enough."""

N_BEST = 3
"""Runs from which the best is taken, of the graph and of each random graph alike."""

N_SWAPS = 5
"""Exchanges of two ties, for each tie of the graph, that make a random graph."""

N_DECIMALS = 6
"""Reported; what lies beyond depends on the machine's order of summation."""


@dataclass(frozen=True)
class Communities:
    """Communities of States, with what they rest on.

    Attributes
    ----------
    members : DataFrame
        ``iso3, community, certainty``: a row a State with ties, sorted. ``certainty`` is the mean
        share of single runs in which it was with each other member of its community; missing when
        it is alone.
    communities : DataFrame
        ``community, n_states, n_ties_within, n_ties_out, weight_within_share``: a row a community,
        numbered from 1 by size. The share is that of its members' strength, 0 to 1.
    modularity : float
        Of these communities.
    modularity_best : float
        Best of `N_BEST` single runs: what is compared with random graphs.
    random : DataFrame
        ``modularity_best``: a row a random graph.
    random_mean, random_sd : float
        Of ``random``.
    z : float
        Standard deviations by which ``modularity_best`` is above the random mean; missing where
        all random graphs are alike.
    p_value : float
        Share of random graphs at least as modular, the graph counted as one of them.
    n_runs, n_random : int
    n_rounds : int
        Rounds of runs until all agreed.
    is_converged : bool
        False: they did not; States that more than half of the last runs joined are together.
    left_out : DataFrame
        ``kind, key, reason``: ``state``, ``no_ties``.
    """

    members: pd.DataFrame
    communities: pd.DataFrame
    modularity: float
    modularity_best: float
    random: pd.DataFrame
    random_mean: float
    random_sd: float
    z: float
    p_value: float
    n_runs: int
    n_random: int
    n_rounds: int
    is_converged: bool
    left_out: pd.DataFrame


@dataclass(frozen=True)
class Stability:
    """How alike communities are that were found with different seeds.

    Attributes
    ----------
    ari_mean, ari_q10, ari_min : float
        Adjusted Rand index over all pairs of consensus communities; at most 1, 0 for chance.
    single_ari_mean, single_ari_q10, single_ari_min : float
        The same of single Louvain runs.
    n_repeats, n_runs : int
        Consensus communities compared (and as many single runs), and runs in each.
    """

    ari_mean: float
    ari_q10: float
    ari_min: float
    single_ari_mean: float
    single_ari_q10: float
    single_ari_min: float
    n_repeats: int
    n_runs: int


def consensus(
    graph: nx.Graph[str],
    *,
    seed: int,
    n_runs: int = 50,
    n_random: int = 50,
    resolution: float = 1.0,
    n_jobs: int = 1,
) -> Communities:
    """Return the communities on which many runs agree.

    Parameters
    ----------
    graph : networkx.Graph
        With ``weight`` above 0 on every edge, such as that of a backbone. States without ties are
        left out; parts that do not hang together are never in one community.
    seed : int
    n_runs : int
        Louvain runs in a round.
    n_random : int
        Random graphs: ties are exchanged in pairs, so that every State keeps their number
        (Maslov & Sneppen 2002), and the weights are then dealt over them at random. Strengths are
        kept on average only.
    resolution : float
        Of modularity; larger for more and smaller communities.
    n_jobs : int
        See `ensemble.runs`.

    Raises
    ------
    AnalysisError
        If fewer than `MIN_STATES` States have ties; if an option is out of its range.
    """
    _check(n_runs=n_runs, n_random=n_random, resolution=resolution)
    weights, states = _tied(graph)
    ours, theirs, best = np.random.SeedSequence(seed).spawn(3)
    found = _consensus(weights, n_runs, resolution, np.random.default_rng(ours))
    modularities = ensemble.runs(
        functools.partial(_random_modularity, weights, resolution),
        range(n_random),
        seed=int(theirs.generate_state(1)[0]),
        n_jobs=n_jobs,
    )
    modularity_best = _best_modularity(_graph(weights), np.random.default_rng(best), resolution)
    random = pd.DataFrame({"modularity_best": modularities}).round(N_DECIMALS)
    mean, sd = float(np.mean(modularities)), float(np.std(modularities, ddof=1))
    members, communities = _frames(weights, states, found)
    return Communities(
        members=members,
        communities=communities,
        modularity=round(_modularity(_graph(weights), found.labels, resolution), N_DECIMALS),
        modularity_best=round(modularity_best, N_DECIMALS),
        random=random,
        random_mean=round(mean, N_DECIMALS),
        random_sd=round(sd, N_DECIMALS),
        z=round((modularity_best - mean) / sd, 2) if sd > 10.0**-N_DECIMALS else np.nan,
        p_value=(1 + sum(m >= modularity_best - 1e-9 for m in modularities)) / (1 + n_random),
        n_runs=n_runs,
        n_random=n_random,
        n_rounds=found.n_rounds,
        is_converged=found.is_converged,
        left_out=pd.DataFrame(
            {"kind": "state", "key": sorted(set(graph) - set(states)), "reason": "no_ties"},
            dtype=object,
        ),
    )


def stability(
    graph: nx.Graph[str],
    *,
    seed: int,
    n_repeats: int = 10,
    n_runs: int = 50,
    resolution: float = 1.0,
    n_jobs: int = 1,
) -> Stability:
    """Return how alike consensus communities are when found again with other seeds.

    Parameters
    ----------
    graph, seed, n_runs, resolution, n_jobs
        See `consensus`.
    n_repeats : int
        Consensus communities to compare.

    Raises
    ------
    AnalysisError
        See `consensus`; and if ``n_repeats`` is below 2.
    """
    _check(n_runs=n_runs, n_repeats=n_repeats, resolution=resolution)
    weights, _ = _tied(graph)
    repeats = ensemble.runs(
        functools.partial(_repeat, weights, n_runs, resolution),
        range(n_repeats),
        seed=seed,
        n_jobs=n_jobs,
    )
    many, single = (
        np.array([adjusted_rand_score(a, b) for a, b in combinations(labels, 2)])
        for labels in zip(*repeats, strict=True)
    )
    return Stability(
        ari_mean=round(float(many.mean()), N_DECIMALS),
        ari_q10=round(float(np.quantile(many, 0.1)), N_DECIMALS),
        ari_min=round(float(many.min()), N_DECIMALS),
        single_ari_mean=round(float(single.mean()), N_DECIMALS),
        single_ari_q10=round(float(np.quantile(single, 0.1)), N_DECIMALS),
        single_ari_min=round(float(single.min()), N_DECIMALS),
        n_repeats=n_repeats,
        n_runs=n_runs,
    )


@dataclass(frozen=True)
class _Found:
    """Labels of the States, from 0, and how they were come by."""

    labels: Labels
    together: Floats
    n_rounds: int
    is_converged: bool


def _error(found: str, expected: str, do: str) -> AnalysisError:
    """Return the error, in our one sentence."""
    return AnalysisError(fault("communities", found=found, expected=expected, do=do))


def _check(*, resolution: float, **numbers: int) -> None:
    """Refuse options that mean nothing."""
    for name, value in numbers.items():
        if value < 2:
            raise _error(f"{name} {value}", "at least 2", "choose more")
    if not resolution > 0:
        raise _error(f"resolution {resolution}", "a number above 0", "choose 1")


def _tied(graph: nx.Graph[str]) -> tuple[Floats, list[str]]:
    """Return weights between the States with ties, and these, sorted."""
    states = sorted(name for name, degree in graph.degree() if degree > 0)
    if len(states) < MIN_STATES:
        raise _error(
            f"{len(states)} States with ties",
            f"at least {MIN_STATES}",
            "keep more ties or States",
        )
    weights = nx.to_numpy_array(graph, nodelist=states)
    if not (np.isfinite(weights) & (weights >= 0)).all():
        raise _error("a weight that is negative or missing", "weights above 0", "drop the tie")
    return weights, states


def _graph(weights: Floats) -> nx.Graph[int]:
    """Return a graph on whole numbers: sets of these have the same order everywhere."""
    graph: nx.Graph[int] = nx.from_numpy_array(weights)
    return graph


def _louvain(graph: nx.Graph[int], rng: np.random.Generator, resolution: float) -> Labels:
    """Return the community of each node in one run."""
    labels = np.empty(len(graph), dtype=np.int64)
    parts = nx.community.louvain_communities(
        graph, resolution=resolution, seed=int(rng.integers(2**31))
    )
    for k, part in enumerate(parts):
        labels[list(part)] = k
    return labels


def _consensus(weights: Floats, n_runs: int, resolution: float, rng: np.random.Generator) -> _Found:
    """Return the communities on which runs agree, after as many rounds as it takes.

    As in Lancichinetti & Fortunato (2012), a node that the threshold would leave without ties keeps
    those to the nodes it is most often with.
    """
    graph, first = _graph(weights), np.zeros((0, 0))
    for n_rounds in range(1, MAX_ROUNDS + 1):  # reported
        labels = np.array([_louvain(graph, rng, resolution) for _ in range(n_runs)])
        together = np.mean(labels[:, :, None] == labels[:, None, :], axis=0)
        first = together if n_rounds == 1 else first
        is_converged = bool(((together == 0) | (together == 1)).all())
        if is_converged:
            break
        others = together * (1 - np.eye(len(together)))
        most = others.max(axis=1, keepdims=True)
        is_last = (most < THRESHOLD) & (others == most)
        graph = _graph(np.where((others >= THRESHOLD) | is_last | is_last.T, others, 0.0))
    parts = connected_components(together > 0.5, directed=False)[1].astype(np.int64)
    return _Found(parts, first, n_rounds, is_converged)


def _repeat(
    weights: Floats, n_runs: int, resolution: float, _: int, rng: np.random.Generator
) -> tuple[Labels, Labels]:
    """Return consensus communities, and those of one single run."""
    found = _consensus(weights, n_runs, resolution, rng)
    return found.labels, _louvain(_graph(weights), rng, resolution)


def _modularity(graph: nx.Graph[int], labels: Labels, resolution: float) -> float:
    """Return the modularity of communities."""
    parts = [set(np.flatnonzero(labels == k).tolist()) for k in range(int(labels.max()) + 1)]
    return float(nx.community.modularity(graph, parts, resolution=resolution))


def _best_modularity(graph: nx.Graph[int], rng: np.random.Generator, resolution: float) -> float:
    """Return the best modularity of a few single runs."""
    return max(
        _modularity(graph, _louvain(graph, rng, resolution), resolution) for _ in range(N_BEST)
    )


def _random_modularity(
    weights: Floats, resolution: float, _: int, rng: np.random.Generator
) -> float:
    """Return the best modularity of a random graph with the same degrees and weights."""
    graph = _graph(weights)
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
    return _best_modularity(shuffled, rng, resolution)


def _frames(weights: Floats, states: list[str], found: _Found) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the frames of members and of communities, these numbered by size."""
    sizes = np.bincount(found.labels)
    number = np.argsort(np.argsort(-sizes, kind="stable"))[found.labels] + 1
    is_same = number[:, None] == number[None, :]
    n_others = is_same.sum(axis=1) - 1
    share = (found.together * is_same).sum(axis=1) - 1
    certainty = np.divide(share, n_others, out=np.full(len(share), np.nan), where=n_others > 0)
    members = pd.DataFrame(
        {"iso3": states, "community": number, "certainty": certainty.round(N_DECIMALS)}
    )
    rows = []
    for k in range(1, len(sizes) + 1):
        inside = number == k
        own = weights[inside]
        n_within = int((own[:, inside] > 0).sum()) // 2
        rows.append(
            (
                k,
                int(inside.sum()),
                n_within,
                int((own[:, ~inside] > 0).sum()),
                round(float(own[:, inside].sum() / own.sum()), N_DECIMALS),
            )
        )
    columns = ["community", "n_states", "n_ties_within", "n_ties_out", "weight_within_share"]
    return members, pd.DataFrame(rows, columns=columns)
