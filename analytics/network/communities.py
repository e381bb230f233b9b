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
Lancichinetti, A. & Fortunato, S. (2012). Consensus clustering in complex networks. *Scientific
Reports* 2, 336.
Maslov, S. & Sneppen, K. (2002). Specificity and stability in topology of protein networks.
*Science* 296, 910-913.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.metrics import adjusted_rand_score

from analytics import ensemble
from analytics.network import louvain
from data.errors import AnalysisError, fault

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

MIN_STATES = 4
"""Fewer States with ties have no communities to speak of, and no ties to exchange."""

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
        Best of `louvain.N_BEST` single runs: what is compared with random graphs.
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
    on_progress: Callable[[int, int], None] | None = None,
    scheduler: str | None = None,
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
    n_jobs, on_progress, scheduler
        See `ensemble.runs`; of the random graphs.

    Raises
    ------
    AnalysisError
        If fewer than `MIN_STATES` States have ties; if an option is out of its range.
    """
    _check(n_runs=n_runs, n_random=n_random, resolution=resolution)
    weights, states = _tied(graph)
    ours, theirs, best = np.random.SeedSequence(seed).spawn(3)
    found = louvain.consensus(weights, n_runs, resolution, np.random.default_rng(ours))
    modularities = ensemble.runs(
        functools.partial(louvain.random_modularity, weights, resolution),
        range(n_random),
        seed=int(theirs.generate_state(1)[0]),
        n_jobs=n_jobs,
        on_progress=on_progress,
        scheduler=scheduler,
    )
    graph_of_weights = louvain.graph_of(weights)
    modularity_best = louvain.best_modularity(
        graph_of_weights, np.random.default_rng(best), resolution
    )
    random = pd.DataFrame({"modularity_best": modularities}).round(N_DECIMALS)
    mean, sd = float(np.mean(modularities)), float(np.std(modularities, ddof=1))
    members, communities = _frames(weights, states, found)
    return Communities(
        members=members,
        communities=communities,
        modularity=round(
            louvain.modularity(graph_of_weights, found.labels, resolution), N_DECIMALS
        ),
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
    on_progress: Callable[[int, int], None] | None = None,
    scheduler: str | None = None,
) -> Stability:
    """Return how alike consensus communities are when found again with other seeds.

    Parameters
    ----------
    graph, seed, n_runs, resolution, n_jobs, on_progress, scheduler
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
        on_progress=on_progress,
        scheduler=scheduler,
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


def _error(found: str, expected: str, do: str, reason: str | None = None) -> AnalysisError:
    """Return the error, in our one sentence."""
    text = fault("communities", found=found, expected=expected, do=do)
    return AnalysisError(text, reason=reason)


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
            reason="no_ties",
        )
    weights = nx.to_numpy_array(graph, nodelist=states)
    if not (np.isfinite(weights) & (weights >= 0)).all():
        raise _error("a weight that is negative or missing", "weights above 0", "drop the tie")
    return weights, states


def _repeat(
    weights: Floats, n_runs: int, resolution: float, _: int, rng: np.random.Generator
) -> tuple[Labels, Labels]:
    """Return consensus communities, and those of one single run."""
    found = louvain.consensus(weights, n_runs, resolution, rng)
    return found.labels, louvain.labels_of_run(louvain.graph_of(weights), rng, resolution)


def _frames(
    weights: Floats, states: list[str], found: louvain.Found
) -> tuple[pd.DataFrame, pd.DataFrame]:
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
