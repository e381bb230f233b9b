"""How good probabilities were: ranking, level and calibration, with intervals over events.

Rows of one event, the States on one text, hang together: intervals resample whole events.

References
----------
Brier 1950; Bradley, Schwartz & Hashino 2008 on the skill score; Bröcker & Smith 2007 on
consistency bands; scikit-learn for the areas under curves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.metrics import average_precision_score, roc_auc_score

from data.errors import AnalysisError, fault

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MEASURES = ("auc", "ap", "brier", "bss", "log_loss", "p_at_n", "r_at_10")
"""Area under the ROC curve; average precision; Brier score; its skill over the reference; mean log
loss; precision among as many as joined (recall is the same there); share of the joiners among the
ten most likely."""

FLOOR = 1e-6
"""Probabilities are held so far from 0 and 1 in the log loss."""

TOP = 10
N_BINS = 10


@dataclass(frozen=True)
class Scores:
    """How good the probabilities of some rows were.

    Attributes
    ----------
    values : dict of str to float
        Of `MEASURES`; missing where they cannot be told.
    low, high : dict of str to float
        Bounds of the 90 % interval over events.
    n_rows, n_yes, n_events : int
    """

    values: dict[str, float]
    low: dict[str, float]
    high: dict[str, float]
    n_rows: int
    n_yes: int
    n_events: int


def score(
    probability: Array,
    answer: Flags,
    event: npt.NDArray[np.int64],
    reference: Array,
    *,
    seed: int,
    n_replicates: int = 400,
) -> Scores:
    """Return how good probabilities were.

    Parameters
    ----------
    probability : ndarray, shape (n,)
    answer : ndarray of bool, shape (n,)
    event : ndarray of int, shape (n,)
        Rows with one number are resampled together.
    reference : ndarray, shape (n,)
        Probabilities over which skill is counted.
    seed : int
    n_replicates : int
        0 for no interval.

    Raises
    ------
    AnalysisError
        If there is no row.
    """
    if len(answer) == 0:
        raise AnalysisError(
            fault(
                "back-test",
                found="no row to score",
                expected="at least one",
                do="choose another set of texts or States",
            )
        )
    events = np.unique(event)
    rows_of = [np.flatnonzero(event == one) for one in events]
    at_top = np.array([_at_top(probability[r], answer[r]) for r in rows_of])

    def measured(picked: npt.NDArray[np.int64]) -> Array:
        rows = np.concatenate([rows_of[one] for one in picked])
        return _measured(probability[rows], answer[rows], reference[rows], at_top[picked])

    values = measured(np.arange(len(events)))
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    drawn = [measured(rng.integers(len(events), size=len(events))) for _ in range(n_replicates)]
    bounds = np.full((2, len(MEASURES)), np.nan)
    if drawn and len(events) > 1:
        bounds = _bounds(np.array(drawn))
    return Scores(
        values=dict(zip(MEASURES, values.tolist(), strict=True)),
        low=dict(zip(MEASURES, bounds[0].tolist(), strict=True)),
        high=dict(zip(MEASURES, bounds[1].tolist(), strict=True)),
        n_rows=len(answer),
        n_yes=int(answer.sum()),
        n_events=len(events),
    )


def reliability(
    probability: Array, answer: Flags, *, seed: int, n_bins: int = N_BINS, n_replicates: int = 400
) -> pd.DataFrame:
    """Return predicted beside observed, in bins of equally many rows.

    Returns
    -------
    DataFrame
        ``n, predicted, observed, low, high``: a row a bin. ``low, high`` bound the share that
        would be observed in 90 of 100 cases if the probabilities were right.
    """
    order = np.argsort(probability, kind="stable")
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    rows = []
    for part in np.array_split(order, min(n_bins, len(order))):
        drawn = rng.random((n_replicates, len(part))) < probability[part]
        low, high = np.quantile(drawn.mean(axis=1), [0.05, 0.95])
        rows.append(
            (len(part), probability[part].mean(), answer[part].mean(), float(low), float(high))
        )
    return pd.DataFrame(rows, columns=["n", "predicted", "observed", "low", "high"])


def mean_gap(table: pd.DataFrame) -> float:
    """Return the mean difference between predicted and observed over the bins, 0 to 1."""
    return float((table["predicted"] - table["observed"]).abs().mean())


def _measured(probability: Array, answer: Flags, reference: Array, at_top: Array) -> Array:
    """Return the values of `MEASURES`."""
    n_yes = int(answer.sum())
    brier = float(((probability - answer) ** 2).mean())
    against = float(((reference - answer) ** 2).mean())
    held = np.clip(np.where(answer, probability, 1 - probability), FLOOR, 1.0)
    can_rank = 0 < n_yes < len(answer)
    hits, n_hits, at_ten, n_ten = at_top.sum(axis=0)
    return np.array(
        [
            float(roc_auc_score(answer, probability)) if can_rank else np.nan,
            float(average_precision_score(answer, probability)) if n_yes else np.nan,
            brier,
            1 - brier / against if against > 0 else np.nan,
            float(-np.log(held).mean()),
            hits / n_hits if n_hits else np.nan,
            at_ten / n_ten if n_ten else np.nan,
        ]
    )


def _at_top(probability: Array, answer: Flags) -> Array:
    """Return the joiners among the n most likely and n, among the ten most likely and n."""
    n_yes = int(answer.sum())
    order = np.argsort(-probability, kind="stable")
    return np.array(
        [answer[order[:n_yes]].sum(), n_yes, answer[order[:TOP]].sum(), n_yes], dtype=np.float64
    )


def _bounds(drawn: Array) -> Array:
    """Return the 5 and 95 % quantiles of each column, of the draws where it can be told."""
    out = np.full((2, drawn.shape[1]), np.nan)
    for column in range(drawn.shape[1]):
        told = drawn[np.isfinite(drawn[:, column]), column]
        if len(told):
            out[:, column] = np.quantile(told, [0.05, 0.95])
    return out
