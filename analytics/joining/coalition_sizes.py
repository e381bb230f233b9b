"""How many States a text may list in the end: a stated prior, from the sizes of earlier texts.

The level of a new text is what a ranking of States cannot know. The log-odds of the share of States
that joins are taken as a Gaussian process over texts: two texts are the more alike in size the more
they share of class, kind, field, family and carriers. How much each of these counts is stated
below, in round numbers near those of greatest likelihood on all texts; the back-test says how well
the sizes were met, and what is lost if the numbers are chosen anew before each text.

Only texts count whose window of joining was over on the day, or that had been open for as long as
most take: a roster that still grows is no precedent. Of a text that is open already the question is
another: how many more join within a year (`roster_growth`).

References
----------
Rasmussen, C. E. & Williams, C. K. I. (2006). *Gaussian Processes for Machine Learning*, 2.2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit
from scipy.stats import norm, triang

from analytics import intervals
from analytics.joining.history import History
from data.errors import AnalysisError

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

CENTRE = -1.7
"""Log-odds of a share of 15 %: what is expected of a text of which there are no precedents."""

VARIANCES = {
    "any": 0.3,
    "class": 0.6,
    "field": 0.03,
    "kind": 0.1,
    "family": 0.1,
    "carriers": 0.2,
}
"""How much of the variance of the log-odds texts share that have these in common."""

FAMILY_YEARS = 8.0
"""Versions of a text so far apart are alike by a factor e less."""

OWN_VARIANCE = {"treaty": 0.8, "resolution": 0.05, "paper": 0.5, "political": 0.4}
"""What is each text's own, by class."""

OPEN_DAYS = {"treaty": 5 * 365, "resolution": 60, "paper": 1, "political": 365}
"""Days after which a text that is not closed counts as a precedent."""

N_QUANTILES = 200
AT = (np.arange(N_QUANTILES) + 0.5) / N_QUANTILES


@dataclass(frozen=True)
class CoalitionSizes:
    """How many States a text may list.

    Attributes
    ----------
    quantiles : ndarray, shape (N_QUANTILES,)
        States, at evenly spaced probabilities; those already on the roster included.
    n_now : int
        On the roster already.
    n_texts : int
        Earlier texts that it rests on; 0 where the desk stated it.
    is_stated : bool
        The desk's own number, not the model's: nothing that follows from it was tested.
    """

    quantiles: Array
    n_now: int
    n_texts: int
    is_stated: bool = False

    @property
    def expected(self) -> float:
        """Mean number of States."""
        return float(self.quantiles.mean())

    @property
    def growth(self) -> float:
        """Probability that anybody joins at all, 0 to 1."""
        return float((self.quantiles > self.n_now).mean())

    def between(self, level: float = intervals.LEVEL) -> tuple[float, float]:
        """Return the bounds that hold the number with a probability."""
        low, high = np.quantile(self.quantiles, [(1 - level) / 2, (1 + level) / 2])
        return float(low), float(high)


def prior(history: History, place: int, day: np.datetime64 | None = None) -> CoalitionSizes:
    """Return how many States a text may list in the end, as known on a morning.

    Parameters
    ----------
    history : History
    place : int
        Row of the text.
    day : datetime64[D], optional
        The day it opens when not given.
    """
    when = history.opened[place] if day is None else day
    joined = history.known(when).joined
    past = np.flatnonzero(is_settled(history, when) & joined.any(axis=1))
    past = past[past != place]
    n_states = len(history.states)
    own = np.array([OWN_VARIANCE[name] for name in history.texts["text_class"]])
    asked = np.array([place])
    centre, variance = CENTRE, float(_shared(history, asked, asked)[0, 0] + own[place])
    if len(past):
        n = joined[past].sum(axis=1)
        log_odds = np.log((n + 0.5) / (n_states - n + 0.5)) - CENTRE
        shared = _shared(history, asked, past)[0]
        solved = np.linalg.solve(
            _shared(history, past, past) + np.diag(own[past]), np.column_stack([log_odds, shared])
        )
        centre += float(shared @ solved[:, 0])
        variance -= float(shared @ solved[:, 1])
    share = expit(norm.ppf(AT, loc=centre, scale=np.sqrt(variance)))
    return CoalitionSizes(quantiles=share * n_states, n_now=0, n_texts=len(past))


