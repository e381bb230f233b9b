"""Whether a State is between two others: its ties to both, and the exact test of them.

References
----------
Berger, R. L. (1982). Multiparameter hypothesis testing and acceptance sampling. *Technometrics*
24(4), 295-300.
McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions or
percentages. *Psychometrika* 12(2), 153-157.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
from scipy import stats

from analytics.network import text_matches

Floats = npt.NDArray[np.float64]


def with_us(compared: text_matches.TextMatches, us: Collection[str]) -> Floats:
    """Return how far each State went our way on each text: the mean over us, NaN for none."""
    each = np.stack([compared.with_state(iso3) for iso3 in us])
    n_known = np.isfinite(each).sum(axis=0)
    total = np.nan_to_num(each).sum(axis=0)
    return np.where(n_known > 0, total / np.maximum(n_known, 1), np.nan)


def p_values(compared: text_matches.TextMatches, target: str, us: Collection[str]) -> Floats:
    """Return how likely chance alone would put each State so far between the target and each of us.

    Returns
    -------
    ndarray, shape (S,)
        The largest of the p-values of all comparisons, each to be beyond chance.
    """
    at = compared.states.index(target)
    to_target = compared.with_state(target)
    largest = np.zeros(len(compared.states))
    for iso3 in us:
        to_one = compared.with_state(iso3)
        direct = to_one[:, [at]]
        for rows in (to_target, to_one):
            ahead = np.sign(rows - direct)  # NaN where either is not known
            n_ahead, n_behind = (ahead > 0).sum(axis=0), (ahead < 0).sum(axis=0)
            p = stats.binom.sf(n_ahead - 1, n_ahead + n_behind, 0.5)
            largest = np.maximum(largest, p)
    return largest


def shares(drawn: Floats | None, rows: Floats) -> Floats:
    """Return the share of texts that went the same way in each sample, or once of all texts."""
    times = np.ones((1, len(rows))) if drawn is None else drawn
    n_known = times @ np.isfinite(rows).astype(np.float64)
    total = times @ np.nan_to_num(rows)
    return np.where(n_known > 0, total / np.maximum(n_known, 1), np.nan)
