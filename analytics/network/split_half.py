"""Whether who is close by some texts is close by others: the test of any list of the closest.

The texts are split in two halves at random, again and again; the order found in the one is compared
with that in the other. Half as many texts tell less than all of them: what is kept here is the
least that a list from all texts would keep on as many new ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from analytics import intervals, resampling
from analytics.network import text_matches
from data.errors import AnalysisError

Floats = npt.NDArray[np.float64]

N_FIRST = 10
"""Length of the lists of the closest that are compared."""

N_SPLITS = 40

MIN_OTHERS = 2 * N_FIRST
"""With fewer States to order, lists of the first overlap by themselves."""


@dataclass(frozen=True)
class SplitHalf:
    """How far an order found by half of the texts is found again by the other half.

    Attributes
    ----------
    correlation, correlation_low, correlation_high : float
        Spearman's, -1 to 1: the mean over the splits, and the interval of 90 % over them.
    kept, kept_low, kept_high : float
        Share of the first `N_FIRST` by the one half that are among the first by the other.
    chance : float
        What ``kept`` would be if the halves had nothing in common.
    n_states, n_texts, n_splits : int
    """

    correlation: float
    correlation_low: float
    correlation_high: float
    kept: float
    kept_low: float
    kept_high: float
    chance: float
    n_states: int
    n_texts: int
    n_splits: int


def of_state(
    same: Floats, *, seed: int, min_shared: int = text_matches.MIN_SHARED, n_splits: int = N_SPLITS
) -> SplitHalf | None:
    """Return how far the order of States by closeness to one is found again.

    Parameters
    ----------
    same : ndarray, shape (T, S)
        As from `text_matches.TextMatches.with_state`.
    seed : int
    min_shared : int
        Texts that a State must share with the one.
    n_splits : int
        At least 2.

    Returns
    -------
    SplitHalf or None
        None where there are fewer than twice `resampling.MIN_TEXTS` texts, or fewer than
        `MIN_OTHERS` States that share ``min_shared`` texts with the one.

    Raises
    ------
    AnalysisError
        If there are fewer than 2 splits.
    """
    if n_splits < 2:
        raise AnalysisError(
            "halves", found=f"{n_splits} splits", expected="2 or more", do="choose more"
        )
    is_known = np.isfinite(same)
    is_used = is_known.sum(axis=0) >= min_shared
    n_texts, n_states = len(same), int(is_used.sum())
    if n_texts < 2 * resampling.MIN_TEXTS or n_states < MIN_OTHERS:
        return None
    known, alike = is_known[:, is_used], np.nan_to_num(same[:, is_used])
    rng = np.random.default_rng(seed)
    correlations, kept = np.empty(n_splits), np.empty(n_splits)
    for split in range(n_splits):
        order = rng.permutation(n_texts)
        halves = [
            _shares(known[rows], alike[rows])
            for rows in (order[: n_texts // 2], order[n_texts // 2 :])
        ]
        correlations[split] = _correlation(*halves)
        kept[split] = _kept(*halves)
    (low, high), (kept_low, kept_high) = map(intervals.of_draws, (correlations, kept))
    return SplitHalf(
        correlation=float(np.nanmean(correlations)) if np.isfinite(low) else np.nan,
        correlation_low=float(low),
        correlation_high=float(high),
        kept=float(kept.mean()),
        kept_low=float(kept_low),
        kept_high=float(kept_high),
        chance=N_FIRST / n_states,
        n_states=n_states,
        n_texts=n_texts,
        n_splits=n_splits,
    )


def _shares(known: npt.NDArray[np.bool_], alike: Floats) -> Floats:
    """Return the share of texts on which each State went the same way; -1 where none tells."""
    n_known = known.sum(axis=0)
    return np.where(n_known > 0, alike.sum(axis=0) / np.maximum(n_known, 1), -1.0)


def _correlation(first: Floats, second: Floats) -> float:
    """Return Spearman's correlation of two orders; NaN where one of them has none."""
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return np.nan
    return float(stats.spearmanr(first, second).statistic)


def _kept(first: Floats, second: Floats) -> float:
    """Return the share of the first by the one that are first by the other; equals count in part.

    Where several share the last place, each is in by the share of places left for them.
    """
    return float((_is_first(first) * _is_first(second)).sum() / N_FIRST)


def _is_first(shares: Floats) -> Floats:
    """Return how far each State is among the first, 0 to 1; they add up to `N_FIRST`."""
    last = np.sort(shares)[-N_FIRST]
    is_sure, is_equal = shares > last, shares == last
    return np.where(is_sure, 1.0, np.where(is_equal, (N_FIRST - is_sure.sum()) / is_equal.sum(), 0))
