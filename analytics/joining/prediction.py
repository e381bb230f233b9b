"""The probability that a State joins a text, from what was known before.

`model` says who joins, given how many; `coalition_sizes` and `roster_growth` how many. A
probability is the mean over both: each draw pairs one size of the text with one draw of the model's
weights. So no State is more likely to join than the text is to grow, and the probabilities add up
to the number expected.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit, logit

from analytics import intervals
from analytics.joining.coalition_sizes import CoalitionSizes
from analytics.joining.features import MEANINGS, Features
from analytics.joining.history import History
from analytics.joining.model import Array, Flags, JoiningModel, intercept_for, score
from data.errors import AnalysisError


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
        ``listed`` (joined already), ``carries`` (host or sponsor: not forecast), ``declined``
        (documented as staying away from this very text: not forecast either), ``open``, or
        ``no_basis`` (too little history to say).
    probability : ndarray, shape (S,)
        0 to 1, the mean over the draws; missing unless open.
    low, high : ndarray, shape (S,)
        Bounds that hold nine draws of ten: had more or fewer States joined, and had other texts
        been there to learn from.
    is_late : bool
        The text was open: the probability is that of joining within a year.
    level : ndarray, shape (S,)
        With the contributions it makes the log-odds of the probability; missing unless open.
    contributions : ndarray, shape (S, F)
        What each feature adds to the log-odds, beside the average State that could join.
    features : Features
    draws : ndarray, shape (D, S)
        Log-odds under each draw; minus infinity where the text does not grow in it, missing unless
        open.
    sizes : CoalitionSizes
        How many States the text may list.
    model : JoiningModel
    """

    instrument_id: str
    day: np.datetime64
    states: tuple[str, ...]
    status: npt.NDArray[np.str_]
    probability: Array
    low: Array
    high: Array
    is_late: bool
    level: Array
    contributions: Array
    features: Features
    draws: Array
    sizes: CoalitionSizes
    model: JoiningModel

    @property
    def is_open(self) -> Flags:
        """Which States a probability is given of, shape (S,)."""
        return np.asarray(self.status == "open")

    @property
    def base_rate(self) -> float:
        """What each State's probability would be if only the number expected were known."""
        return float(self.probability[self.is_open].mean())

    @property
    def expected_new(self) -> float:
        """States expected to join, of those that are open."""
        return float(self.probability[self.is_open].sum())


def predict(
    history: History,
    place: int,
    model: JoiningModel,
    found: Features,
    size: CoalitionSizes,
    *,
    day: np.datetime64,
    seed: int,
    declined: Flags | None = None,
) -> Prediction:
    """Return who joins a text, as known on the morning of a day.

    Parameters
    ----------
    history : History
    place : int
        Row of the text.
    model : JoiningModel
        Fitted on that day or before, on questions of the same kind.
    found : Features
        Of the text on that day; with who has signed where it is open.
    size : CoalitionSizes
        How many may join: from `coalition_sizes.prior`, `roster_growth.within_a_year` or the desk.
    day : datetime64[D]
    seed : int
        Of the pairing of sizes and draws of the weights.
    declined : ndarray of bool, shape (S,), optional
        Who is documented as staying away from this very text.

    Raises
    ------
    AnalysisError
        If no State is left that could join.
    """
    listed = history.known(day).listed[place]
    carries = history.carried[place] & ~listed
    stays_away = np.zeros_like(listed) if declined is None else declined & ~listed & ~carries
    rest = ~listed & ~carries & ~stays_away
    is_open = rest & found.has_basis
    if not is_open.any():
        raise AnalysisError(
            "joining",
            found="no State that could still join",
            expected="at least one",
            do="choose another text",
            reason="nobody_to_ask",
        )
    to_come = np.maximum(size.quantiles - listed.sum() - carries.sum(), 0.0)
    draws = np.full((len(size.quantiles), len(listed)), np.nan)
    draws[:, is_open] = log_odds_of(
        model, found.values, rest, is_open, to_come / rest.sum() * is_open.sum(), seed=seed
    )
    chances = expit(draws[:, is_open])
    probability = np.full(len(listed), np.nan)
    probability[is_open] = chances.mean(axis=0)
    bounds = np.full((2, len(listed)), np.nan)
    bounds[:, is_open] = intervals.of_draws(chances)
    contributions = score(model, found.values, rest)
    with np.errstate(divide="ignore"):
        level = logit(probability) - contributions.sum(axis=1)
    return Prediction(
        instrument_id=str(history.texts["instrument_id"].iloc[place]),
        day=day,
        states=history.states,
        status=np.select(
            [listed, carries, stays_away, is_open],
            ["listed", "carries", "declined", "open"],
            default="no_basis",
        ),
        probability=probability,
        low=bounds[0],
        high=bounds[1],
        is_late=bool(day > history.opened[place]),
        level=level,
        contributions=contributions,
        features=found,
        draws=draws,
        sizes=size,
        model=model,
    )


def log_odds_of(
    model: JoiningModel, values: Array, among: Flags, some: Flags, numbers: Array, *, seed: int
) -> Array:
    """Return the log-odds of some States, a row a number of them that joins (D, n).

    Parameters
    ----------
    model : JoiningModel
        Its draws are gone through in turn; its weights where it has none.
    values : ndarray, shape (S, F)
    among : ndarray of bool, shape (S,)
        The States around whose mean features are centred.
    some : ndarray of bool, shape (S,)
        The n States asked about.
    numbers : ndarray, shape (D,)
        How many of them join, in each draw; none where 0.
    seed : int
        Of the pairing of numbers and draws.
    """
    table = ((values - values[among].mean(axis=0)) / model.scale)[some]
    weights = model.draws if len(model.draws) else model.weights[None]
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    turn = rng.permutation(np.arange(len(numbers)) % len(weights))
    scores = (weights @ table.T)[turn]
    at_most = np.minimum(numbers, int(some.sum()) - 1e-6)
    return np.asarray(scores + intercept_for(scores, at_most)[:, None])


def reasons(prediction: Prediction, iso3: str) -> pd.DataFrame:
    """Return what speaks for and against a State's joining.

    Returns
    -------
    DataFrame
        ``reason, family, log_odds``: a row a reason (`features.MEANINGS`), the largest
        first; those that neither speak for nor against are left out. ``log_odds`` is what it adds,
        beside the average State that could join.

    Raises
    ------
    AnalysisError
        If it is no UN member.
    """
    if iso3 not in prediction.states:
        raise AnalysisError(
            "joining",
            found=f"State {iso3!r}",
            expected="a UN member, as ISO 3166 alpha-3",
            do="choose another State",
        )
    meanings = [MEANINGS[name] for name in prediction.features.names]
    frame = pd.DataFrame(
        {
            "reason": [one.reason for one in meanings],
            "family": [one.family for one in meanings],
            "log_odds": prediction.contributions[prediction.states.index(iso3)],
        }
    )
    grouped = frame.groupby("reason", as_index=False).agg(
        family=("family", "first"), log_odds=("log_odds", "sum")
    )
    grouped = grouped[grouped["log_odds"] != 0]
    order = np.lexsort([grouped["reason"], -grouped["log_odds"].abs()])
    return grouped.iloc[order].reset_index(drop=True)
