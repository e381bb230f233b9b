"""Which two States go the same way more often than those that act like each of them would.

That two States vote alike says little where whole regions do. A tie is special if it holds beyond
that: on each text, the share of the States most like the one that went the other's way is what to
expect of the one too. Who is most like it is told from all *other* texts, so that a text does not
vouch for itself. The number of texts on which the two went the same way is compared with what that
gives, exactly; and it must be beyond what is expected from either side.

The false discovery rate over all pairs is held by the procedure of Benjamini and Yekutieli, which
holds however the tests depend on one another: pairs that share a State do.

References
----------
Benjamini, Y. & Yekutieli, D. (2001). The control of the false discovery rate in multiple testing
under dependency. *Annals of Statistics* 29(4), 1165-1188.
Hong, Y. (2013). On computing the distribution function for the Poisson binomial distribution.
*Computational Statistics & Data Analysis* 59, 41-51.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from analytics.network import text_matches
from data.errors import AnalysisError

Floats = npt.NDArray[np.float64]

LIKE = 1 / 20
"""Share of the house that is most like a State, by which it is foreseen: near enough to stand where
it does, and enough not to hang on one. The house as a whole counts as one State more."""

MIN_LIKE = 5
"""States most like one in a small house."""

RATE = 0.05
"""False discovery rate: of the ties called special, the share expected to be so by chance."""

LEAST_Z = 2.0
"""Pairs less far beyond what is expected, in standard deviations, are not looked at exactly: they
count as tested and not special."""

N_DECIMALS = 12
"""Decimals of p-values."""


@dataclass(frozen=True)
class SpecialTies:
    """Ties beyond what the likes of both States would give.

    Attributes
    ----------
    ties : DataFrame
        ``iso3_a, iso3_b, n_same, n_texts, n_expected, p_value``: a row a special tie, a before b,
        the smallest p-value first. ``n_expected`` is the larger of what the two sides expect.
    n_pairs : int
        Pairs tested: those that share at least `text_matches.TextMatches.min_shared` texts.
    rate : float
        False discovery rate held.
    """

    ties: pd.DataFrame
    n_pairs: int
    rate: float


def among(compared: text_matches.TextMatches, *, rate: float = RATE) -> SpecialTies:
    """Return the special ties among all States.

    Parameters
    ----------
    compared : TextMatches
    rate : float
        False discovery rate, above 0 and below 1.

    Raises
    ------
    AnalysisError
        If the rate is out of its range.
    """
    if not 0 < rate < 1:
        raise AnalysisError(
            "special ties", found=f"rate {rate}", expected="above 0 and below 1", do="choose 0.05"
        )
    first, second = np.triu_indices(len(compared.states), k=1)
    is_compared, is_same, of_second, of_first = _expected(compared, first, second)
    n_texts, n_same = is_compared.sum(axis=0), is_same.sum(axis=0)
    is_tested = n_texts >= compared.min_shared
    p = np.maximum(_tail(of_second, n_same, is_tested), _tail(of_first, n_same, is_tested))
    is_special = np.zeros(len(first), dtype=bool)
    if is_tested.any():
        adjusted = stats.false_discovery_control(p[is_tested], method="by")
        is_special[is_tested] = adjusted <= rate
    names = np.array(compared.states, dtype=object)
    frame = pd.DataFrame(
        {
            "iso3_a": names[first].astype(str),
            "iso3_b": names[second].astype(str),
            "n_same": n_same.astype(np.int64),
            "n_texts": n_texts.astype(np.int64),
            "n_expected": np.maximum(of_second.sum(axis=0), of_first.sum(axis=0)).round(2),
            "p_value": p.round(N_DECIMALS),
        }
    )
    found = frame[is_special].sort_values(["p_value", "iso3_a", "iso3_b"], ignore_index=True)
    return SpecialTies(ties=found, n_pairs=int(is_tested.sum()), rate=rate)


def _expected(
    compared: text_matches.TextMatches, first: npt.NDArray[np.intp], second: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_], Floats, Floats]:
    """Return what each text says of each pair, and what was to be expected.

    Returns
    -------
    is_compared, is_same : ndarray of bool, shape (T, n_pairs)
    of_second, of_first : ndarray, shape (T, n_pairs)
        Probability that the second went the first's way, told by those like the second, and the
        other way around; 0 where the text does not compare the two.
    """
    n_texts, n_states = compared.codes.shape
    squares = [square.reshape(n_texts, n_states, n_states) for square in compared.squares()]
    n_compared, n_same = (square.sum(axis=0) for square in squares)
    shape = (n_texts, len(first))
    is_compared, is_same = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    of_second, of_first = np.zeros(shape), np.zeros(shape)
    for place in range(n_texts):
        here, alike = squares[0][place], squares[1][place]
        likeness = (n_same - alike + 1) / (n_compared - here + 2)
        is_present = here.any(axis=1)
        foreseen = _foreseen(likeness.astype(np.float64), alike.astype(np.float64), is_present)
        is_compared[place] = here[first, second] > 0
        is_same[place] = alike[first, second] > 0
        of_second[place] = np.where(is_compared[place], foreseen[second, first], 0)
        of_first[place] = np.where(is_compared[place], foreseen[first, second], 0)
    return is_compared, is_same, of_second, of_first


def _foreseen(likeness: Floats, alike: Floats, is_present: npt.NDArray[np.bool_]) -> Floats:
    """Return for each State of the row, from those like it, how likely it goes a column's way.

    Parameters
    ----------
    likeness : ndarray, shape (S, S)
        By all other texts.
    alike : ndarray, shape (S, S)
        Which pairs went the same way on this text; 0 on the diagonal.
    is_present : ndarray of bool, shape (S,)
        Who took part in this text.
    """
    n_states = len(alike)
    n_present = int(is_present.sum())
    n_like = min(max(MIN_LIKE, round(LIKE * n_states)), max(n_present - 2, 0))
    house = alike.sum(axis=0) / max(n_present - 1, 1)
    if n_like < 1:
        return np.broadcast_to(house, alike.shape)
    own = np.where(is_present[None, :], likeness, -1.0)
    np.fill_diagonal(own, -2.0)
    nearest = np.argsort(-own, axis=1, kind="stable")[:, : n_like + 1]
    is_like = np.zeros((n_states, n_states))
    np.put_along_axis(is_like, nearest[:, :n_like], 1.0, axis=1)
    # where the column is itself among those like the row, the next one takes its place
    n_alike = is_like @ alike + is_like * alike[nearest[:, n_like]]
    return np.asarray((n_alike + house[None, :]) / (n_like + 1))


def _tail(
    expected: Floats, n_same: npt.NDArray[np.int64], is_tested: npt.NDArray[np.bool_]
) -> Floats:
    """Return the probability of going the same way so often or oftener, text by text as expected.

    1 where it is not looked at.
    """
    spread = np.sqrt((expected * (1 - expected)).sum(axis=0))
    is_far = is_tested & (n_same - expected.sum(axis=0) >= LEAST_Z * spread)
    chances = expected[:, is_far]
    held = np.zeros((len(expected) + 1, chances.shape[1]))
    held[0] = 1
    for chance in chances:
        held[1:] = held[1:] * (1 - chance) + held[:-1] * chance
        held[0] *= 1 - chance
    tail = np.cumsum(held[::-1], axis=0)[::-1]
    p = np.ones(len(n_same))
    p[is_far] = np.minimum(tail[n_same[is_far], np.arange(chances.shape[1])], 1)
    return p
