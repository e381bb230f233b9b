"""How many States join a text at all: a stated prior, from the sizes of earlier texts.

The level of a new text is what its ranking cannot know. The prior is a normal distribution of the
log-odds of the share that joins, centred on the earlier texts as they stood, those of the same
class, field and family weighing more and old ones less. Its width is that of their sizes. The
weights are chosen and stated here; the back-test says how well the level was met. Of a text that is
open already the question is another: how many more join within a year.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit
from scipy.stats import norm

from analytics import asof
from data.errors import AnalysisError, fault

WEIGHT_OTHER_CLASS = 0.1
WEIGHT_SAME_FIELD = 2.0
WEIGHT_SAME_FAMILY = 4.0
"""Beside a text of the same class, which weighs 1; field and family multiply."""

HALF_LIFE_YEARS = 8.0
PRIOR_SHARE = 0.15
PRIOR_WEIGHT = 0.5
PRIOR_SPREAD = 1.0
"""Where there is no history: 15 % of States, give or take a factor e in the odds."""

N_QUANTILES = 40
AT = (np.arange(N_QUANTILES) + 0.5) / N_QUANTILES
YEAR = np.timedelta64(365, "D")
MIN_GROWN = 5


@dataclass(frozen=True)
class Sizes:
    """How many States a text may list.

    Attributes
    ----------
    quantiles : ndarray, shape (N_QUANTILES,)
        States, at evenly spaced probabilities; those already on the roster included.
    n_now : int
        On the roster already.
    n_texts : int
        Earlier texts that the prior rests on.
    """

    quantiles: npt.NDArray[np.float64]
    n_now: int
    n_texts: int

    @property
    def expected(self) -> float:
        """Mean number of States."""
        return float(self.quantiles.mean())

    def between(self, level: float = 0.9) -> tuple[float, float]:
        """Return the bounds that hold the number with a probability."""
        low, high = np.quantile(self.quantiles, [(1 - level) / 2, (1 + level) / 2])
        return float(low), float(high)


def prior(record: asof.Record, place: int) -> Sizes:
    """Return how many States a text may list in the end, as known on the morning it opens.

    Parameters
    ----------
    record : Record
    place : int
        Row of the text.
    """
    day = record.texts["opened"].to_numpy(dtype="datetime64[D]")[place]
    past, weight = _precedents(record, place, day)
    n_states = len(record.states)
    n_joined = record.known(day).joined[past].sum(axis=1)
    log_odds = np.log((n_joined + 0.5) / (n_states - n_joined + 0.5))
    start = np.log(PRIOR_SHARE / (1 - PRIOR_SHARE))
    total = weight.sum()
    centre = float((weight @ log_odds + PRIOR_WEIGHT * start) / (total + PRIOR_WEIGHT))
    variance = (weight @ (log_odds - centre) ** 2 + PRIOR_SPREAD**2) / (total + 1.0)
    n_effective = total**2 / max(float((weight**2).sum()), 1e-12)
    spread = float(np.sqrt(variance * (1 + 1 / (n_effective + 1))))
    share = expit(norm.ppf(AT, loc=centre, scale=spread))
    return Sizes(quantiles=share * n_states, n_now=0, n_texts=len(past))


def within_a_year(record: asof.Record, place: int, day: np.datetime64) -> Sizes:
    """Return how many States an open text may list a year after the morning of a day.

    What share of the States not yet listed joined in a year, once earlier texts of its class were
    as old as it is now. Texts that were closed by then count too, with nobody: whether a text goes
    on growing is part of what is not known.

    Raises
    ------
    AnalysisError
        If fewer than `MIN_GROWN` earlier texts have been open for so long.
    """
    opened = record.texts["opened"].to_numpy(dtype="datetime64[D]")
    age = day - opened[place]
    past, weight = _precedents(record, place, day)
    text_class = record.texts["text_class"].to_numpy(dtype=object)
    is_fit = (text_class[past] == text_class[place]) & (opened[past] + age + YEAR <= day)
    past, weight = past[is_fit], weight[is_fit]
    if len(past) < MIN_GROWN:
        raise AnalysisError(
            fault(
                "joining",
                found=f"{len(past)} earlier texts of its class that were open for so long",
                expected=f"at least {MIN_GROWN}",
                do="choose a text that opened later, or of another class",
            ),
            reason="too_little_to_learn",
        )
    joined = record.known(day).joined[past]
    before = joined & (record.joined_on[past] < (opened[past] + age)[:, None])
    after = joined & (record.joined_on[past] < (opened[past] + age + YEAR)[:, None])
    n_states = len(record.states)
    grown = (after.sum(axis=1) - before.sum(axis=1)) / np.maximum(n_states - before.sum(axis=1), 1)
    order = np.argsort(grown, kind="stable")
    reached = np.cumsum(weight[order]) - weight[order] / 2
    share = np.interp(AT, reached / weight.sum(), grown[order])
    n_now = int(record.known(day).joined[place].sum())
    return Sizes(quantiles=n_now + share * (n_states - n_now), n_now=n_now, n_texts=len(past))


def _precedents(
    record: asof.Record, place: int, day: np.datetime64
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return the texts opened before a day, and their weights for this one."""
    texts = record.texts
    opened = texts["opened"].to_numpy(dtype="datetime64[D]")
    past = np.flatnonzero((opened < day) & (np.arange(len(texts)) != place))
    is_class = (texts["text_class"] == texts["text_class"].iloc[place]).to_numpy()[past]
    is_field = (texts["field"] == texts["field"].iloc[place]).to_numpy()[past]
    is_family = (texts["family"] == texts["family"].iloc[place]).to_numpy()[past]
    years = (day - opened[past]).astype(np.float64) / 365.25
    weight = (
        np.where(is_class, np.where(is_field, WEIGHT_SAME_FIELD, 1.0), WEIGHT_OTHER_CLASS)
        * np.where(is_family, WEIGHT_SAME_FAMILY, 1.0)
        * 0.5 ** (years / HALF_LIFE_YEARS)
    )
    return past, weight
