"""A yes-or-no question asked of many States on many texts, as one hierarchical logistic regression.

Beside what is known beforehand (`transitions`), four things have an effect of their own on the
log-odds: the State, the text, the text within a regional group, and the vote itself, whose day all
States share. None of these effects is known well, so each is drawn towards none: the more, the less
often it was seen. The effect of a vote is learnt so that one day's mood is not taken for the habit
of States; that of a vote still to come is not known.

A normal prior of an effect is the same as a ridge penalty on its indicator scaled by the spread, so
scikit-learn's logistic regression finds the posterior mode.

References
----------
Gelman, A. & Hill, J. (2007) *Data Analysis Using Regression and Multilevel/Hierarchical Models*,
chapter 14; Breslow, N. E. & Clayton, D. G. (1993), J. Am. Stat. Assoc. 88, 9-25.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

LEVELS = ("state", "text", "region", "vote")
"""What has an effect of its own; ``region`` is the text within a regional group."""

SPREAD = 4.0
"""Prior standard deviation of an effect, beside that of the weight of a standardised figure."""

MAX_ITERATIONS = 1000


@dataclass(frozen=True)
class LogitCells:
    """Whom, on what and when is asked: n cells of a State and vote.

    Attributes
    ----------
    figures : ndarray, shape (n, F)
        What was known beforehand.
    levels : dict of str to ndarray of int, shape (n,)
        For each of `LEVELS` the number of the cell's State, text, text within a regional group and
        vote; -1 where it has no effect that could be known, such as that of a vote to come.
    """

    figures: Array
    levels: dict[str, Places]

    def at(self, chosen: Flags | Places) -> LogitCells:
        """Return some of the cells."""
        return LogitCells(
            self.figures[chosen], {name: n[chosen] for name, n in self.levels.items()}
        )


@dataclass(frozen=True)
class FittedLogit:
    """What was learnt.

    Attributes
    ----------
    scale : StandardScaler
    weights : ndarray, shape (F,)
        Of the standardised figures.
    constant : float
    effects : dict of str to (ndarray of int, ndarray)
        For each of `LEVELS` the levels seen, sorted, and their effects in log-odds.
    """

    scale: StandardScaler
    weights: Array
    constant: float
    effects: dict[str, tuple[Places, Array]]


def fit(cells: LogitCells, answer: Flags, weight: Array, *, strength: float) -> FittedLogit:
    """Return the regression learnt from cells whose answer is known.

    Parameters
    ----------
    cells : LogitCells
    answer : ndarray of bool, shape (n,)
        Both answers must occur.
    weight : ndarray, shape (n,)
        How much each cell counts, 0 to 1.
    strength : float
        Prior variance of the weight of a standardised figure.
    """
    scale = StandardScaler().fit(cells.figures)
    parts = [sparse.csr_matrix(scale.transform(cells.figures))]
    seen = {}
    rows = np.arange(len(answer))
    for name in LEVELS:
        seen[name], column = np.unique(cells.levels[name], return_inverse=True)
        shape = (len(rows), len(seen[name]))
        parts.append(sparse.csr_matrix((np.full(len(rows), SPREAD), (rows, column)), shape))
    model = LogisticRegression(C=strength, max_iter=MAX_ITERATIONS)
    model.fit(sparse.hstack(parts, format="csr"), answer, sample_weight=weight)
    ends = np.cumsum([cells.figures.shape[1], *(len(levels) for levels in seen.values())])
    found = np.split(model.coef_[0], ends[:-1])
    return FittedLogit(
        scale=scale,
        weights=found[0],
        constant=float(model.intercept_[0]),
        effects={
            name: (seen[name], SPREAD * effect)
            for name, effect in zip(LEVELS, found[1:], strict=True)
        },
    )


def log_odds(fitted: FittedLogit, cells: LogitCells) -> Array:
    """Return the log-odds of Yes of each cell, shape (n,); a level never seen has no effect."""
    out = fitted.scale.transform(cells.figures) @ fitted.weights + fitted.constant
    for name in fitted.effects:
        out = out + _effect(fitted, cells, name)
    return np.asarray(out, dtype=np.float64)


def additions(fitted: FittedLogit, cells: LogitCells) -> tuple[Array, dict[str, Array]]:
    """Return what each figure (n, F) and each level (n,) adds to the log-odds of each cell.

    With the constant they make `log_odds`. A figure adds nothing where it is as it was on average
    in what the regression was learnt from.
    """
    figures = fitted.scale.transform(cells.figures) * fitted.weights
    effects = {name: _effect(fitted, cells, name) for name in fitted.effects}
    return np.asarray(figures, dtype=np.float64), effects


def _effect(fitted: FittedLogit, cells: LogitCells, name: str) -> Array:
    """Return the effect of a level on each cell, shape (n,); none of one never seen."""
    levels, effect = fitted.effects[name]
    place = np.minimum(np.searchsorted(levels, cells.levels[name]), len(levels) - 1)
    return np.where(levels[place] == cells.levels[name], effect[place], 0.0)
