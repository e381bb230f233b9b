"""How many more States join an open text within a year, from how others grew.

A precedent is a text of treaty or political kind, seen at some days after its opening, whose roster
was read a year after that or later: a list of the closing day says nothing about the year after.
The logarithm of the share of the others that joins in the year is regressed on how long the text
had been open, on how many had signed, and on the pace of the last half year, with a stated prior on
each coefficient; each text counts once, however often it was seen.

References
----------
Gelman, A. et al. (2013). *Bayesian Data Analysis*, 14.8 (regression with prior information).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import norm

from analytics.joining.coalition_sizes import AT, CoalitionSizes
from analytics.joining.history import History
from data.errors import AnalysisError

Array = npt.NDArray[np.float64]

HORIZON_DAYS = 365
SEEN_AFTER_DAYS = (30, 90, 180, 365, 730)
"""Days after opening at which precedents are seen, and at which forecasts are tested."""

PACE_DAYS = 180
MAX_AMBIGUOUS = 0.2
"""Share of a roster's joiners that may lie on either side of a day by what is known of theirs."""

OTHER_CLASS = 0.5
"""Weight of a precedent of the other class."""

MIN_PRECEDENTS = 5

PRIOR_MEAN = np.array([np.log(0.05), 0.0, -0.3, 0.4, 0.3])
PRIOR_PRECISION = np.array([0.01, 1.0, 2.0, 2.0, 2.0])
"""Weights of the constant, of being a treaty, and of the logarithms of the years open, of
signatories by those who have not signed, and of the pace by the same."""

LEAST = 0.5
"""Fewer States than this are none."""


def precedents(history: History) -> pd.DataFrame:
    """Return the precedents: texts that could be seen to grow, at some days after opening.

    Returns
    -------
    DataFrame
        ``place, days, day, known_on, n_before, pace, n_joined``: a row a text and day.
        ``known_on`` is the day from which it is known who joined within the year; ``pace`` those
        who joined in the last `PACE_DAYS`, signatories of the opening day apart.
    """
    rows = []
    read_to = history.texts["read_to"].to_numpy(dtype="datetime64[D]")
    year = np.timedelta64(HORIZON_DAYS, "D")
    for place in np.flatnonzero(history.texts["text_class"].isin(["treaty", "political"])).tolist():
        for days in SEEN_AFTER_DAYS:
            day = history.opened[place] + np.timedelta64(days, "D")
            ends = day + year
            if ends > read_to[place] or _ambiguous(history, place, day, ends) > MAX_AMBIGUOUS:
                continue
            n_before, pace = n_signed(history, place, day)
            joined_on = history.joined_on[place]
            n_joined = int((history.joined[place] & (joined_on >= day) & (joined_on < ends)).sum())
            rows.append((place, days, day, ends, n_before, pace, n_joined))
    columns = ["place", "days", "day", "known_on", "n_before", "pace", "n_joined"]
    return pd.DataFrame(rows, columns=columns)


def n_signed(history: History, place: int, day: np.datetime64) -> tuple[int, int]:
    """Return how many had signed by the morning of a day, and how many of them of late."""
    known = history.known(day).joined[place]
    since = max(
        history.opened[place] + np.timedelta64(1, "D"), day - np.timedelta64(PACE_DAYS, "D")
    )
    return int(known.sum()), int((known & (history.joined_on[place] >= since)).sum())


def within_a_year(
    history: History, place: int, day: np.datetime64, precedents: pd.DataFrame
) -> CoalitionSizes:
    """Return how many States an open text may list a year after the morning of a day.

    Parameters
    ----------
    history : History
    place : int
        Row of the text.
    day : datetime64[D]
    precedents : DataFrame
        From `precedents`; only what is known on the day is used, and never the text itself.

    Raises
    ------
    AnalysisError
        If there are fewer than `MIN_PRECEDENTS` texts to go by.
    """
    is_known = precedents["known_on"].to_numpy(dtype="datetime64[D]") <= day
    used = precedents[is_known & (precedents["place"] != place).to_numpy(dtype=bool)]
    n_texts = used["place"].nunique()
    if n_texts < MIN_PRECEDENTS:
        raise AnalysisError(
            "joining",
            found=f"{n_texts} earlier texts that could be seen to grow for so long",
            expected=f"at least {MIN_PRECEDENTS}",
            do="choose a text that opened later",
            reason="too_little_to_learn",
        )
    n_states = len(history.states)
    classes = history.texts["text_class"].to_numpy(dtype=object)
    is_treaty = classes == "treaty"
    columns = [used[name].to_numpy(dtype=np.float64) for name in ("days", "n_before", "pace")]
    table = _terms(is_treaty[used["place"]], *columns, n_states=n_states)
    n_joined, n_before = (used[name].to_numpy(np.float64) for name in ("n_joined", "n_before"))
    answer = np.log((n_joined + 0.5) / (n_states - n_before))
    is_class = classes[used["place"]] == classes[place]
    n_seen = used.groupby("place")["place"].transform("size").to_numpy(dtype=np.float64)
    weight = np.where(is_class, 1.0, OTHER_CLASS) / n_seen
    precision = (table * weight[:, None]).T @ table + np.diag(PRIOR_PRECISION)
    told = (table * weight[:, None]).T @ answer + PRIOR_PRECISION * PRIOR_MEAN
    found = np.linalg.solve(precision, told)
    variance = float((weight @ (answer - table @ found) ** 2 + 1.0) / (weight.sum() + 1.0))
    n_now, pace = n_signed(history, place, day)
    age = float((day - history.opened[place]).astype(np.int64))
    here = _terms(
        is_treaty[[place]], np.array([age]), np.array([n_now]), np.array([pace]), n_states=n_states
    )[0]
    spread = np.sqrt(variance * (1 + here @ np.linalg.solve(precision, here)))
    rest = n_states - n_now
    grown = np.exp(norm.ppf(AT, loc=here @ found, scale=spread)) * rest
    grown = np.minimum(np.where(grown < LEAST, 0.0, grown), rest)
    return CoalitionSizes(quantiles=n_now + grown, n_now=n_now, n_texts=n_texts)


def _terms(
    is_treaty: npt.NDArray[np.bool_], days: Array, n_before: Array, pace: Array, *, n_states: int
) -> Array:
    """Return what growth is regressed on (n, 5)."""
    rest = np.maximum(n_states - n_before, 1.0)
    return np.column_stack(
        [
            np.ones(len(days)),
            is_treaty,
            np.log(np.maximum(days, 15.0) / 365),
            np.log((n_before + 1) / rest),
            np.log((pace + 0.5) / rest),
        ]
    )


def _ambiguous(history: History, place: int, day: np.datetime64, ends: np.datetime64) -> float:
    """Return the larger share of joiners that may lie on either side of one of the two days."""
    joined = history.joined[place]
    first, last = history.joined_from[place], history.joined_on[place]
    shares = [(joined & (first < at) & (last >= at)).sum() for at in (day, ends)]
    return float(max(shares) / max(int(joined.sum()), 1))
