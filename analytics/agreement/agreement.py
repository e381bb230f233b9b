"""How often States vote alike, beyond what their habits alone would give.

On a scale N < A < Y two States that vote Y and A disagree by half. Raw agreement is 1 less the mean
disagreement over the roll calls they share; Scott's pi and Cohen's kappa relate that disagreement
to the one expected if both drew their votes at random: from their pooled shares of N, A and Y (pi),
or each from its own (kappa). All pairs come from matrix products; none is looped over.

References
----------
Cohen, J. (1968). Weighted kappa. *Psychological Bulletin* 70(4), 213-220.
Häge, F. M. (2011). Choice or Circumstance? Adjusting Measures of Foreign Policy Similarity for
Chance Agreement. *Political Analysis* 19(3), 287-305.
Scott, W. A. (1955). Reliability of content analysis. *Public Opinion Quarterly* 19(3), 321-325.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots, resampling
from analytics.agreement import pairwise
from data.errors import AnalysisError


@dataclass(frozen=True)
class Agreement:
    """Agreement of all pairs of States, with what it rests on.

    Attributes
    ----------
    pairs : DataFrame
        ``iso3_a, iso3_b, n_shared, n_texts, raw, raw_q05, raw_q95, pi, …, kappa, …``: a row a
        pair, a before b, sorted. ``raw`` is from 0 to 1, ``pi`` and ``kappa`` at most 1, with 0
        for chance. Missing where fewer than ``min_shared`` roll calls are shared and, for ``pi``
        and ``kappa``, where chance alone gives full agreement. ``n_texts`` counts the texts of the
        shared roll calls. Intervals of 90 % from texts drawn again; missing where the pair
        shares fewer than `resampling.MIN_TEXTS` of them.
    states : tuple of str
        The States compared, sorted.
    n_rollcalls : int
        Roll calls used.
    n_texts : int
        Texts they are on, which were drawn again; see `resampling`.
    n_replicates : int
        Of the bootstrap; 0 for no intervals.
    n_missing : int
        Pairs that share too few roll calls.
    min_shared : int
        How few is too few.
    min_minority_share : float
        Least share of votes outside the largest group of the roll calls used.
    absence : str
        Treatment of absence; a key of `pairwise.DISAGREEMENT`.
    left_out : DataFrame
        ``kind, key, reason``; see `ballots.Ballots`.
    """

    pairs: pd.DataFrame
    states: tuple[str, ...]
    n_rollcalls: int
    n_texts: int
    n_replicates: int
    n_missing: int
    min_shared: int
    min_minority_share: float
    absence: str
    left_out: pd.DataFrame


def matrix(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    *,
    seed: int,
    sessions: tuple[int, int] | None = None,
    body: str = "plenary",
    is_separate_used: bool = False,
    min_minority_share: float = 0.0,
    absence: str = "missing",
    min_shared: int = 10,
    n_replicates: int = 200,
) -> Agreement:
    """Return the agreement of all pairs of States.

    Parameters
    ----------
    votes : DataFrame
        ``rollcall_id, iso3, vote``.
    rollcalls : DataFrame
        The roll calls to use. Columns as for `ballots.house`, and ``text_id`` of
        `resampling.with_texts`. Only those whose names and tally agree (``status`` complete) are
        used.
    seed : int
        Of the bootstrap.
    sessions : tuple of int, optional
        First and last session of the window; all of them when not given.
    body : str
        Plenary and committee votes on one text are never pooled.
    is_separate_used : bool
        Use votes on single paragraphs and amendments too.
    min_minority_share : float
        `ballots.CONTESTED` for contested roll calls only; 0 for all.
    absence : str
        A key of `pairwise.DISAGREEMENT`.
    min_shared : int
        Pairs that share fewer roll calls are missing.
    n_replicates : int
        Of the bootstrap; 0 for none.

    Raises
    ------
    AnalysisError
        If no roll call or fewer than two States are left; if ``absence`` is unknown; if
        ``min_shared`` is below 1 or ``n_replicates`` below 0; see also `ballots.house` and
        `resampling.blocks`.
    """
    _check(absence, min_shared, n_replicates)
    house = ballots.house(
        votes,
        rollcalls,
        sessions=sessions,
        body=body,
        is_separate_used=is_separate_used,
        min_minority_share=min_minority_share,
    )
    weights = pairwise.DISAGREEMENT[absence]
    blocks = resampling.blocks(house.rollcalls)
    statistics = _statistics(house, blocks, weights, n_replicates, seed)
    first, second = np.triu_indices(len(house.states), k=1)
    names = np.array(house.states)
    pairs = pd.DataFrame({"iso3_a": names[first], "iso3_b": names[second]})
    pairs["n_shared"] = statistics[0, 0].astype(np.int64)
    is_cast = house.has_voted if absence == "missing" else house.codes != ballots.NOT_LISTED
    pairs["n_texts"] = _n_texts(is_cast, blocks)[first, second]
    estimates, low, high = pairwise.intervals(statistics, weights)
    few = pairs["n_texts"] < resampling.MIN_TEXTS
    low[:, few], high[:, few] = np.nan, np.nan
    is_missing = (pairs["n_shared"] < min_shared).to_numpy()
    for k, measure in enumerate(pairwise.MEASURES):
        columns = {"": estimates[k], "_q05": low[k], "_q95": high[k]}
        for suffix, values in columns.items():
            pairs[measure + suffix] = np.where(is_missing, np.nan, values.round(ballots.N_DECIMALS))
    return Agreement(
        pairs=pairs,
        states=house.states,
        n_rollcalls=len(house.rollcalls),
        n_texts=int(blocks.max()) + 1,
        n_replicates=statistics.shape[1] - 1,
        n_missing=int(is_missing.sum()),
        min_shared=min_shared,
        min_minority_share=min_minority_share,
        absence=absence,
        left_out=house.left_out,
    )


def square(result: Agreement, measure: str = "raw") -> pd.DataFrame:
    """Return one measure, or ``n_shared``, as a symmetric frame of States by States.

    The diagonal is missing: with itself a State has nothing to agree on.

    Raises
    ------
    AnalysisError
        If there is no such column.
    """
    if measure not in (*pairwise.MEASURES, "n_shared"):
        raise AnalysisError(
            "agreement",
            found=f"measure {measure!r}",
            expected="n_shared, " + ", ".join(pairwise.MEASURES),
            do="choose one",
        )
    return _square(result.pairs[measure].to_numpy(dtype=np.float64), result.states)


def _check(absence: str, min_shared: int, n_replicates: int) -> None:
    """Refuse options that mean nothing."""
    if absence not in pairwise.DISAGREEMENT:
        raise AnalysisError(
            "agreement",
            found=f"absence {absence!r}",
            expected=" or ".join(pairwise.DISAGREEMENT),
            do="choose one",
        )
    if min_shared < 1:
        raise AnalysisError(
            "agreement",
            found=f"min_shared {min_shared}",
            expected="at least 1",
            do="choose a larger number",
        )
    if n_replicates < 0:
        raise AnalysisError(
            "agreement",
            found=f"n_replicates {n_replicates}",
            expected="0 or more",
            do="choose 0 for no intervals",
        )


def _statistics(
    house: ballots.Ballots,
    blocks: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float32],
    n_replicates: int,
    seed: int,
) -> npt.NDArray[np.float32]:
    """Return sums over the roll calls, first as they are and then with texts drawn again."""
    drawn = resampling.weights(blocks, n_replicates, np.random.default_rng(seed))
    if not len(drawn):
        return pairwise.sums(
            house.codes, np.zeros_like(blocks), np.ones((1, 1), dtype=np.int64), weights
        )
    times = np.vstack([np.ones(drawn.shape[1], dtype=drawn.dtype), drawn])
    return pairwise.sums(house.codes, blocks, times, weights)


def _n_texts(
    is_cast: npt.NDArray[np.bool_], blocks: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Return on how many texts each pair of States shares a roll call."""
    n_texts = np.zeros((is_cast.shape[1],) * 2, dtype=np.int64)
    for held in pd.Series(blocks).groupby(blocks).indices.values():
        here = is_cast[held].astype(np.float32)
        n_texts += here.T @ here > 0
    return n_texts


def _square(values: npt.NDArray[np.float64], states: tuple[str, ...]) -> pd.DataFrame:
    """Return the values of all pairs as a symmetric frame; its diagonal is missing."""
    full = np.full((len(states), len(states)), np.nan)
    above = np.triu_indices(len(states), k=1)
    full[above] = values
    full.T[above] = values
    return pd.DataFrame(full, index=list(states), columns=list(states))
