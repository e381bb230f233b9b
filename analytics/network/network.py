"""Who is tied to whom: graphs of alignment and of shared memberships.

An alignment graph ties States that vote alike more than chance would have it; a co-membership graph
ties those that sit at the same tables. Nearly all pairs are tied a little: see `backbone`.

References
----------
Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted networks,
and centrality. *Physical Review E* 64, 016132.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import texts
from data.errors import AnalysisError, fault

Floats = npt.NDArray[np.float64]

MIN_STATES = 3
"""Fewer States make no network."""

N_DECIMALS = 12
"""Of weights from shared rosters; what lies beyond depends on the machine's order of summation."""


@dataclass(frozen=True)
class Network:
    """A graph of States, with what it rests on.

    Attributes
    ----------
    graph : networkx.Graph
        Frozen. Nodes are iso3, sorted, with ``strength`` (sum of weights) and ``degree``; edges
        have ``weight`` above 0 and, for shared memberships, ``n_shared``.
    n_missing : int
        Pairs whose weight is not known.
    n_not_positive : int
        Pairs without a tie because their weight is 0 or less.
    n_undated : int
        Spells counted of which the beginning is not known; 0 for alignment.
    left_out : DataFrame
        ``kind, key, reason``: ``state``: ``no_ties``, though it stays in the graph.
        ``instrument``: see `texts.Rosters`.
    """

    graph: nx.Graph[str]
    n_missing: int
    n_not_positive: int
    n_undated: int
    left_out: pd.DataFrame


def alignment(weights: pd.DataFrame) -> Network:
    """Return the graph of the States that agree.

    Parameters
    ----------
    weights : DataFrame, States by States
        Symmetric, such as chance-corrected agreement; missing where a pair shares too little. The
        diagonal is ignored. Weights of 0 or less make no tie.

    Raises
    ------
    AnalysisError
        If it is not a symmetric matrix of finite numbers on the same States; if there are fewer
        than `MIN_STATES`; if no weight is positive.
    """
    values, states = matrix(weights)
    above = np.triu_indices(len(states), k=1)
    return _network(
        np.nan_to_num(np.maximum(values, 0)),
        states,
        n_missing=int(np.isnan(values[above]).sum()),
        n_not_positive=int((values[above] <= 0).sum()),
    )


def comembership(
    memberships: pd.DataFrame,
    instruments: pd.DataFrame,
    *,
    day: pd.Timestamp,
    roles: Collection[str] | None = None,
    is_undated_counted: bool = True,
) -> Network:
    """Return the graph of the States that were on the same rosters on a day.

    The weight of a pair is the sum of 1 / (n - 1) over the rosters they share, each of n members:
    what Newman (2001) gives two authors for each paper. A State's strength is then the number of
    rosters on which it is not alone, and a roster of all 193 members adds 1/192 to every pair.

    Parameters
    ----------
    memberships : DataFrame
        ``instrument_id, iso3, role, since_to, until``. All States named are nodes.
    instruments : DataFrame
        Those to use: ``instrument_id, roster_use, snapshot_of``. Rosters of which only some names
        are known are left out: their number of members, and so the weight, is not known.
    day, roles, is_undated_counted
        See `texts.listed`.

    Raises
    ------
    AnalysisError
        If there are fewer than `MIN_STATES`; see also `texts.listed`.
    """
    rosters = texts.listed(
        memberships, instruments, day=day, roles=roles, is_undated_counted=is_undated_counted
    )
    states = np.array(rosters.states, dtype=object)
    _check_number(len(states))
    on = rosters.codes.astype(np.float64)
    values = (on / (on.sum(axis=1, keepdims=True) - 1)).T @ on
    np.fill_diagonal(values, 0)
    above = np.triu_indices(len(states), k=1)
    return _network(
        ((values + values.T) / 2).round(N_DECIMALS),
        states,
        n_missing=0,
        n_not_positive=int((values[above] <= 0).sum()),
        n_undated=rosters.n_undated,
        n_shared=on.T @ on,
        left_out=rosters.left_out,
    )


