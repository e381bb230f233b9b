"""How close two States vote, beside what two States drawn at random would do on the same texts.

On a scale N < A < Y two States that vote Y and A disagree by half. The closeness of a pair is 1
less its disagreement over what is expected of two States drawn at random, without replacement, from
those that voted in the same roll calls: 1 is always alike, 0 is as alike as any two, below 0 is
further apart than that. The chance it is corrected for is the house's, text by text.

Cohen's kappa takes chance from the habits of the two States instead. Where both nearly always vote
in favour, those habits alone explain nearly all agreement, and kappa hangs on a handful of votes
(the paradox of Feinstein & Cicchetti): it is then told, and marked as saying little.

All pairs come from matrix products. Intervals are of 90 %, from texts drawn again; ranks and
percentiles are worked out anew in each.

References
----------
Feinstein, A. R. & Cicchetti, D. V. (1990). High agreement but low kappa: I. The problems of two
paradoxes. *Journal of Clinical Epidemiology* 43(6), 543-549.
Häge, F. M. (2011). Choice or Circumstance? Adjusting Measures of Foreign Policy Similarity for
Chance Agreement. *Political Analysis* 19(3), 287-305.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots, intervals, resampling
from analytics.agreement import pairwise

Floats = npt.NDArray[np.float64]

MEASURES = ("closeness", "raw", "kappa")
"""The first is the one that pairs are ranked by."""

FULL_HABITS = 0.9
"""Agreement by habits alone from which kappa says little. On pairs above it, kappa from one half of
the texts hardly tells kappa from the other half."""

N_REPLICATES = 200


@dataclass(frozen=True)
class Closeness:
    """How close all pairs of States vote, with what it rests on.

    Attributes
    ----------
    pairs : DataFrame
        A row a pair, a before b, sorted: ``iso3_a, iso3_b, n_shared`` (roll calls in which both
        voted), ``n_texts`` (texts these are on), ``n_same, n_half, n_opposite`` (alike; one
        abstained where the other voted; one for, the other against), ``by_house, by_habits``
        (agreement, 0 to 1, of two States drawn at random, and of two with the habits of these),
        and for each of `MEASURES` its value, ``_q05, _q95``, and ``_percentile``,
        ``_percentile_q05, _percentile_q95``: the share of all pairs that are less close, ties
        counted half, 0 to 100. An abstention against a vote counts as half agreement in all.
        ``rank_ab, rank_ab_from, rank_ab_to``: which partner b is to a by closeness, 1 the closest,
        ties sharing the lower; ``rank_ba``, …: a to b. Measures are missing where fewer than
        ``min_texts`` texts are shared, or undefined. Pairs that never voted differently have no
        intervals: texts drawn again are then all alike, which does not make sure that others are.
    states : tuple of str
        The States compared, sorted.
    n_partners : Series of int
        By State: partners with a closeness.
    n_rollcalls, n_texts : int
        Used.
    n_replicates : int
        Of the resamples; 0 for no intervals.
    min_texts : int
        How few shared texts are too few.
    left_out : DataFrame
        ``kind, key, reason``; see `ballots.Ballots`.
    """

    pairs: pd.DataFrame
    states: tuple[str, ...]
    n_partners: pd.Series
    n_rollcalls: int
    n_texts: int
    n_replicates: int
    min_texts: int
    left_out: pd.DataFrame


def all_pairs(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    *,
    seed: int,
    min_minority_share: float = 0.0,
    min_texts: int = resampling.MIN_TEXTS,
    absence: str = "missing",
    n_replicates: int = N_REPLICATES,
) -> Closeness:
    """Return how close all pairs of States vote.

    Parameters
    ----------
    votes : DataFrame
        ``rollcall_id, iso3, vote``.
    rollcalls : DataFrame
        The roll calls to use. Columns as for `ballots.voting_body`, and ``text_id`` from
        `resampling.with_text_ids`.
    seed : int
        Of the resamples.
    min_minority_share : float
        `ballots.CONTESTED` for contested roll calls only; 0 for all.
    min_texts : int
        Pairs that share fewer texts are missing.
    absence : str
        A key of `pairwise.DISAGREEMENT`.
    n_replicates : int
        0 for no intervals; there are none either below `resampling.MIN_TEXTS` texts.

    Raises
    ------
    AnalysisError
        If no roll call or fewer than two States are left; see `ballots.voting_body` and
        `resampling.text_numbers`.
    """
    house = ballots.voting_body(votes, rollcalls, min_minority_share=min_minority_share)
    weights = pairwise.DISAGREEMENT[absence]
    text_numbers = resampling.text_numbers(house.rollcalls)
    drawn = resampling.weights(text_numbers, n_replicates, np.random.default_rng(seed))
    times = np.vstack([np.ones((1, int(text_numbers.max()) + 1), dtype=np.int64), drawn])
    statistics = pairwise.sums(house.codes, text_numbers, times, weights)
    expected = pairwise.weighted_sums(
        house.codes, text_numbers, times, expected_disagreement(house.codes, weights), len(weights)
    )
    first, second = np.triu_indices(len(house.states), k=1)
    names = np.array(house.states)
    pairs = pd.DataFrame({"iso3_a": names[first], "iso3_b": names[second]})
    pairs = pairs.assign(**_counts(house, text_numbers, first, second))
    is_told = (pairs["n_texts"] >= min_texts).to_numpy()
    values, by_habits = _measures(statistics, expected, weights)
    for name, agreed in (
        ("by_house", 1 - expected[0] / np.maximum(statistics[0, 0], 1)),
        ("by_habits", by_habits),
    ):
        pairs[name] = np.where(is_told, agreed, np.nan).round(ballots.N_DECIMALS)
    for measure, value in values.items():
        own = np.where(is_told, value, np.nan)
        _tell(pairs, measure, own, n_decimals=ballots.N_DECIMALS)
        _tell(pairs, f"{measure}_percentile", percentiles(own), n_decimals=1)
    _rank(pairs, np.where(is_told, values["closeness"], np.nan), len(house.states))
    bounds = [name for name in pairs if str(name).endswith(("_q05", "_q95", "_from", "_to"))]
    pairs.loc[pairs["n_same"] == pairs["n_shared"], bounds] = pd.NA
    defined = pairs.loc[pairs["closeness"].notna(), ["iso3_a", "iso3_b"]].melt()["value"]
    n_partners = defined.value_counts().reindex(list(house.states), fill_value=0)
    return Closeness(
        pairs=pairs,
        states=house.states,
        n_partners=n_partners,
        n_rollcalls=len(house.rollcalls),
        n_texts=times.shape[1],
        n_replicates=len(drawn),
        min_texts=min_texts,
        left_out=house.left_out,
    )


def expected_disagreement(codes: npt.NDArray[np.int8], weights: npt.NDArray[np.float32]) -> Floats:
    """Return how far two States drawn at random from those that voted disagree in each roll call.

    Parameters
    ----------
    codes : ndarray of int8, shape (n_rollcalls, n_states)
        Values of `ballots.CODES`.
    weights : ndarray, shape (k, k)
        Disagreement of two positions; codes of k and above did not take part.

    Returns
    -------
    ndarray, shape (n_rollcalls,)
        0 to 1; 0 where fewer than two took part.

    Examples
    --------
    Two in favour, one against: two of the three pairs are wholly apart.

    >>> codes = np.array([[2, 2, 0]], dtype=np.int8)
    >>> expected_disagreement(codes, pairwise.DISAGREEMENT["missing"]).round(3)
    array([0.667])
    """
    counts = np.stack([(codes == k).sum(axis=1) for k in range(len(weights))], axis=1)
    n = counts.sum(axis=1)
    apart = np.einsum("ra,ab,rb->r", counts, weights, counts) - counts @ np.diag(weights)
    return np.asarray(apart / np.maximum(n * (n - 1), 1), dtype=np.float64)


def percentiles(values: Floats) -> Floats:
    """Return the share of all pairs that have less, ties counted half, 0 to 100, row by row.

    Examples
    --------
    >>> percentiles(np.array([[0.2, 0.9, 0.2, np.nan]])).round(1)
    array([[33.3, 83.3, 33.3,  nan]])
    """
    ranks = pd.DataFrame(values).rank(axis=1).to_numpy()
    return np.asarray((ranks - 0.5) / np.isfinite(values).sum(axis=1, keepdims=True) * 100)


def pair_row(found: Closeness, iso3_a: str, iso3_b: str) -> pd.Series | None:
    """Return the row of a pair, turned so that its first State is a; nothing without closeness."""
    first, second = sorted((iso3_a, iso3_b))
    pairs = found.pairs
    held = pairs[(pairs["iso3_a"] == first) & (pairs["iso3_b"] == second)]
    if held.empty or pd.isna(held["closeness"].iloc[0]):
        return None
    row = held.iloc[0]
    if first == iso3_a:
        return row
    turned = {"iso3_a": "iso3_b", "iso3_b": "iso3_a"}
    for end in ("", "_from", "_to"):
        turned |= {f"rank_ab{end}": f"rank_ba{end}", f"rank_ba{end}": f"rank_ab{end}"}
    return row.rename(turned)


def is_kappa_uninformative(row: pd.Series) -> bool:
    """Return whether kappa says little of a pair: habits alone would give nearly all agreement."""
    return bool(pd.isna(row["kappa"]) or row["by_habits"] >= FULL_HABITS)


def _counts(
    house: ballots.Ballots,
    text_numbers: npt.NDArray[np.int64],
    first: npt.NDArray[np.intp],
    second: npt.NDArray[np.intp],
) -> dict[str, npt.NDArray[np.int64]]:
    """Return how often each pair voted at all, on how many texts, alike, and opposed."""
    against, abstained, favour = ((house.codes == k).astype(np.float32) for k in range(3))
    has_voted = house.has_voted.astype(np.float32)
    shared = has_voted.T @ has_voted
    same = against.T @ against + abstained.T @ abstained + favour.T @ favour
    opposite = favour.T @ against + against.T @ favour
    n_texts = np.zeros_like(shared)
    for _start, texts in pairwise.chunks(text_numbers):
        for rows in texts:
            voted = has_voted[rows]
            n_texts += voted.T @ voted > 0
    counts = {
        "n_shared": shared,
        "n_texts": n_texts,
        "n_same": same,
        "n_half": shared - same - opposite,
        "n_opposite": opposite,
    }
    return {name: square[first, second].astype(np.int64) for name, square in counts.items()}


def _measures(
    statistics: npt.NDArray[np.float32],
    expected: Floats,
    weights: npt.NDArray[np.float32],
) -> tuple[dict[str, Floats], Floats]:
    """Return each measure, of shape (1 + n_replicates, n_pairs), and agreement by habits alone."""
    k = len(weights) - 1
    n_shared, disagreement = statistics[0], statistics[1]
    first, second = (
        np.concatenate([(n_shared - rest.sum(axis=0))[None], rest])
        for rest in (statistics[2 : 2 + k], statistics[2 + k :])
    )
    raw, kappa = pairwise.raw_and_kappa(disagreement, first, second, weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        closeness = np.where(expected > 0, 1 - disagreement / expected, np.nan)
        by_habits = pairwise.expected(first[:, 0], second[:, 0], weights) / n_shared[0] ** 2
    return {"closeness": closeness, "raw": raw, "kappa": kappa}, 1 - by_habits


def _tell(pairs: pd.DataFrame, name: str, values: Floats, *, n_decimals: int) -> None:
    """Write a figure of all pairs and its interval, which holds the figure."""
    low, high = _bounds(values[1:])
    pairs[name] = values[0].round(n_decimals)
    pairs[f"{name}_q05"] = np.minimum(low, values[0]).round(n_decimals)
    pairs[f"{name}_q95"] = np.maximum(high, values[0]).round(n_decimals)


def _rank(pairs: pd.DataFrame, values: Floats, n_states: int) -> None:
    """Write which partner each State of a pair is to the other, and between which ranks it lies."""
    first, second = np.triu_indices(n_states, k=1)
    square = np.full((len(values), n_states, n_states), np.nan)
    square[:, first, second] = values
    square[:, second, first] = values
    rows = pd.DataFrame(square.reshape(-1, n_states))
    ranks = rows.rank(axis=1, method="min", ascending=False).to_numpy().reshape(square.shape)
    for name, own in (("rank_ab", ranks[:, first, second]), ("rank_ba", ranks[:, second, first])):
        low, high = _bounds(own[1:])
        columns = {
            "": own[0],
            "_from": np.floor(np.minimum(low, own[0])),
            "_to": np.ceil(np.maximum(high, own[0])),
        }
        for suffix, column in columns.items():
            pairs[name + suffix] = pd.array(column, dtype="Int64")


def _bounds(values: Floats) -> tuple[Floats, Floats]:
    """Return intervals of figures, a column each; none where too few resamples tell the figure."""
    is_told = np.isfinite(values).sum(axis=0) / max(len(values), 1) >= pairwise.MIN_DEFINED
    low, high = np.full((2, values.shape[1]), np.nan)
    low[is_told], high[is_told] = intervals.of_draws(values[:, is_told])
    return low, high
