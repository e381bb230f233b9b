"""A text that is being joined: the number in the end, given the States that are named so far.

The States that are named count. The others are simulated as in the forecast (`prediction`): draw by
draw, each with one size of the text for all States at once. A draw weighs as much as it is likely
that at least so many join in it as are named: small sizes are given up as names come in. More the
names do not tell: refusals are not announced, so that the number named at some hour says how far
the day has gone as much as how well it goes. The interval is that of the end if all others still
have their say.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit
from scipy.stats import norm

from analytics import intervals
from analytics.joining.model import Array
from data.errors import AnalysisError

N_DRAWS = 4000


@dataclass(frozen=True)
class NumberUnderWay:
    """How many States a text may list in the end, given those named.

    Attributes
    ----------
    said : int
        States on the text by now, those that were on it before included.
    expected : float
        In the end.
    low, high : int
        The interval of 90 %.
    to_come : tuple of str
        States with a forecast that have not been named, the most likely first.
    left_out : DataFrame
        ``iso3, reason``: States named without a forecast (``no_forecast``); they count.
    """

    said: int
    expected: float
    low: int
    high: int
    to_come: tuple[str, ...]
    left_out: pd.DataFrame


def number_under_way(
    draws: pd.DataFrame,
    *,
    before: Collection[str],
    sure: Collection[str],
    named: Collection[str],
    away: Collection[str],
    seed: int,
) -> NumberUnderWay:
    """Return how many States a text may list in the end, given those named.

    Parameters
    ----------
    draws : DataFrame
        Log-odds of joining: a row a draw, a column a State by iso3; minus infinity where the text
        does not grow in a draw.
    before : collection of str
        States that were on the text already.
    sure : collection of str
        States that carry it and were not forecast: they count, named or not, unless they stay away.
    named, away : collection of str
        States that have joined, and that have said they will not.
    seed : int

    Raises
    ------
    AnalysisError
        If there is no draw, or a State both joins and stays away.
    """
    both = sorted(set(named) & set(away))
    if draws.empty or both:
        raise AnalysisError(
            "the number under way",
            found=f"{both[0]} named and staying away" if both else "no draw",
            expected="one answer a State" if both else "at least one",
            do="correct it",
        )
    new = [iso3 for iso3 in named if iso3 not in set(before)]
    odds = draws.to_numpy(dtype=np.float64)
    answered = {*before, *new, *away}
    is_open = np.array([iso3 not in answered for iso3 in draws.columns], dtype=bool)
    unnamed = [iso3 for iso3 in sure if iso3 not in answered]
    said = len(set(before) | set(new))
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    n_new = int(np.isin(draws.columns, new).sum())
    weights = _weights(expit(odds), n_new)
    chance = expit(odds[:, is_open])
    turn = np.arange(N_DRAWS) % len(odds)
    if n_new:
        turn = rng.choice(len(odds), size=N_DRAWS, p=weights)
    rest = (rng.random((N_DRAWS, int(is_open.sum()))) < chance[turn]).sum(axis=1)
    low, high = intervals.of_draws(said + len(unnamed) + rest)
    mean = weights @ chance
    order = np.argsort(-mean, kind="stable")
    return NumberUnderWay(
        said=said,
        expected=float(said + len(unnamed) + mean.sum()),
        low=int(low),
        high=int(high),
        to_come=tuple(draws.columns[is_open][order]),
        left_out=pd.DataFrame(
            {"iso3": pd.Series([i for i in new if i not in set(draws.columns)], dtype=object)}
        ).assign(reason="no_forecast"),
    )


def _weights(chance: Array, n_new: int) -> Array:
    """Return how likely it is in each draw that at least so many join, all adding up to 1.

    By the normal distribution of a sum of many independent answers.
    """
    if n_new == 0:
        return np.full(len(chance), 1 / len(chance))
    mean, variance = chance.sum(axis=1), (chance * (1 - chance)).sum(axis=1)
    at_least = norm.sf((n_new - 0.5 - mean) / np.sqrt(np.maximum(variance, 1e-12)))
    # where all draws are far too small, the largest are the nearest
    weights = np.maximum(at_least, 1e-12 * (mean == mean.max()))
    return np.asarray(weights / weights.sum())
