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

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots
from analytics.agreement import pairwise
from data.errors import AnalysisError, fault

MIN_BLOCKS = 10
"""Resampling fewer blocks gives intervals that are far too narrow; they are then missing."""


@dataclass(frozen=True)
class Agreement:
    """Agreement of all pairs of States, with what it rests on.

    Attributes
    ----------
    pairs : DataFrame
        ``iso3_a, iso3_b, n_shared, raw, raw_q05, raw_q95, pi, …, kappa, …``: a row a pair, a
        before b, sorted. ``raw`` is from 0 to 1, ``pi`` and ``kappa`` at most 1, with 0 for chance.
        Missing where fewer than ``min_shared`` roll calls are shared and, for ``pi`` and
        ``kappa``, where chance alone gives full agreement. Intervals of 90 %: percentiles of the
        bootstrap.
    states : tuple of str
        The States compared, sorted.
    n_rollcalls : int
        Roll calls used.
    n_blocks : int
        What they were resampled in; below `MIN_BLOCKS` there are no intervals.
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
    block : str
        Column of the roll calls by which they were resampled together.
    left_out : DataFrame
        ``kind, key, reason``; see `ballots.Ballots`.
    """

    pairs: pd.DataFrame
    states: tuple[str, ...]
    n_rollcalls: int
    n_blocks: int
    n_replicates: int
    n_missing: int
    min_shared: int
    min_minority_share: float
    absence: str
    block: str
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
    block: str = "vote_date",
) -> Agreement:
    """Return the agreement of all pairs of States.

    Parameters
    ----------
    votes : DataFrame
        ``rollcall_id, iso3, vote``.
    rollcalls : DataFrame
        The roll calls to use. Columns as for `ballots.house`, and ``block``. Only those whose
        names and tally agree (``status`` complete) are used.
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
    block : str
        Column of the roll calls whose equal values are resampled together: votes of one meeting
        are cast on related texts by the same delegates, and are not independent. ``rollcall_id``
        takes them for independent, which gives narrower intervals; ``title`` keeps a text that
        recurs together over the years, which gives wider ones.

    Raises
    ------
    AnalysisError
        If no roll call or fewer than two States are left; if ``absence`` or ``block`` is unknown;
        if ``min_shared`` is below 1 or ``n_replicates`` below 0; see also `ballots.house`.

    References
    ----------
    Field, C. A. & Welsh, A. H. (2007). Bootstrapping clustered data. *Journal of the Royal
    Statistical Society B* 69(3), 369-390.
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
    statistics, n_blocks = _statistics(house, block, weights, n_replicates, seed)
    first, second = np.triu_indices(len(house.states), k=1)
    names = np.array(house.states)
    pairs = pd.DataFrame({"iso3_a": names[first], "iso3_b": names[second]})
    pairs["n_shared"] = statistics[0, 0].astype(np.int64)
    estimates, low, high = pairwise.intervals(statistics, weights)
    is_missing = (pairs["n_shared"] < min_shared).to_numpy()
    for k, measure in enumerate(pairwise.MEASURES):
        columns = {"": estimates[k], "_q05": low[k], "_q95": high[k]}
        for suffix, values in columns.items():
            pairs[measure + suffix] = np.where(is_missing, np.nan, values.round(ballots.N_DECIMALS))
    return Agreement(
        pairs=pairs,
        states=house.states,
        n_rollcalls=len(house.rollcalls),
        n_blocks=n_blocks,
        n_replicates=statistics.shape[1] - 1,
        n_missing=int(is_missing.sum()),
        min_shared=min_shared,
        min_minority_share=min_minority_share,
        absence=absence,
        block=block,
        left_out=house.left_out,
    )


def replicates(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    *,
    seed: int,
    measure: str = "kappa",
    sessions: tuple[int, int] | None = None,
    body: str = "plenary",
    min_minority_share: float = 0.0,
    min_shared: int = 10,
    n_replicates: int = 100,
    block: str = "vote_date",
) -> Iterator[pd.DataFrame]:
    """Yield bootstrapped agreement, one matrix of States by States at a time.

    What `brokers.ranking` needs beside ``square(matrix(...), measure)`` for its intervals: the
    same options give the same States, and pairs that are missing there are missing here.

    Parameters
    ----------
    votes, rollcalls, seed, sessions, body, min_minority_share, min_shared, n_replicates, block
        As for `matrix`; absence is missing.
    measure : str
        One of `pairwise.MEASURES`.

    Raises
    ------
    AnalysisError
        If the measure is unknown; if there are fewer than `MIN_BLOCKS` blocks to resample; see
        also `matrix`.
    """
    if measure not in pairwise.MEASURES:
        raise _error(f"measure {measure!r}", " or ".join(pairwise.MEASURES), "choose one")
    _check("missing", min_shared, n_replicates)
    house = ballots.house(
        votes, rollcalls, sessions=sessions, body=body, min_minority_share=min_minority_share
    )
    weights = pairwise.DISAGREEMENT["missing"]
    statistics, n_blocks = _statistics(house, block, weights, n_replicates, seed)
    if statistics.shape[1] == 1:
        raise _error(
            f"{n_blocks} blocks to resample and {n_replicates} replicates",
            f"at least {MIN_BLOCKS} blocks and 1 replicate",
            "widen the window, or resample by rollcall_id",
            reason="too_few_texts",
        )
    return _squares(statistics, house.states, measure, min_shared)


def square(result: Agreement, measure: str = "raw") -> pd.DataFrame:
    """Return one measure, or ``n_shared``, as a symmetric frame of States by States.

    The diagonal is missing: with itself a State has nothing to agree on.

    Raises
    ------
    AnalysisError
        If there is no such column.
    """
    if measure not in (*pairwise.MEASURES, "n_shared"):
        raise _error(
            f"measure {measure!r}", "n_shared, " + ", ".join(pairwise.MEASURES), "choose one"
        )
    return _square(result.pairs[measure].to_numpy(dtype=np.float64), result.states)


def _error(found: str, expected: str, do: str, reason: str | None = None) -> AnalysisError:
    """Return the error, in our one sentence."""
    text = fault("agreement", found=found, expected=expected, do=do)
    return AnalysisError(text, reason=reason)


def _check(absence: str, min_shared: int, n_replicates: int) -> None:
    """Refuse options that mean nothing."""
    if absence not in pairwise.DISAGREEMENT:
        raise _error(f"absence {absence!r}", " or ".join(pairwise.DISAGREEMENT), "choose one")
    if min_shared < 1:
        raise _error(f"min_shared {min_shared}", "at least 1", "choose a larger number")
    if n_replicates < 0:
        raise _error(f"n_replicates {n_replicates}", "0 or more", "choose 0 for no intervals")


def _statistics(
    house: ballots.Ballots,
    block: str,
    weights: npt.NDArray[np.float32],
    n_replicates: int,
    seed: int,
) -> tuple[npt.NDArray[np.float32], int]:
    """Return sums over the roll calls, first as they are and then resampled, and the blocks."""
    blocks = ballots.blocks(house, block)
    n_blocks = int(blocks.max()) + 1
    if n_replicates > 0 and n_blocks >= MIN_BLOCKS:
        rng = np.random.default_rng(seed)
        times = rng.multinomial(n_blocks, np.full(n_blocks, 1 / n_blocks), size=n_replicates)
        times = np.vstack([np.ones(n_blocks, dtype=times.dtype), times])
    else:
        blocks, times = np.zeros_like(blocks), np.ones((1, 1), dtype=np.int64)
    return pairwise.sums(house.codes, blocks, times, weights), n_blocks


def _squares(
    statistics: npt.NDArray[np.float32], states: tuple[str, ...], measure: str, min_shared: int
) -> Iterator[pd.DataFrame]:
    """Yield one measure of every replicate."""
    weights = pairwise.DISAGREEMENT["missing"]
    is_missing = statistics[0, 0] < min_shared
    for k in range(1, statistics.shape[1]):
        estimates = pairwise.intervals(statistics[:, [k]], weights)[0]
        values = estimates[pairwise.MEASURES.index(measure)].round(ballots.N_DECIMALS)
        yield _square(np.where(is_missing, np.nan, values), states)


def _square(values: npt.NDArray[np.float64], states: tuple[str, ...]) -> pd.DataFrame:
    """Return the values of all pairs as a symmetric frame; its diagonal is missing."""
    full = np.full((len(states), len(states)), np.nan)
    above = np.triu_indices(len(states), k=1)
    full[above] = values
    full.T[above] = values
    return pd.DataFrame(full, index=list(states), columns=list(states))