def matrix(weights: pd.DataFrame) -> tuple[Floats, npt.NDArray[np.object_]]:
    """Return a checked matrix of weights in the order of the States' codes, and these.

    Parameters
    ----------
    weights : DataFrame, States by States

    Returns
    -------
    values : ndarray, shape (n_states, n_states)
        Symmetric; NaN where missing, 0 on the diagonal.
    states : ndarray of str, shape (n_states,)

    Raises
    ------
    AnalysisError
        See `alignment`.
    """
    names = sorted(weights.index.astype(str))
    _check_number(len(names))
    twice = [one for one, other in pairwise(names) if one == other]
    if twice or names != sorted(weights.columns.astype(str)):
        found = f"State {twice[0]} twice" if twice else "rows and columns of different States"
        raise _error(found, "the same States on both sides, once each", "build the matrix anew")
    named = weights.set_axis(weights.index.astype(str)).set_axis(
        weights.columns.astype(str), axis=1
    )
    values = named.loc[names, names].to_numpy(dtype=np.float64, na_value=np.nan, copy=True)
    np.fill_diagonal(values, 0)
    if np.isinf(values).any():
        raise _error("an infinite weight", "finite numbers", "correct the weights")
    if not np.allclose(values, values.T, rtol=0, atol=1e-9, equal_nan=True):
        row, column = np.argwhere(~np.isclose(values, values.T, rtol=0, atol=1e-9, equal_nan=True))[
            0
        ]
        raise _error(
            f"{names[row]}-{names[column]} unlike {names[column]}-{names[row]}",
            "a symmetric matrix",
            "give one weight a pair",
        )
    return (values + values.T) / 2, np.array(names, dtype=object)


def finished(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return a frozen copy of a graph whose nodes have ``strength`` and ``degree``."""
    done = graph.copy()
    nx.set_node_attributes(done, dict(done.degree(weight="weight")), "strength")
    nx.set_node_attributes(done, dict(done.degree()), "degree")
    nx.freeze(done)
    return done


def _error(found: str, expected: str, do: str, reason: str | None = None) -> AnalysisError:
    """Return the error, in our one sentence."""
    text = fault("network", found=found, expected=expected, do=do)
    return AnalysisError(text, reason=reason)


def _check_number(n_states: int) -> None:
    """Refuse too few States."""
    if n_states < MIN_STATES:
        raise _error(
            f"{n_states} States",
            f"at least {MIN_STATES}",
            "choose more States",
            reason="too_few_texts",
        )


def _reasons(kind: str, keys: Collection[str], reason: npt.NDArray[np.str_]) -> pd.DataFrame:
    """Return the rows of ``left_out`` for what has a reason."""
    frame = pd.DataFrame({"kind": kind, "key": list(keys), "reason": reason}, dtype=object)
    return frame[frame["reason"] != ""].sort_values("key", ignore_index=True)


def _network(
    values: Floats,
    states: npt.NDArray[np.object_],
    *,
    n_missing: int,
    n_not_positive: int,
    n_undated: int = 0,
    n_shared: Floats | None = None,
    left_out: pd.DataFrame | None = None,
) -> Network:
    """Return the network of a matrix of weights, 0 for no tie."""
    first, second = np.nonzero(np.triu(values > 0))
    if not len(first):
        raise _error(
            f"no positive weight between {len(states)} States",
            "at least one tie",
            "widen the window, or the instruments",
            reason="no_ties",
        )
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(states)
    for a, b in zip(first, second, strict=True):
        graph.add_edge(states[a], states[b], weight=float(values[a, b]))
        if n_shared is not None:
            graph.edges[states[a], states[b]]["n_shared"] = int(n_shared[a, b])
    reason = np.where((values > 0).any(axis=1), "", "no_ties")
    without = [] if left_out is None else [left_out]
    return Network(
        graph=finished(graph),
        n_missing=n_missing,
        n_not_positive=n_not_positive,
        n_undated=n_undated,
        left_out=pd.concat([*without, _reasons("state", states, reason)], ignore_index=True),
    )
