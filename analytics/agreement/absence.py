"""Whether a ranking of pairs survives another reading of absence.

Not voting may be chance, weakness or a choice (Morse & Coggins 2024). No reading is right for all
of it, so every pair is ranked under each, and the range of its ranks says how far to trust one.

References
----------
Morse, J. C. & Coggins, B. (2024). Your silence speaks volumes: Weak states and strategic absence in
the UN General Assembly. *Review of International Organizations*.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.agreement import agreement, pairwise
from data.errors import AnalysisError, fault

TREATMENTS = tuple(pairwise.DISAGREEMENT)


@dataclass(frozen=True)
class Sensitivity:
    """Agreement of all pairs under each treatment of absence.

    Attributes
    ----------
    pairs : DataFrame
        ``iso3_a, iso3_b, n_shared, missing, category, half, rank_missing, rank_category,
        rank_half, rank_min, rank_max``: a row a pair. ``n_shared`` counts roll calls in which both
        voted. Rank 1 agrees most of all pairs that have a value under every treatment; the others
        have no rank.
    measure : str
        One of `pairwise.MEASURES`.
    n_ranked : int
        Pairs with ranks.
    n_rollcalls : int
        Roll calls used.
    min_shared : int
        Pairs that share fewer are missing.
    left_out : DataFrame
        ``kind, key, reason``; see `ballots.Ballots`.
    """

    pairs: pd.DataFrame
    measure: str
    n_ranked: int
    n_rollcalls: int
    min_shared: int
    left_out: pd.DataFrame


def sensitivity(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    *,
    measure: str = "kappa",
    sessions: tuple[int, int] | None = None,
    body: str = "plenary",
    min_minority_share: float = 0.0,
    min_shared: int = 10,
) -> Sensitivity:
    """Return each pair's agreement and rank under every treatment of absence.

    Parameters
    ----------
    votes, rollcalls, sessions, body, min_minority_share, min_shared
        As for `agreement.matrix`.
    measure : str
        One of `pairwise.MEASURES`.

    Raises
    ------
    AnalysisError
        If the measure is unknown; see also `agreement.matrix`.
    """
    if measure not in pairwise.MEASURES:
        found, expected = f"measure {measure!r}", " or ".join(pairwise.MEASURES)
        raise AnalysisError(fault("absence", found=found, expected=expected, do="choose one"))
    results = {
        absence: agreement.matrix(
            votes,
            rollcalls,
            seed=0,
            sessions=sessions,
            body=body,
            min_minority_share=min_minority_share,
            absence=absence,
            min_shared=min_shared,
            n_replicates=0,
        )
        for absence in TREATMENTS
    }
    base = results["missing"]
    pairs = base.pairs[["iso3_a", "iso3_b", "n_shared"]].copy()
    for absence, result in results.items():
        pairs[absence] = result.pairs[measure].where(base.pairs["n_shared"] >= min_shared)
    has_all = pairs[list(TREATMENTS)].notna().all(axis=1)
    ranks = [f"rank_{absence}" for absence in TREATMENTS]
    for rank, absence in zip(ranks, TREATMENTS, strict=True):
        pairs[rank] = pairs[absence][has_all].rank(method="average", ascending=False)
    pairs["rank_min"] = pairs[ranks].min(axis=1)
    pairs["rank_max"] = pairs[ranks].max(axis=1)
    return Sensitivity(
        pairs=pairs,
        measure=measure,
        n_ranked=int(has_all.sum()),
        n_rollcalls=base.n_rollcalls,
        min_shared=min_shared,
        left_out=base.left_out,
    )
