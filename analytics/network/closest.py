"""Which States are closest to each State, and whether they would be by other texts.

Every State has some closest others, and no more than that is claimed: how sure each place is stands
beside it, from texts that are drawn again (`resampling`). Which ties are more than what a State's
likes would give is asked by `special_ties`.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import intervals, resampling
from analytics.network import text_matches
from data.errors import AnalysisError

Floats = npt.NDArray[np.float64]

N_NEAREST = 3
"""Closest States of each that are listed and drawn: more hide one another in a picture."""

AGAIN = 0.5
"""A tie is found again if it is among the closest in at least this share of the samples."""

N_DECIMALS = 6
"""Reported."""


@dataclass(frozen=True)
class Closest:
    """The closest States of each State.

    Attributes
    ----------
    nearest : DataFrame
        ``iso3, other, place, n_same, n_texts, share, again, rank_low, rank_high``: up to
        `N_NEAREST` rows a State, the closest first. ``share`` of the texts that compare the two,
        0 to 1; ``again`` the share of samples of the texts in which the other is among the
        closest; the rank's interval of 90 %. Missing where there are too few texts to draw again.
    ties : DataFrame
        ``iso3_a, iso3_b, n_same, n_texts, share, again, is_mutual``: each pair once, a before b;
        ``again`` is the larger of the two. ``is_mutual``: each is among the closest of the other.
    graph : networkx.Graph
        Of ``ties``, unweighted. Its nodes are all States compared.
    n_texts, n_replicates : int
    left_out : DataFrame
        ``kind, key, reason``: ``state``, ``too_few_texts``: it shares too few with anyone.
    """

    nearest: pd.DataFrame
    ties: pd.DataFrame
    graph: nx.Graph[str]
    n_texts: int
    n_replicates: int
    left_out: pd.DataFrame


def of_all(compared: text_matches.TextMatches, *, seed: int, n_replicates: int = 200) -> Closest:
    """Return the closest States of each.

    States that go the same way on as large a share of the texts stand in the order of ``again``,
    then of their names.

    Parameters
    ----------
    compared : TextMatches
    seed : int
        Of the samples.
    n_replicates : int
        Samples of the texts.

    Raises
    ------
    AnalysisError
        If no pair shares `text_matches.TextMatches.min_shared` texts; see also
        `resampling.weights`.
    """
    known, same = compared.squares()
    n_texts, n_states = compared.codes.shape
    shape = (n_states, n_states)
    n_known = known.sum(axis=0).reshape(shape)
    n_same = same.sum(axis=0).reshape(shape)
    is_told = n_known >= compared.min_shared
    if not is_told.any():
        raise AnalysisError(
            "closest States",
            found="no pair of States that shares enough texts",
            expected=f"at least {compared.min_shared} texts",
            do="widen the window or the subject",
            reason="too_few_texts",
        )
    share = np.where(is_told, n_same / np.maximum(n_known, 1), np.nan)
    drawn = resampling.weights(np.arange(n_texts), n_replicates, np.random.default_rng(seed))
    samples = _samples(drawn.astype(np.float32), known, same, is_told)
    again = _again(samples)
    rows = _nearest(compared.states, n_same, n_known, share, again, samples)
    ties = _ties(rows)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(compared.states)
    graph.add_edges_from(zip(ties["iso3_a"], ties["iso3_b"], strict=True))
    alone = sorted(set(compared.states) - set(rows["iso3"]))
    return Closest(
        nearest=rows,
        ties=ties,
        graph=nx.freeze(graph),
        n_texts=n_texts,
        n_replicates=len(drawn),
        left_out=pd.DataFrame(
            {"kind": "state", "key": alone, "reason": "too_few_texts"}, dtype=object
        ),
    )


def _samples(
    drawn: npt.NDArray[np.float32],
    known: npt.NDArray[np.float32],
    same: npt.NDArray[np.float32],
    is_told: npt.NDArray[np.bool_],
) -> npt.NDArray[np.float32]:
    """Return the shares in each sample, shape (n_replicates, S, S); -1 where there is none."""
    shape = (len(drawn), *is_told.shape)
    # sums of whole numbers: exact in single precision, whatever the order of summation
    n_known, n_same = ((drawn @ square).reshape(shape) for square in (known, same))
    is_here = is_told & (n_known > 0)
    return np.where(is_here, n_same / np.maximum(n_known, 1), np.float32(-1))


def _again(samples: npt.NDArray[np.float32]) -> Floats:
    """Return in which share of the samples each State is among the closest of another; (S, S).

    Where several share the last place, each is in by the share of places left for them.
    """
    n_states = samples.shape[1]
    total = np.zeros((n_states, n_states))
    for share in samples:
        last = np.partition(share, n_states - N_NEAREST, axis=1)[:, [n_states - N_NEAREST]]
        is_sure, is_equal = share > last, share == last
        left = N_NEAREST - is_sure.sum(axis=1, keepdims=True)
        in_part = left / is_equal.sum(axis=1, keepdims=True)
        total += np.where(share < 0, 0, np.where(is_sure, 1.0, np.where(is_equal, in_part, 0)))
    return total / len(samples) if len(samples) else np.full_like(total, np.nan)


def _nearest(
    states: tuple[str, ...],
    n_same: npt.NDArray[np.float32],
    n_known: npt.NDArray[np.float32],
    share: Floats,
    again: Floats,
    samples: npt.NDArray[np.float32],
) -> pd.DataFrame:
    """Return the rows of ``nearest``; a rank that several share is the mean of theirs."""
    names = np.array(states)
    rows = []
    for at in range(len(states)):
        others = np.flatnonzero(np.isfinite(share[at]))
        keys = (others, -np.nan_to_num(again[at, others]), -share[at, others])
        first = others[np.lexsort(keys)][:N_NEAREST]
        own, chosen = samples[:, at, None, :], samples[:, at, first][:, :, None]
        ranks = ((own > chosen).sum(axis=2) + 1 + (own >= chosen).sum(axis=2)) / 2
        low, high = intervals.of_draws(np.where(chosen[:, :, 0] < 0, np.nan, ranks))
        rows.append(
            pd.DataFrame(
                {
                    "iso3": names[at],
                    "other": names[first],
                    "place": np.arange(1, len(first) + 1),
                    "n_same": n_same[at, first].astype(np.int64),
                    "n_texts": n_known[at, first].astype(np.int64),
                    "share": share[at, first].round(N_DECIMALS),
                    "again": again[at, first].round(N_DECIMALS),
                    "rank_low": np.floor(low),
                    "rank_high": np.ceil(high),
                }
            )
        )
    return pd.concat(rows, ignore_index=True)


def _ties(nearest: pd.DataFrame) -> pd.DataFrame:
    """Return each pair of ``nearest`` once."""
    is_first = nearest["iso3"] < nearest["other"]
    pairs = nearest.assign(
        iso3_a=nearest["iso3"].where(is_first, nearest["other"]),
        iso3_b=nearest["other"].where(is_first, nearest["iso3"]),
    )
    told = ["n_same", "n_texts", "share"]
    grouped = pairs.groupby(["iso3_a", "iso3_b"], as_index=False, sort=True)
    found = grouped.agg(**{name: (name, "first") for name in told}, again=("again", "max"))
    return found.assign(is_mutual=grouped.size()["size"] == 2)
