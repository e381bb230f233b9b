"""Where to draw the States of a network, so that the picture holds still from window to window.

States are put as far apart as there are ties between them, as well as a plane allows: the weighted
stress is minimised by majorisation, which never makes it worse and needs no luck. In a film each
State is also held to where it was in the frame before.

References
----------
Brandes, U. & Mader, M. (2012). A quantitative comparison of stress-minimization approaches for
offline dynamic graph drawing. *Graph Drawing 2011*, LNCS 7034, 99-110.
Gansner, E. R., Koren, Y. & North, S. (2005). Graph drawing by stress majorization. *Graph Drawing
2004*, LNCS 3383, 239-250.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import linalg
from scipy.sparse.csgraph import shortest_path

from data.errors import AnalysisError

Floats = npt.NDArray[np.float64]

MAX_STEPS = 500
TOLERANCE = 1e-5
"""Share by which a step must lower the stress for another to be made."""

JITTER = 0.05
"""In ties: parts States of the same ties, which would otherwise lie on one another."""

N_DECIMALS = 4
"""Reported, in ties: far below what can be seen."""


@dataclass(frozen=True)
class Layout:
    """Places of the States that have ties.

    Attributes
    ----------
    places : DataFrame
        ``iso3, x, y, n_ties``: a row a State, sorted. The unit is one tie; the middle is 0.
    stress : float
        Root of the mean squared error of the distances, each relative to what it should be.
    moved : float
        Mean distance from the places before, of the States that had one; missing without.
    left_out : DataFrame
        ``kind, key, reason``: ``state``, ``no_ties``: it has no place.
    """

    places: pd.DataFrame
    stress: float
    moved: float
    left_out: pd.DataFrame


def places(
    graph: nx.Graph[str],
    *,
    seed: int,
    previous: Layout | None = None,
    hold: float = 0.2,
) -> Layout:
    """Return where to draw the States.

    Parameters
    ----------
    graph : networkx.Graph
        Such as that of `closest.Closest`. Parts that do not hang together are drawn side by side.
    seed : int
        Of the jitter from which it starts.
    previous : Layout, optional
        Of the window before; the film starts from it.
    hold : float
        How strongly States are held to their former places: 0 not at all, 1 as strongly as by all
        other States together.

    Raises
    ------
    AnalysisError
        If no State has a tie; if ``hold`` is negative.
    """
    if hold < 0:
        raise AnalysisError(
            "layout", found=f"hold {hold}", expected="0 or more", do="choose one such as 0.2"
        )
    states = sorted(name for name, degree in graph.degree() if degree > 0)
    if not states:
        raise AnalysisError(
            "layout", found="no State with a tie", expected="at least one tie", do="keep more ties"
        )
    wanted = _wanted(graph, states)
    weights = np.divide(1, wanted**2, out=np.zeros_like(wanted), where=wanted > 0)
    start, held = _start(wanted, states, previous, seed)
    pull = np.where(held, hold * weights.sum(axis=1).mean(), 0.0)
    found = _majorised(start, wanted, weights, pull)
    if not (pull > 0).any():
        found = _turned(found)
    off = np.sqrt(((found - start) ** 2).sum(axis=1))
    frame = pd.DataFrame({"iso3": states})
    frame[["x", "y"]] = found.round(N_DECIMALS) + 0.0
    frame["n_ties"] = [graph.degree(name) for name in states]
    return Layout(
        places=frame,
        stress=round(float(np.sqrt(_stress(found, wanted, weights) / (weights > 0).sum())), 4),
        moved=round(float(off[held].mean()), N_DECIMALS) if held.any() else np.nan,
        left_out=pd.DataFrame(
            {"kind": "state", "key": sorted(set(graph) - set(states)), "reason": "no_ties"},
            dtype=object,
        ),
    )


def _wanted(graph: nx.Graph[str], states: list[str]) -> Floats:
    """Return the number of ties between States; between parts, one more than the longest way."""
    ties = nx.to_numpy_array(graph, nodelist=states) > 0
    steps: Floats = shortest_path(ties, directed=False, unweighted=True)
    return np.where(np.isfinite(steps), steps, steps[np.isfinite(steps)].max() + 1)


def _start(
    wanted: Floats, states: list[str], previous: Layout | None, seed: int
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return where to start, and which States were already there."""
    jitter = JITTER * np.random.default_rng(seed).normal(size=(len(states), 2))
    if previous is None:
        return _scaled(wanted) + jitter, np.zeros(len(states), dtype=bool)
    before = previous.places.set_index("iso3")[["x", "y"]].reindex(states).to_numpy(np.float64)
    held = np.isfinite(before).all(axis=1)
    if not held.any():
        return _scaled(wanted) + jitter, held
    near = np.divide(held, wanted, out=np.zeros_like(wanted), where=wanted > 0) ** 2
    near /= np.maximum(near.sum(axis=1, keepdims=True), np.finfo(float).tiny)
    new = near @ np.nan_to_num(before) + jitter
    return np.where(held[:, None], before, new), held


def _scaled(wanted: Floats) -> Floats:
    """Return the two coordinates that keep distances best in the classical sense."""
    centred = -0.5 * wanted**2
    centred = centred - centred.mean(axis=0) - centred.mean(axis=1)[:, None] + centred.mean()
    n = len(wanted)
    values, vectors = linalg.eigh(centred, subset_by_index=(max(n - 2, 0), n - 1))
    return np.asarray(vectors[:, ::-1] * np.sqrt(np.maximum(values[::-1], 0)))


def _stress(places: Floats, wanted: Floats, weights: Floats) -> float:
    """Return the weighted sum of squared errors, each pair counted twice."""
    return float((weights * (_apart(places) - wanted) ** 2).sum())


def _apart(places: Floats) -> Floats:
    """Return distances of all pairs."""
    difference = places[:, None, :] - places[None, :, :]
    return np.asarray(np.sqrt((difference**2).sum(axis=2)))


def _majorised(start: Floats, wanted: Floats, weights: Floats, pull: Floats) -> Floats:
    """Return places of least stress near the start, held to it by ``pull``."""
    is_free = not (pull > 0).any()
    laplacian = np.diag(weights.sum(axis=1) + pull) - weights
    solver = linalg.cho_factor(laplacian + (1.0 if is_free else 0.0))  # a shift is no matter
    now, before = start, np.inf
    for _ in range(MAX_STEPS):
        apart = _apart(now)
        cost = float((weights * (apart - wanted) ** 2).sum()) / 2
        cost += float((pull[:, None] * (now - start) ** 2).sum())
        if cost >= before * (1 - TOLERANCE):
            break
        before = cost
        ratio = np.divide(weights * wanted, apart, out=np.zeros_like(apart), where=apart > 0)
        moved = ratio.sum(axis=1)[:, None] * now - ratio @ now
        now = linalg.cho_solve(solver, moved + pull[:, None] * start)
    return now - now.mean(axis=0) if is_free else now


def _turned(places: Floats) -> Floats:
    """Return places whose longest side is across, so that every first frame is turned alike."""
    _, _, axes = np.linalg.svd(places - places.mean(axis=0), full_matrices=False)
    turned = places @ axes.T
    return np.asarray(turned * np.where((turned**3).sum(axis=0) < 0, -1.0, 1.0))
