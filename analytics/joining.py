"""The probability that a State joins a text, from what was known before.

`learning` says who joins, given how many. The level of the text asked about comes from
`sizes`, such that the probabilities add up to the number of States expected.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit

from analytics import asof, sizes
from analytics.joining_features import Features, reason_of
from analytics.learning import Array, Model, level_for, score
from data.errors import AnalysisError, fault

N_DRAWS = 100

LATE_SHRINKAGE = 0.7
"""What is left of the differences between States once a text has been open for a while: those most
likely to join have joined. Measured on the second halves of the seven texts whose rosters grew over
time (`backtest.second_halves`): 0.7 fits them best, 1 clearly worse.
"""


@dataclass(frozen=True)
class Prediction:
    """Who joins one text, as known on the morning of a day.

    Attributes
    ----------
    instrument_id : str
    day : datetime64[D]
    states : tuple of str
        The S UN members.
    status : ndarray of str, shape (S,)
        ``listed`` (joined already), ``open``, or ``no_basis`` (too little history to say).
    probability : ndarray, shape (S,)
        0 to 1; missing unless open.
    low, high : ndarray, shape (S,)
        Bounds of the 90 % interval, had other texts been there to learn from. The size is taken as
        expected; how unsure it is, ``sizes`` says.
    is_late : bool
        The text was open: the probability is that of joining within a year.
    level : float
        Log-odds of a State that is like the average of those not listed.
    contributions : ndarray, shape (S, F)
        What each feature adds to the log-odds; with the level they add up to the prediction.
    names, families : tuple of str
        Of the features.
    was_on_family : ndarray of bool, shape (S,)
        On an earlier text of the family.
    draws : ndarray, shape (D, S)
        Log-odds under each draw of model and size.
    sizes : Sizes
        How many States the text may list.
    model : Model
    """

    instrument_id: str
    day: np.datetime64
    states: tuple[str, ...]
    status: npt.NDArray[np.str_]
    probability: Array
    low: Array
    high: Array
    is_late: bool
    level: float
    contributions: Array
    names: tuple[str, ...]
    families: tuple[str, ...]
    was_on_family: npt.NDArray[np.bool_]
    draws: Array
    sizes: sizes.Sizes
    model: Model

    @property
    def base_rate(self) -> float:
        """Share of the States not yet listed that is expected to join."""
        n_open = int((self.status != "listed").sum())
        return (self.sizes.expected - self.sizes.n_now) / max(n_open, 1)


def predict(
    record: asof.Record,
    place: int,
    model: Model,
    found: Features,
    *,
    day: np.datetime64,
    seed: int,
) -> Prediction:
    """Return who joins a text, as known on the morning of a day.

    Parameters
    ----------
    record : Record
    place : int
        Row of the text.
    model : Model
        Fitted on that day or before.
    found : Features
        Of the text on that day.
    day : datetime64[D]
    seed : int
        Of the pairing of model draws and sizes.

    Raises
    ------
    AnalysisError
        If every State is listed already.
    """
    listed = record.known(day).joined[place]
    is_open = ~listed & found.has_basis
    if not is_open.any():
        raise AnalysisError(
            fault(
                "joining",
                found="no State that could still join",
                expected="at least one",
                do="choose another text",
            ),
            reason="nobody_to_ask",
        )
    is_late = day > record.texts["opened"].to_numpy(dtype="datetime64[D]")[place]
    size = sizes.within_a_year(record, place, day) if is_late else sizes.prior(record, place)
    shrinkage = LATE_SHRINKAGE if is_late else 1.0
    contributions = score(model, found.values, ~listed) * shrinkage
    share_open = is_open.sum() / (~listed).sum()
    wanted = np.minimum((size.quantiles - size.n_now) * share_open, is_open.sum() - 1e-6)
    central = contributions.sum(axis=1)
    level = float(level_for(central[is_open], float(wanted.mean())))
    log_odds = level + central
    table = shrinkage * (found.values - found.values[~listed].mean(axis=0)) / model.scale
    scores = model.draws @ table.T
    bounds = np.full((2, len(listed)), np.nan)
    if len(scores):
        at_expected = scores + level_for(scores[:, is_open], float(wanted.mean()))[:, None]
        bounds[:, is_open] = np.quantile(expit(at_expected[:, is_open]), [0.05, 0.95], axis=0)
    return Prediction(
        instrument_id=str(record.texts["instrument_id"].iloc[place]),
        day=day,
        states=record.states,
        status=np.select([listed, is_open], ["listed", "open"], default="no_basis"),
        probability=np.where(is_open, expit(log_odds), np.nan),
        low=bounds[0],
        high=bounds[1],
        is_late=bool(is_late),
        level=level,
        contributions=contributions,
        names=found.names,
        families=found.families,
        was_on_family=found.was_on_family,
        draws=_sized(scores, is_open, wanted, seed),
        sizes=size,
        model=model,
    )


def reasons(prediction: Prediction, iso3: str) -> pd.DataFrame:
    """Return what speaks for and against a State's joining.

    Returns
    -------
    DataFrame
        ``reason, family, log_odds``: a row a reason (`joining_features.reason_of`), the largest
        first. ``log_odds`` is what it adds; with the level of the prediction they add up to the
        log-odds of the probability.

    Raises
    ------
    AnalysisError
        If it is no UN member.
    """
    if iso3 not in prediction.states:
        raise AnalysisError(
            fault(
                "joining",
                found=f"State {iso3!r}",
                expected="a UN member, as ISO 3166 alpha-3",
                do="choose another State",
            )
        )
    frame = pd.DataFrame(
        {
            "reason": [reason_of(name) for name in prediction.names],
            "family": prediction.families,
            "log_odds": prediction.contributions[prediction.states.index(iso3)],
        }
    )
    grouped = frame.groupby("reason", as_index=False).agg(
        family=("family", "first"), log_odds=("log_odds", "sum")
    )
    order = np.lexsort([grouped["reason"], -grouped["log_odds"].abs()])
    return grouped.iloc[order].reset_index(drop=True)


def _sized(scores: Array, is_open: npt.NDArray[np.bool_], wanted: Array, seed: int) -> Array:
    """Return the log-odds of each draw beside one of the sizes, evenly spread and mixed."""
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    even = (np.arange(len(scores)) + 0.5) * len(wanted) / max(len(scores), 1)
    size = wanted[rng.permutation(even.astype(np.int64))]
    out = scores + level_for(scores[:, is_open], size)[:, None]
    out[:, ~is_open] = np.nan
    return np.asarray(out)
