"""How good probabilities were: ranking, level and calibration, with intervals over clusters.

The headline is the ranking *within* a text: of all pairs of a State that joined a text and one that
did not join the same text, the share in which the first was called more likely. Pairs across texts
flatter: who knows only how large a text is ranks those well. Rows of one cluster, the versions of
one text, hang together: intervals resample whole clusters.

References
----------
Hanley & McNeil 1982 on pairs; Brier 1950; Bradley, Schwartz & Hashino 2008 on the skill score;
Bröcker & Smith 2007 on consistency bands; the areas under curves are those of scikit-learn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import threadpoolctl
from scipy.stats import rankdata

from analytics import intervals
from data.errors import AnalysisError

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MEASURES = ("within", "auc", "ap", "brier", "bss", "log_loss", "p_at_n", "r_at_10")
"""Share of pairs within a text that are ranked right; area under the ROC curve of all rows
together, which knows of the sizes of texts too; average precision; Brier score; its skill over the
reference; mean log loss; precision among as many as joined (recall is the same there); share of the
joiners among the ten most likely."""

FLOOR = 1e-6
"""Probabilities are held so far from 0 and 1 in the log loss."""

CHANCE = 0.5
"""Share of pairs that a ranking by lot gets right."""

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
        Bounds of the 90 % interval over clusters.
    n_rows, n_yes, n_groups : int
        Rows, those that joined, and groups within which pairs are counted: texts, or questions
        about texts, of which one text may have several.
    """

    values: dict[str, float]
    low: dict[str, float]
    high: dict[str, float]
    n_rows: int
    n_yes: int
    n_groups: int

    @property
    def is_judged(self) -> bool:
        """Whether it can be told how sure the ranking and the skill are."""
        return not (np.isnan(self.low["within"]) or np.isnan(self.low["bss"]))

    @property
    def ranks_above_chance(self) -> bool:
        """Whether the whole interval of pairs ranked right lies above `CHANCE`."""
        return bool(self.low["within"] > CHANCE)

    @property
    def is_skilled(self) -> bool:
        """Whether the whole interval of the skill over the reference lies above 0."""
        return bool(self.low["bss"] > 0)


