"""A vote that is under way: the tally in the end, given the answers that are in.

The States that have answered count as they did. The others are simulated as in the forecast
(`vote_model.simulated`): each simulated vote errs, for all States at once, as some earlier vote
did. Those earlier votes weigh the more, the better they go with the answers that are in: if many
that were expected in favour abstain, the simulated rest abstains more too. Only how States voted
tells so much. Whether they vote at all does not: who is silent may still be called.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import log_expit, logit, softmax

from analytics import intervals
from analytics.next_vote import vote_model
from analytics.next_vote.transitions import Array
from analytics.next_vote.vote_model import FLOOR, OUTCOMES
from data.errors import AnalysisError

COLUMNS = tuple(f"p_{vote.lower()}" for vote in OUTCOMES)
"""Columns of the probabilities, as in `forecast.Forecast.states`."""


@dataclass(frozen=True)
class TallyUnderWay:
    """How a tally may come out in the end, given what is in.

    Attributes
    ----------
    tally : DataFrame
        ``vote, said, expected, low, high``: a row an outcome; how many have said it, and how many
        will have in the end, with the interval of 90 %.
    to_come : tuple of str
        States that have not answered.
    n_alike : float
        Number of earlier votes on which the interval in effect rests: with fewer, it is rougher.
    left_out : DataFrame
        ``iso3, reason``: States that answered and had no forecast (``no_forecast``); they count.
    """

    tally: pd.DataFrame
    to_come: tuple[str, ...]
    n_alike: float
    left_out: pd.DataFrame


def tally_under_way(
    states: pd.DataFrame,
    shocks: Array,
    answers: Mapping[str, str],
    *,
    seed: int,
) -> TallyUnderWay:
    """Return how a tally may come out in the end, given the answers that are in.

    Parameters
    ----------
    states : DataFrame
        ``iso3, p_y, p_a, p_n, p_x``: the forecast made beforehand, a row a State that may vote.
    shocks : ndarray, shape (n, 3)
        By how many log-odds earlier votes differed from what was foretold; see `vote_model`.
    answers : mapping of str to str
        One of `vote_model.OUTCOMES` by State.
    seed : int
        That of the forecast: with no answer in, the interval is then its own.

    Raises
    ------
    AnalysisError
        If an answer is none of the outcomes.
    """
    strange = sorted(set(answers.values()) - set(OUTCOMES))
    if strange:
        raise AnalysisError(
            "the tally",
            found=f"the answer {strange[0]!r}",
            expected="one of " + ", ".join(OUTCOMES),
            do="correct it",
        )
    odds = log_odds_of(states[list(COLUMNS)].to_numpy(dtype=np.float64))
    answer = states["iso3"].map(dict(answers)).to_numpy(dtype=object, na_value="")
    rest, weights = simulated_rest(odds, shocks, answer, seed=seed)
    said = np.array([list(answers.values()).count(vote) for vote in OUTCOMES])
    drawn = rest + said
    low, high = intervals.of_draws(drawn)
    known = set(states["iso3"])
    return TallyUnderWay(
        tally=pd.DataFrame(
            {
                "vote": OUTCOMES,
                "said": said,
                "expected": drawn.mean(axis=0),
                "low": low.astype(np.int64),
                "high": high.astype(np.int64),
            }
        ),
        to_come=tuple(states["iso3"][answer == ""]),
        n_alike=float(1 / (weights**2).sum()),
        left_out=pd.DataFrame(
            {"iso3": pd.Series([one for one in answers if one not in known], dtype=object)}
        ).assign(reason="no_forecast"),
    )


def simulated_rest(
    odds: Array,
    shocks: Array,
    answer: npt.NDArray[np.object_],
    *,
    seed: int,
    n_draws: int = vote_model.N_DRAWS,
) -> tuple[npt.NDArray[np.int64], Array]:
    """Return how those may vote that have not answered, given how the others did.

    Parameters
    ----------
    odds : ndarray, shape (S, 3)
        See `log_odds_of`.
    shocks : ndarray, shape (n, 3)
    answer : ndarray of str, shape (S,)
        Empty where there is none.
    seed, n_draws : int

    Returns
    -------
    ndarray of int, shape (n_draws, 4)
        Simulated tallies of the others, in order of `OUTCOMES`.
    ndarray, shape (n,)
        How much each earlier vote weighs in them; the weights add up to 1.
    """
    weights = np.asarray(softmax(_log_likelihood(odds, shocks, answer)))
    if (answer != "").any():
        rng = np.random.default_rng(np.random.SeedSequence(seed))
        shocks = shocks[rng.choice(len(shocks), size=n_draws, p=weights)]
    lessons = vote_model.Lessons(vote_model.NO_LESSONS.strength, shocks)
    rest = vote_model.simulated(odds[answer == ""], lessons, seed=seed, n_draws=n_draws)
    return rest, weights


def log_odds_of(probabilities: Array) -> Array:
    """Return the log-odds of the three steps (…, 3) from probabilities of the outcomes (…, 4).

    The way back from `vote_model.chances`.

    Examples
    --------
    >>> odds = np.array([2.0, -1.0, 0.5])
    >>> log_odds_of(vote_model.chances(odds)).round(6).tolist()
    [2.0, -1.0, 0.5]
    """
    yes, abstains, no, away = (probabilities[..., k] for k in range(4))
    voting = np.maximum(1 - away, FLOOR)
    other = np.maximum(abstains + no, FLOOR)
    steps = np.stack([1 - away, yes / voting, no / other], axis=-1)
    return np.asarray(logit(np.clip(steps, FLOOR, 1 - FLOOR)))


def _log_likelihood(odds: Array, shocks: Array, answer: npt.NDArray[np.object_]) -> Array:
    """Return how well each shock goes with how States voted, as a logarithm, shape (n,)."""
    out = np.zeros(len(shocks))
    is_yes = answer == "Y"
    for k, asked, is_so in (
        (1, np.isin(answer, ["Y", "A", "N"]), is_yes),
        (2, np.isin(answer, ["A", "N"]), answer == "N"),
    ):
        each = odds[asked, k] + shocks[:, k, None]
        out += log_expit(np.where(is_so[asked], each, -each)).sum(axis=1)
    return out