def stated(low: float, likely: float, high: float, *, n_now: int, n_states: int) -> CoalitionSizes:
    """Return the desk's own number, with its range: a triangular distribution.

    Parameters
    ----------
    low, likely, high : float
        States, those on the roster included.
    n_now : int
        On the roster already.
    n_states : int
        UN members.

    Raises
    ------
    AnalysisError
        If the numbers are out of order, below what is listed or above the number of members.
    """
    if not n_now <= low <= likely <= high <= n_states:
        raise AnalysisError(
            "the desk's own number",
            found=f"{low:g}, {likely:g}, {high:g}",
            expected=f"{n_now} (listed now) ≤ lowest ≤ likely ≤ highest ≤ {n_states}",
            do="correct it",
            reason="size_out_of_range",
        )
    if high == low:
        quantiles = np.full(N_QUANTILES, float(likely))
    else:
        width = high - low
        quantiles = triang.ppf(AT, (likely - low) / width, loc=low, scale=width)
    return CoalitionSizes(quantiles=np.asarray(quantiles), n_now=n_now, n_texts=0, is_stated=True)


def is_settled(history: History, day: np.datetime64) -> Flags:
    """Return which rosters had as many names as they were going to have by a day (T,)."""
    return np.asarray((settled_on(history) <= day) & (history.opened < day))


def settled_on(history: History) -> npt.NDArray[np.datetime64]:
    """Return the first morning on which each roster counts as settled (T,).

    A text that was closed counts from the day after its window, where that is known; otherwise from
    the day after its roster was read. One that is open counts once it had been open for
    `OPEN_DAYS`.
    """
    texts = history.texts
    closed_on = texts["closed_on"].to_numpy(dtype="datetime64[D]")
    read_to = texts["read_to"].to_numpy(dtype="datetime64[D]")
    days = np.array([OPEN_DAYS[name] for name in texts["text_class"]]).astype("timedelta64[D]")
    is_open = texts["is_open"].to_numpy(dtype=bool)
    last = np.where(
        is_open, history.opened + days, np.where(np.isnat(closed_on), read_to, closed_on)
    )
    return np.asarray(last + np.timedelta64(1, "D"))


def _shared(history: History, some: npt.NDArray[np.int64], others: npt.NDArray[np.int64]) -> Array:
    """Return the covariance of the log-odds of two sets of texts."""
    texts = history.texts

    def alike(column: str) -> Flags:
        values = texts[column].to_numpy()
        return np.asarray(values[some][:, None] == values[others][None])

    is_class = alike("text_class")
    years = np.abs(
        (history.opened[some][:, None] - history.opened[others][None]).astype(np.float64) / 365.25
    )
    return np.asarray(
        VARIANCES["any"]
        + VARIANCES["class"] * is_class
        + VARIANCES["field"] * (is_class & alike("field"))
        + VARIANCES["kind"] * (is_class & alike("kind"))
        + VARIANCES["family"] * alike("family") * np.exp(-years / FAMILY_YEARS)
        + VARIANCES["carriers"] * is_class * _carriers_alike(history, some, others)
    )


def _carriers_alike(
    history: History, some: npt.NDArray[np.int64], others: npt.NDArray[np.int64]
) -> Array:
    """Return how many carriers two texts share, as a cosine, 0 to 1."""
    carried = history.carried.astype(np.float64)
    length = np.maximum(np.sqrt(carried.sum(axis=1, keepdims=True)), 1.0)
    return np.asarray((carried / length)[some] @ (carried / length)[others].T)