def score(
    probability: Array,
    answer: Flags,
    event: npt.NDArray[np.int64],
    reference: Array,
    *,
    seed: int,
    n_replicates: int = 400,
    cluster: npt.NDArray[np.int64] | None = None,
) -> Scores:
    """Return how good probabilities were.

    Parameters
    ----------
    probability : ndarray, shape (n,)
    answer : ndarray of bool, shape (n,)
    event : ndarray of int, shape (n,)
        Number of the group, a text or a question about one: pairs are counted within it.
    reference : ndarray, shape (n,)
        Probabilities over which skill is counted.
    seed : int
    n_replicates : int
        0 for no interval.
    cluster : ndarray of int, shape (n,), optional
        Rows with one number are resampled together; those of one event when not given.

    Raises
    ------
    AnalysisError
        If there is no row.
    """
    if len(answer) == 0:
        raise AnalysisError(
            "back-test",
            found="no row to score",
            expected="at least one",
            do="choose another set of texts or States",
        )
    events, number = np.unique(event, return_inverse=True)
    clusters, member = np.unique(event if cluster is None else cluster, return_inverse=True)
    texts = [number == n for n in range(len(events))]
    order = np.argsort(-probability, kind="stable")
    rows = _Rows(
        probability=probability[order],
        answer=answer[order],
        number=member[order],
        brier=((probability - answer) ** 2)[order],
        against=((reference - answer) ** 2)[order],
        surprise=-np.log(np.clip(np.where(answer, probability, 1 - probability), FLOOR, 1))[order],
        at_top=np.array([_at_top(probability[here], answer[here]) for here in texts]),
        pairs=np.array([_pairs(probability[here], answer[here]) for here in texts]),
        cluster_of=np.array([member[here][0] for here in texts]),
    )
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    n = len(clusters)
    with threadpoolctl.threadpool_limits(limits=1):  # many small products: threads would only wait
        values = _measured(rows, np.ones(n))
        drawn = [
            _measured(rows, np.bincount(rng.integers(n, size=n), minlength=n))
            for _ in range(n_replicates)
        ]
    low = high = np.full(len(MEASURES), np.nan)
    if drawn and n > 1:
        low, high = intervals.of_draws(np.array(drawn))
    return Scores(
        values=dict(zip(MEASURES, values.tolist(), strict=True)),
        low=dict(zip(MEASURES, low.tolist(), strict=True)),
        high=dict(zip(MEASURES, high.tolist(), strict=True)),
        n_rows=len(answer),
        n_yes=int(answer.sum()),
        n_groups=len(events),
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
        low, high = intervals.of_draws(drawn.mean(axis=1))
        rows.append(
            (len(part), probability[part].mean(), answer[part].mean(), float(low), float(high))
        )
    return pd.DataFrame(rows, columns=["n", "predicted", "observed", "low", "high"])


def mean_gap(table: pd.DataFrame) -> float:
    """Return the mean difference between predicted and observed over the bins, 0 to 1."""
    return float((table["predicted"] - table["observed"]).abs().mean())


@dataclass(frozen=True)
class _Rows:
    """What is scored, the most likely first, so that a resample is a weight a row."""

    probability: Array
    answer: Flags
    number: npt.NDArray[np.int64]
    brier: Array
    against: Array
    surprise: Array
    at_top: Array
    pairs: Array
    cluster_of: npt.NDArray[np.int64]


def _measured(rows: _Rows, times: npt.NDArray[np.number]) -> Array:
    """Return the values of `MEASURES`, each event counting so many times."""
    weight = times[rows.number].astype(np.float64)
    total = weight.sum()
    against = float(weight @ rows.against)
    of_text = times[rows.cluster_of]
    hits, n_hits, at_ten, n_ten = of_text @ rows.at_top
    right, n_pairs = of_text @ rows.pairs
    auc, precision = _ranking(rows, weight)
    return np.array(
        [
            right / n_pairs if n_pairs else np.nan,
            auc,
            precision,
            float(weight @ rows.brier) / total,
            1 - float(weight @ rows.brier) / against if against > 0 else np.nan,
            float(weight @ rows.surprise) / total,
            hits / n_hits if n_hits else np.nan,
            at_ten / n_ten if n_ten else np.nan,
        ]
    )


def _ranking(rows: _Rows, weight: Array) -> tuple[float, float]:
    """Return the area under the ROC curve and the average precision of weighted rows.

    As scikit-learn defines them, on rows that are sorted already: thousands of resamples of the
    same rows need no further sorting.
    """
    is_last = np.append(np.diff(rows.probability) != 0, np.True_)
    yes = np.cumsum(weight * rows.answer)[is_last]
    no = np.cumsum(weight * ~rows.answer)[is_last]
    if yes[-1] == 0:
        return np.nan, np.nan
    called = np.maximum(yes + no, 1e-12)
    precision = float(np.diff(yes, prepend=0.0) @ (yes / called)) / yes[-1]
    if no[-1] == 0:
        return np.nan, precision
    area = np.trapezoid(np.append(0.0, yes), np.append(0.0, no))
    return float(area / (yes[-1] * no[-1])), precision


def _pairs(probability: Array, answer: Flags) -> Array:
    """Return the pairs ranked right, ties by half, and all pairs (2,)."""
    n_yes = int(answer.sum())
    above = rankdata(probability)[answer].sum() - n_yes * (n_yes + 1) / 2
    return np.array([above, n_yes * (len(answer) - n_yes)], dtype=np.float64)


def _at_top(probability: Array, answer: Flags) -> Array:
    """Return the joiners among the n most likely and n, among the ten most likely and n."""
    n_yes = int(answer.sum())
    order = np.argsort(-probability, kind="stable")
    return np.array(
        [answer[order[:n_yes]].sum(), n_yes, answer[order[:TOP]].sum(), n_yes], dtype=np.float64
    )
