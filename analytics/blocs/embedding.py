"""Where States stand relative to one another, from the texts on which they can be compared.

A layer is a matrix of texts by States: votes on roll calls, or places on rosters. Between two
States it gives a mean disagreement over the texts that speak of both; nothing is imputed. Square
roots of both disagreements are Euclidean distances where nothing is missing (Gower & Legendre
1986), so classical scaling finds coordinates that keep them.

References
----------
Gower, J. C. & Legendre, P. (1986). Metric and Euclidean properties of dissimilarity coefficients.
*Journal of Classification* 3, 5-48.
Escofier, B. & Pagès, J. (1994). Multiple factor analysis. *Computational Statistics & Data
Analysis* 18(1), 121-140.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from sklearn.manifold import ClassicalMDS

Floats = npt.NDArray[np.float64]

N_DIMENSIONS = 10
"""Number of coordinates: enough to part eleven blocs; what lies beyond is mostly noise."""


SMALLEST = 1e-9
"""Share of the largest eigenvalue below which a direction is an error of rounding, by which States
that always act alike would seem to differ."""


@dataclass(frozen=True)
class Layer:
    """Texts by States.

    Attributes
    ----------
    kind : str
        ``votes``: positions N 0, A 1, Y 2, and -1 where the State did not vote. ``rosters``: 1
        where it is listed, 0 otherwise.
    codes : ndarray of int8, shape (n_texts, n_states)
    text_numbers : ndarray of int64, shape (n_texts,)
        Number, from 0, of the text of each row, which is drawn again as a whole; at least
        `resampling.MIN_TEXTS` of them.
    """

    kind: Literal["votes", "rosters"]
    codes: npt.NDArray[np.int8]
    text_numbers: npt.NDArray[np.int64]


def coordinates(layers: tuple[Layer, ...], weights: tuple[Floats, ...]) -> Floats:
    """Return coordinates of the States when each text counts so many times.

    Parameters
    ----------
    layers : tuple of Layer
        On the same States. Several are balanced by their largest eigenvalue, as multiple factor
        analysis does: neither many roll calls nor many rosters prevail by number.
    weights : tuple of ndarray, each of shape (n_texts,)

    Returns
    -------
    ndarray, shape (n_states, at most `N_DIMENSIONS`)
    """
    squared = sum(
        (
            _balanced(_disagreement(layer, weight))
            if len(layers) > 1
            else _disagreement(layer, weight)
        )
        for layer, weight in zip(layers, weights, strict=True)
    )
    return _scaled(np.asarray(squared), N_DIMENSIONS)[0]


def _disagreement(layer: Layer, weight: Floats) -> Floats:
    """Return mean disagreement of all pairs; the mean of the house where nothing is shared."""
    total, n_shared = (_votes if layer.kind == "votes" else _rosters)(layer.codes, weight)
    mean = total.sum() / max(n_shared.sum() - np.trace(n_shared), 1.0)
    values = np.where(n_shared > 0, total / np.maximum(n_shared, 1), mean)
    np.fill_diagonal(values, 0)
    symmetric: Floats = (values + values.T) / 2
    return np.maximum(symmetric, 0)


def _votes(codes: npt.NDArray[np.int8], weight: Floats) -> tuple[Floats, Floats]:
    """Return the sum of disagreement, 0 to 1 a roll call, and the number of roll calls shared.

    Disagreement on N < A < Y is half the number of thresholds (at least A; Y) on one side of which
    only one of the two stands.
    """
    is_known = (codes >= 0).astype(np.float64)
    is_past = [(codes >= threshold).astype(np.float64) for threshold in (1, 2)]
    one_sided = (sum(is_past) * weight[:, None]).T @ is_known
    both = sum((past * weight[:, None]).T @ past for past in is_past)
    return (one_sided + one_sided.T - 2 * both) / 2, (is_known * weight[:, None]).T @ is_known


def _rosters(codes: npt.NDArray[np.int8], weight: Floats) -> tuple[Floats, Floats]:
    """Return the number of rosters that list one but not both, and those that list any.

    Their ratio is Jaccard's distance: being absent together says nothing.
    """
    listed = codes.astype(np.float64)
    both = (listed * weight[:, None]).T @ listed
    n_listed = np.diag(both)
    either = n_listed[:, None] + n_listed[None, :] - both
    return either - both, either


def _balanced(squared: Floats) -> Floats:
    """Return squared distances in units of their largest eigenvalue."""
    largest = _scaled(squared, 1)[1]
    return squared / largest if largest > 0 else squared


def _scaled(squared: Floats, n_dimensions: int) -> tuple[Floats, float]:
    """Return coordinates that keep squared distances, and the largest eigenvalue."""
    scaling = ClassicalMDS(n_components=n_dimensions, metric="precomputed")
    with np.errstate(invalid="ignore"):  # a direction with a negative eigenvalue keeps no distance
        found = scaling.fit_transform(np.sqrt(squared))
    largest = float(scaling.eigenvalues_[0])
    is_noise = scaling.eigenvalues_ <= SMALLEST * largest
    return np.where(is_noise, 0.0, np.nan_to_num(found)), largest
