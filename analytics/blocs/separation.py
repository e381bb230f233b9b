"""Whether two blocs lie apart, or are two halves of a line without a gap.

States along a line can be cut in two again and again at the same place. Each State of two blocs is
therefore placed on the way from the middle of the one to that of the other, by the share of the
steps (from No to Abstain, from Abstain to Yes, on every text) that it has gone; each step counts
alike, and its own votes do not move the middle. On a line without a gap a sixth of them stand in
the middle third of that way: their two middles are half the line apart. Far fewer stand there if
the blocs lie apart. No shape with one summit has fewer in the middle than an even line, so that
this is a test of a gap (compare Hartigan & Hartigan 1985).

References
----------
Hartigan, J. & Hartigan, P. (1985). The dip test of unimodality. *Annals of Statistics* 13(1),
70-84.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import binom

from analytics.blocs import block_model

EVEN_SHARE = 1 / 6
"""Share of the States of an even line in the middle third between the middles of its halves."""

CHANCE = 0.05
"""Blocs lie apart if so few in the middle would be rarer than this on an even line."""


def between(known: block_model.ObservedPositions, bloc: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Return for each two blocs whether they lie apart.

    Parameters
    ----------
    known : ObservedPositions
    bloc : ndarray of int, shape (n_states,)
        Of each State, from 1; those that swing count with the bloc they lean to.

    Returns
    -------
    DataFrame
        ``bloc_a, bloc_b, n_states, n_between, n_even, is_apart``: a row a pair. ``n_between`` of
        the ``n_states`` of both stand in the middle third; ``n_even`` would on a line without a
        gap. Small blocs cannot be shown to lie apart.
    """
    numbers = range(1, int(bloc.max(initial=0)) + 1)
    rows = []
    for a, b in ((a, b) for a in numbers for b in numbers if a < b):
        is_here = (bloc == a) | (bloc == b)
        place = _places(known.shares[is_here], known.is_known[is_here], bloc[is_here] == b)
        n, n_between = len(place), int((np.abs(place - 0.5) < EVEN_SHARE).sum())
        is_apart = bool(binom.cdf(n_between, n, EVEN_SHARE) <= CHANCE)
        rows.append((a, b, n, n_between, n * EVEN_SHARE, is_apart))
    columns = ["bloc_a", "bloc_b", "n_states", "n_between", "n_even", "is_apart"]
    return pd.DataFrame(rows, columns=columns)


def _places(
    shares: block_model.Floats, is_known: block_model.Bools, is_second: block_model.Bools
) -> block_model.Floats:
    """Return where each State stands from the middle of the first bloc, 0, to the second's, 1."""
    past = np.stack([shares[:, :, 1] + shares[:, :, 2], shares[:, :, 2]], axis=2)
    middles, n_others = [], []
    for is_in in (~is_second, is_second):
        own = is_in[:, None] & is_known
        n = own.sum(axis=0) - own
        total = (past * own[:, :, None]).sum(axis=0) - past * own[:, :, None]
        middles.append(total / np.maximum(n, 1)[:, :, None])
        n_others.append(n)
    first, second = middles
    way = (second - first) * (is_known & (n_others[0] > 0) & (n_others[1] > 0))[:, :, None]
    length = np.abs(way).sum(axis=(1, 2))
    gone = ((past - first) * np.sign(way)).sum(axis=(1, 2))
    places: block_model.Floats = np.divide(
        gone, length, out=np.full(len(gone), 0.5), where=length > 0
    )
    return places
