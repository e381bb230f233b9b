"""What came out beside what had been foretold of it: surprises, and the score of a count.

A surprise is as large as what happened was unlikely. Some are due: of a hundred answers given a
chance of 5 %, five are to come. So the number that came stands beside the number that was due.

References
----------
Brier, G. W. (1950). Verification of forecasts expressed in terms of probability. *Monthly Weather
Review*, 78(1), 1-3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.errors import AnalysisError

SIZES: Mapping[str, float] = {"great": 0.05, "clear": 0.2}
"""Sizes of a surprise, and below which probability of what happened each begins."""


@dataclass(frozen=True)
class Surprises:
    """States that did what was unlikely of them.

    Attributes
    ----------
    states : DataFrame
        ``iso3, outcome, probability, size``: the least likely first; ``size`` is one of `SIZES`.
    n_answered : int
        States that answered and of which there was a forecast.
    n_due : float
        Surprises that were due among them, had each probability been right.
    left_out : DataFrame
        ``iso3, reason``: States that answered without a forecast (``no_forecast``).
    """

    states: pd.DataFrame
    n_answered: int
    n_due: float
    left_out: pd.DataFrame


@dataclass(frozen=True)
class CountScore:
    """The forecast of a count, once it is over.

    Attributes
    ----------
    n : int
        States with a forecast and a known outcome.
    n_happened : int
        Those of them that did what was forecast the chance of.
    brier : float
        Mean square of the error of the probabilities, 0 to 1.
    brier_base : float
        The same, had every State been given the base rate.
    base_rate : float
    brier_last : float
        The same, had every State been sure to do as last time; missing where there was none.
    counted, low, high : int
        The count as it came out, and the bounds within which nine cases of ten were foretold.
    left_out : DataFrame
        ``iso3, reason``: ``no_forecast``, or ``no_outcome``.
    """

    n: int
    n_happened: int
    brier: float
    brier_base: float
    base_rate: float
    brier_last: float
    counted: int
    low: int
    high: int
    left_out: pd.DataFrame

    @property
    def is_within(self) -> bool:
        """Whether the count lay within the bounds."""
        return self.low <= self.counted <= self.high


def surprises(probabilities: pd.DataFrame, answers: Mapping[str, str]) -> Surprises:
    """Return the States that did what was unlikely of them.

    Parameters
    ----------
    probabilities : DataFrame
        A row a State, by iso3; a column an outcome. Rows add up to 1.
    answers : mapping of str to str
        Outcome by State.

    Raises
    ------
    AnalysisError
        If an answer is none of the outcomes.

    Examples
    --------
    >>> p = pd.DataFrame({"Y": [0.97, 0.5], "N": [0.03, 0.5]}, index=["NLD", "KEN"])
    >>> found = surprises(p, {"NLD": "N", "KEN": "Y"})
    >>> found.states[["iso3", "size"]].to_dict("records"), found.n_due
    ([{'iso3': 'NLD', 'size': 'great'}], 0.03)
    """
    strange = sorted(set(answers.values()) - set(probabilities.columns))
    if strange:
        raise AnalysisError(
            "surprises",
            found=f"the answer {strange[0]!r}",
            expected="one of " + ", ".join(map(str, probabilities.columns)),
            do="correct it",
        )
    told = [iso3 for iso3 in answers if iso3 in probabilities.index]
    rows = probabilities.loc[told].to_numpy(dtype=np.float64)
    column = pd.Index(probabilities.columns).get_indexer(
        pd.Index([answers[iso3] for iso3 in told], dtype=object)
    )
    chance = rows[np.arange(len(told)), column]
    most = max(SIZES.values())
    frame = pd.DataFrame(
        {
            "iso3": pd.Series(told, dtype=object),
            "outcome": pd.Series([answers[iso3] for iso3 in told], dtype=object),
            "probability": chance,
            "size": pd.Series([size(p) for p in chance], dtype=object),
        }
    )
    frame = frame[frame["size"] != ""].sort_values(["probability", "iso3"], ignore_index=True)
    return Surprises(
        states=frame,
        n_answered=len(told),
        n_due=float(np.where(rows < most, rows, 0.0).sum()),
        left_out=_reasons([iso3 for iso3 in answers if iso3 not in set(told)], "no_forecast"),
    )


def size(probability: float) -> str:
    """Return how large a surprise is by the probability of what happened; empty if it is none.

    Examples
    --------
    >>> size(0.01), size(0.1), size(0.6)
    ('great', 'clear', '')
    """
    return next((name for name, below in SIZES.items() if probability < below), "")


def score(
    probability: Mapping[str, float],
    happened: Mapping[str, bool],
    *,
    base_rate: float,
    counted: int,
    low: int,
    high: int,
    last: Mapping[str, bool] | None = None,
) -> CountScore:
    """Score a forecast of a count against what came out.

    Parameters
    ----------
    probability : mapping of str to float
        That a State does it, by iso3.
    happened : mapping of str to bool
        Whether it did.
    base_rate : float
        Share that was expected to, nothing known of any State: what the forecast has to beat.
    counted, low, high : int
        The count, and the bounds foretold of it.
    last : mapping of str to bool, optional
        Whether it did last time; States that it does not hold are given the base rate.

    Raises
    ------
    AnalysisError
        If no State has both a forecast and an outcome.
    """
    both = [iso3 for iso3 in probability if iso3 in happened]
    if not both:
        raise AnalysisError(
            "the score of a count",
            found="no State with a forecast and an outcome",
            expected="at least one",
            do="enter what came out first",
            reason="nobody_to_ask",
        )
    outcome = np.array([happened[iso3] for iso3 in both], dtype=np.float64)

    def brier(given: Mapping[str, float | bool]) -> float:
        said = np.array([given.get(iso3, base_rate) for iso3 in both], dtype=np.float64)
        return float(((said - outcome) ** 2).mean())

    return CountScore(
        n=len(both),
        n_happened=int(outcome.sum()),
        brier=brier(probability),
        brier_base=brier({}),
        base_rate=base_rate,
        brier_last=float("nan") if last is None else brier(last),
        counted=counted,
        low=low,
        high=high,
        left_out=pd.concat(
            [
                _reasons(sorted(set(happened) - set(probability)), "no_forecast"),
                _reasons(sorted(set(probability) - set(happened)), "no_outcome"),
            ],
            ignore_index=True,
        ),
    )


def _reasons(states: list[str], reason: str) -> pd.DataFrame:
    """Return States that are left out, with the reason."""
    return pd.DataFrame({"iso3": pd.Series(states, dtype=object)}).assign(reason=reason)
