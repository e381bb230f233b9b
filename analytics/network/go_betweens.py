"""Through whom one State is reached by others: who stands between the two.

A go-between goes the target's way on more texts than we do, and our way on more texts than the
target does. Each of the two is tested by itself, exactly: of the texts on which just one of the two
that are compared went that way, how many fell to the go-between (the sign test of McNemar). Both
must hold, where we are several for each of us; and the false discovery rate among all that are
asked is held by the procedure of Benjamini and Hochberg: all are compared with the same direct tie,
so that the tests depend on one another positively. Those that stand with us and the others are two
such families.

How strong the way through a State is, is the weaker of its two ties. Intervals and the order come
from texts that are drawn again (`resampling`); who cannot be told from the first is said.

References
----------
Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. *Journal of the Royal
Statistical Society B* 57(1), 289-300.
Benjamini, Y. & Yekutieli, D. (2001). The control of the false discovery rate in multiple testing
under dependency. *Annals of Statistics* 29(4), 1165-1188.
Berger, R. L. (1982). Multiparameter hypothesis testing and acceptance sampling. *Technometrics*
24(4), 295-300.
McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions or
percentages. *Psychometrika* 12(2), 153-157.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from analytics import intervals, resampling
from analytics.network import between_test, text_matches
from data.errors import AnalysisError

Floats = npt.NDArray[np.float64]

RATE = 0.05
"""False discovery rate: of the States called go-betweens, the share expected to be none."""

N_FIRST = 3
"""Go-betweens that a sentence names."""

BEYOND_DOUBT = 0.95
"""Share of samples in which one must be ahead of another to be told from it."""

N_DECIMALS = 6


@dataclass(frozen=True)
class Tie:
    """How often two went the same way.

    Attributes
    ----------
    n_same : float
        Texts; where we are several States, the mean over us of each text.
    n_texts : int
        Texts that compare the two.
    share, low, high : float
        0 to 1, with an interval of 90 % by texts.
    """

    n_same: float
    n_texts: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class GoBetweens:
    """Who stands between us and a State.

    Attributes
    ----------
    target : str
    ours : tuple of str
        Those of us that are compared.
    direct : Tie
        Between us and the target.
    states : DataFrame
        A row a State that shares enough texts with both: ``iso3, is_with_us, is_between, is_first,
        p_value, weaker, weaker_low, weaker_high, rank, rank_low, rank_high, among_first``, and for
        the ties ``to_target`` and ``to_us`` each ``n_same_…, n_texts_…, share_…, low_…, high_…``.
        The go-betweens of those with us first, then the others with us, then the rest; in each the
        strongest way first. Ranks are by ``weaker`` among those with us, or among the rest;
        ``among_first`` is the share of samples in which a State was among the first `N_FIRST`.
        ``is_first``: a go-between that cannot be told from the strongest of its family.
    n_asked : tuple of int
        States tested: of those with us, and of the rest.
    n_closer : int
        States of both families that go the target's way on more texts than we do.
    n_texts, n_replicates : int
    rate : float
    left_out : DataFrame
        ``kind, key, reason``: ``state``, ``too_few_texts``.
    """

    target: str
    ours: tuple[str, ...]
    direct: Tie
    states: pd.DataFrame
    n_asked: tuple[int, int]
    n_closer: int
    n_texts: int
    n_replicates: int
    rate: float
    left_out: pd.DataFrame


def obstacle(compared: text_matches.TextMatches, target: str, ours: Collection[str]) -> str | None:
    """Return why nobody can be asked for between us and a State, or None if nothing is in the way.

    Returns
    -------
    str or None
        ``is_us``: the target is one of us. ``target_unknown``, ``ours_unknown``: it, or all of us,
        voted on none of the texts. ``too_few_shared``: both did, on fewer than
        `text_matches.TextMatches.min_shared` of the same texts.
    """
    if target in ours:
        return "is_us"
    if target not in compared.states:
        return "target_unknown"
    found = [iso3 for iso3 in ours if iso3 in compared.states]
    if not found:
        return "ours_unknown"
    at = compared.states.index(target)
    n_shared = np.isfinite(between_test.with_us(compared, found)[:, at]).sum()
    return "too_few_shared" if n_shared < compared.min_shared else None


def to_state(
    compared: text_matches.TextMatches,
    target: str,
    ours: Collection[str],
    with_us: Collection[str],
    *,
    seed: int,
    n_replicates: int = 400,
    rate: float = RATE,
) -> GoBetweens:
    """Return who stands between us and a State.

    Parameters
    ----------
    compared : TextMatches
    target : str
        iso3 of the State to reach.
    ours : collection of str
        iso3 of us; those that are not compared are passed over.
    with_us : collection of str
        iso3 of the States that stand with us: a family of its own.
    seed, n_replicates : int
        Of the samples of the texts.
    rate : float
        False discovery rate, above 0 and below 1.

    Raises
    ------
    AnalysisError
        If there is an `obstacle`; if the rate is out of its range.
    """
    why = obstacle(compared, target, ours)
    if why is not None:
        raise AnalysisError(
            "go-betweens",
            found=why,
            expected="two that share enough texts, and are not one",
            do="ask `obstacle` before",
        )
    if not 0 < rate < 1:
        raise AnalysisError(
            "go-betweens", found=f"rate {rate}", expected="above 0 and below 1", do="choose 0.05"
        )
    us = tuple(iso3 for iso3 in sorted(set(ours)) if iso3 in compared.states)
    to_target, to_us = compared.with_state(target), between_test.with_us(compared, us)
    direct = to_us[:, compared.states.index(target)]
    names = np.array(compared.states)
    is_other = ~np.isin(names, [target, *us])
    n_shared = np.minimum(np.isfinite(to_target).sum(axis=0), np.isfinite(to_us).sum(axis=0))
    is_asked = is_other & (n_shared >= compared.min_shared)
    asked = np.flatnonzero(is_asked)
    to_target, to_us = to_target[:, asked], to_us[:, asked]
    drawn = resampling.weights(
        np.arange(len(direct)), n_replicates, np.random.default_rng(seed)
    ).astype(np.float64)
    samples = [between_test.shares(drawn, rows) for rows in (to_target, to_us)]
    frame = pd.DataFrame({"iso3": names[asked].astype(str)})
    frame["is_with_us"] = np.isin(names[asked], list(with_us))
    frame["p_value"] = between_test.p_values(compared, target, us)[asked]
    weaker = np.minimum(
        between_test.shares(None, to_target)[0], between_test.shares(None, to_us)[0]
    )
    low, high = intervals.of_draws(np.minimum(*samples))
    frame["weaker"], frame["weaker_low"], frame["weaker_high"] = weaker, low, high
    parts = [
        _family(part, np.minimum(*samples)[:, part.index], rate)
        for _, part in frame.groupby("is_with_us", sort=True)
    ]
    frame = pd.concat(parts) if parts else _family(frame, np.minimum(*samples), rate)
    frame = frame.sort_index()
    for name, rows, replicates in (
        ("target", to_target, samples[0]),
        ("us", to_us, samples[1]),
    ):
        frame = frame.assign(**_columns(name, rows, replicates))
    ordered = frame.sort_values(
        ["is_with_us", "is_between", "weaker", "iso3"], ascending=[False, False, False, True]
    )
    n_closer = int((np.nan_to_num(to_target - direct[:, None]).sum(axis=0) > 0).sum())
    short = names[is_other & ~is_asked]
    return GoBetweens(
        target=target,
        ours=us,
        direct=_tie(direct, drawn),
        states=_rounded(ordered.reset_index(drop=True)),
        n_asked=(int(frame["is_with_us"].sum()), int((~frame["is_with_us"]).sum())),
        n_closer=n_closer,
        n_texts=len(direct),
        n_replicates=len(drawn),
        rate=rate,
        left_out=pd.DataFrame(
            {"kind": "state", "key": short.astype(str), "reason": "too_few_texts"}, dtype=object
        ),
    )


def _tie(row: Floats, drawn: Floats) -> Tie:
    """Return how often two went the same way, with its interval."""
    n_texts = int(np.isfinite(row).sum())
    total = float(np.nansum(row))
    low, high = intervals.of_draws(between_test.shares(drawn, row[:, None])[:, 0])
    return Tie(
        n_same=round(total, N_DECIMALS),
        n_texts=n_texts,
        share=round(total / n_texts, N_DECIMALS),
        low=round(float(low), N_DECIMALS),
        high=round(float(high), N_DECIMALS),
    )


def _family(part: pd.DataFrame, samples: Floats, rate: float) -> pd.DataFrame:
    """Return one family with its go-betweens, its ranks, and who cannot be told from the first."""
    if part.empty:
        nothing = dict.fromkeys(("rank", "rank_low", "rank_high", "among_first"), np.nan)
        return part.assign(is_between=False, is_first=False, **nothing)
    p = part["p_value"].to_numpy(dtype=np.float64)
    is_between = stats.false_discovery_control(p, method="bh") <= rate
    is_first = is_between.copy()
    ranks = pd.DataFrame(samples).rank(axis=1, ascending=False, method="min").to_numpy()
    low, high = intervals.of_draws(ranks)
    among = (ranks <= N_FIRST).mean(axis=0) if len(ranks) else np.full(len(part), np.nan)
    if is_between.any() and len(samples):
        order = part["weaker"].where(pd.Series(is_between, index=part.index), -1)
        leader = int(np.argmax(order.to_numpy()))
        is_behind = (samples[:, [leader]] > samples).mean(axis=0) >= BEYOND_DOUBT
        is_first = is_between & ~is_behind
    return part.assign(
        is_between=is_between,
        is_first=is_first,
        rank=part["weaker"].rank(ascending=False, method="min"),
        rank_low=np.floor(low),
        rank_high=np.ceil(high),
        among_first=among,
    )


def _columns(name: str, rows: Floats, samples: Floats) -> dict[str, npt.NDArray[np.generic]]:
    """Return the columns of the tie to the target or to us."""
    low, high = intervals.of_draws(samples)
    return {
        f"n_same_{name}": np.nansum(rows, axis=0),
        f"n_texts_{name}": np.isfinite(rows).sum(axis=0),
        f"share_{name}": between_test.shares(None, rows)[0],
        f"low_{name}": low,
        f"high_{name}": high,
    }


def _rounded(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame without what depends on the machine's order of summation."""
    floats = frame.select_dtypes("float").columns
    return frame.assign(**{name: frame[name].round(N_DECIMALS) for name in floats})
