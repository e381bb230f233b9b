"""How many of some States join a text: of one regional group, say, as the whole is forecast."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from analytics import intervals
from analytics.joining.prediction import Prediction

N_EACH = 20
"""Times that each draw of the size and of the model is played out."""


@dataclass(frozen=True)
class ExpectedNumber:
    """How many of some States join.

    Attributes
    ----------
    n_open : int
        Of them, those of whom a probability is given.
    mean : float
        How many are expected to join, 0 to ``n_open``; the sum of their probabilities.
    low, high : float
        Bounds that hold the number in nine cases of ten.
    """

    n_open: int
    mean: float
    low: float
    high: float


def among(prediction: Prediction, iso3s: Collection[str], *, seed: int) -> ExpectedNumber:
    """Return how many of some States join a text.

    Parameters
    ----------
    prediction : Prediction
    iso3s : collection of str
        UN members; those of whom no probability is given are left out.
    seed : int
        Of playing out each draw: given the size and the model, States join apart from one another.
    """
    used = prediction.is_open & np.isin(np.array(prediction.states), list(iso3s))
    if not used.any():
        return ExpectedNumber(0, 0.0, 0.0, 0.0)
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    chances = np.repeat(expit(prediction.draws[:, used]), N_EACH, axis=0)
    low, high = intervals.of_draws((rng.random(chances.shape) < chances).sum(axis=1))
    return ExpectedNumber(
        n_open=int(used.sum()),
        mean=float(prediction.probability[used].sum()),
        low=float(low),
        high=float(high),
    )
