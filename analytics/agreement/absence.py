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

from analytics import resampling
from analytics.agreement import closeness, pairwise

TREATMENTS = tuple(pairwise.DISAGREEMENT)


@dataclass(frozen=True)
class Sensitivity:
    """Agreement of all pairs under each treatment of absence.

    Attributes
    ----------
    pairs : DataFrame
        ``iso3_a, iso3_b, n_texts, missing, category, half, rank_missing, rank_category,
        rank_half, rank_min, rank_max``: a row a pair, with its closeness under each treatment.
        ``n_texts`` counts texts on which both voted. Rank 1 agrees most of all pairs that have a
        value under every treatment; the others have no rank.
    n_ranked : int
        Pairs with ranks.
    n_rollcalls : int
        Roll calls used.
    min_texts : int
        Pairs that share fewer texts are missing.
    left_out : DataFrame
        ``kind, key, reason``; see `ballots.Ballots`.
    """

    pairs: pd.DataFrame
    n_ranked: int
    n_rollcalls: int
    min_texts: int
    left_out: pd.DataFrame


def sensitivity(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    *,
    min_minority_share: float = 0.0,
    min_texts: int = resampling.MIN_TEXTS,
) -> Sensitivity:
    """Return each pair's closeness and rank under every treatment of absence.

    Parameters
    ----------
    votes, rollcalls, min_minority_share, min_texts
        As for `closeness.all_pairs`.

    Raises
    ------
    AnalysisError
        See `closeness.all_pairs`.
    """
    results = {
        absence: closeness.all_pairs(
            votes,
            rollcalls,
            seed=0,
            min_minority_share=min_minority_share,
            min_texts=min_texts,
            absence=absence,
            n_replicates=0,
        )
        for absence in TREATMENTS
    }
    base = results["missing"]
    pairs = base.pairs[["iso3_a", "iso3_b", "n_texts"]].copy()
    for absence, result in results.items():
        pairs[absence] = result.pairs["closeness"]
    has_all = pairs[list(TREATMENTS)].notna().all(axis=1)
    ranks = [f"rank_{absence}" for absence in TREATMENTS]
    for rank, absence in zip(ranks, TREATMENTS, strict=True):
        pairs[rank] = pairs[absence][has_all].rank(method="average", ascending=False)
    pairs["rank_min"] = pairs[ranks].min(axis=1)
    pairs["rank_max"] = pairs[ranks].max(axis=1)
    return Sensitivity(
        pairs=pairs,
        n_ranked=int(has_all.sum()),
        n_rollcalls=base.n_rollcalls,
        min_texts=min_texts,
        left_out=base.left_out,
    )
