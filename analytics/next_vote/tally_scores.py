"""How near forecast tallies came, beside the tally of last time.

Two things are scored: the number expected, by its root mean square error, and the whole
distribution, by the continuous ranked probability score (CRPS), which is the mean absolute error
where one number is given without any spread. *As last time* is scored in both ways: as the bare
number, and with the spread with which earlier tallies differed from the one before them.

References
----------
Gneiting, T. & Raftery, A. E. (2007), J. Am. Stat. Assoc. 102, 359-378, equation 21.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import intervals, resampling
from analytics.next_vote.transitions import Array

N_REPLICATES = 1000


def crps(drawn: npt.NDArray[np.number], outcome: float) -> float:
    """Return the CRPS of a simulated distribution, in the unit of the outcome; 0 is perfect.

    Examples
    --------
    >>> crps(np.array([3.0]), 5)
    2.0
    >>> crps(np.array([4.0, 6.0]), 5)
    0.5
    """
    ordered = np.sort(drawn.astype(np.float64))
    n = len(ordered)
    spread = (2 * np.arange(1, n + 1) - n - 1) @ ordered / n**2
    return float(np.abs(ordered - outcome).mean() - spread)


def compare(events: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Return how near the tallies of Yes came, by method, with 90 % intervals over texts.

    Parameters
    ----------
    events : DataFrame
        ``text_id, n_yes, expected, last_yes, crps, crps_last``, as of `backtest.VoteBackTest`.
    seed : int

    Returns
    -------
    DataFrame
        ``method, rmse, bias, crps, rmse_gain, rmse_gain_low, rmse_gain_high, crps_gain,
        crps_gain_low, crps_gain_high``: a row a method (``model``, ``last``, ``last_with_spread``),
        in States; ``bias`` is how many too many were expected. Gains are by how much the model is
        nearer than the method; an interval on both sides of 0 tells nothing, and there is none
        where fewer than `resampling.MIN_TEXTS` texts were voted on.
    """
    outcome = events["n_yes"].to_numpy(dtype=np.float64)
    errors = {
        "model": (events["expected"] - outcome, events["crps"]),
        "last": (events["last_yes"] - outcome, (events["last_yes"] - outcome).abs()),
        "last_with_spread": (events["last_yes"] - outcome, events["crps_last"]),
    }
    text = resampling.text_numbers(events)
    times = resampling.weights(text, N_REPLICATES, np.random.default_rng(seed))
    weights = np.vstack([np.ones(len(outcome)), times[:, text]])
    weights = weights / weights.sum(axis=1, keepdims=True)
    rmse = {name: np.sqrt(weights @ error.to_numpy() ** 2) for name, (error, _) in errors.items()}
    score = {
        name: weights @ given.to_numpy(dtype=np.float64) for name, (_, given) in errors.items()
    }
    rows = [
        {
            "method": name,
            "rmse": rmse[name][0],
            "bias": float(error.mean()),
            "crps": score[name][0],
            **_gain("rmse", rmse[name] - rmse["model"]),
            **_gain("crps", score[name] - score["model"]),
        }
        for name, (error, _) in errors.items()
    ]
    return pd.DataFrame(rows)


def _gain(name: str, values: Array) -> dict[str, float]:
    """Return a gain, the first of the values, with the interval of the others."""
    low, high = intervals.of_draws(values[1:])
    return {
        f"{name}_gain": values[0],
        f"{name}_gain_low": float(low),
        f"{name}_gain_high": float(high),
    }
