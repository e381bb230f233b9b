"""Whether champions would be ranked better if what States say were one of their components.

Of every question of `champion_proof` on which it can be told what States say, the plain mean of the
ranks in the other components is set beside the mean with that of what they say. Pairs of a State
that joined and one that did not are counted within a question; the interval resamples families of
texts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import intervals
from analytics.joining.champion_proof import SAYS, SHARED, ChampionProof

N_REPLICATES = 1000


@dataclass(frozen=True)
class RankingGain:
    """By how much more pairs within a text are ranked right with what States say.

    Attributes
    ----------
    value, low, high : float
        Share of the pairs, -1 to 1, and its 90 % interval over families of texts.
    n_texts, n_families, n_states : int
        Texts and families asked, and States that joined any of them.
    """

    value: float
    low: float
    high: float
    n_texts: int
    n_families: int
    n_states: int

    @property
    def is_sure(self) -> bool:
        """Whether the whole interval lies above 0."""
        return bool(self.low > 0)


def of_words(proof: ChampionProof, *, seed: int) -> RankingGain | None:
    """Return what `SAYS` adds to the plain mean of the ranks in `SHARED`, where all are known.

    Parameters
    ----------
    proof : ChampionProof
    seed : int

    Returns
    -------
    RankingGain or None
        None where fewer than two families can be asked.
    """
    here = proof.rows.dropna(subset=[*SHARED, SAYS]).reset_index(drop=True)
    ranks = here.groupby("event")[[*SHARED, SAYS]].rank(pct=True)
    told = here.assign(without=ranks[list(SHARED)].mean(axis=1), beside=ranks.mean(axis=1))
    pairs = [
        (part["cluster"].iloc[0], *_pairs(part))
        for _event, part in told.groupby("event")
        if 0 < part["joined"].sum() < len(part)
    ]
    columns = ["cluster", "n", "without", "beside"]
    held = pd.DataFrame(pairs, columns=columns).groupby("cluster")[columns[1:]].sum()
    if len(held) < 2:
        return None
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    counts = held.to_numpy(dtype=np.float64)
    drawn = counts[rng.integers(len(counts), size=(N_REPLICATES, len(counts)))].sum(axis=1)
    low, high = intervals.of_draws((drawn[:, 2] - drawn[:, 1]) / drawn[:, 0])
    n, without, beside = counts.sum(axis=0)
    return RankingGain(
        value=float((beside - without) / n),
        low=float(low),
        high=float(high),
        n_texts=here["instrument_id"].nunique(),
        n_families=len(held),
        n_states=here.loc[here["joined"], "iso3"].nunique(),
    )


def _pairs(part: pd.DataFrame) -> tuple[float, ...]:
    """Return the pairs of a question, and how many each of the two rankings has right."""
    joined = part["joined"].to_numpy(dtype=bool)
    right = []
    for name in ("without", "beside"):
        ranks = part[name].to_numpy(dtype=np.float64)
        apart = ranks[joined][:, None] - ranks[~joined][None, :]
        right.append(float((apart > 0).sum() + (apart == 0).sum() / 2))
    return float(joined.sum() * (~joined).sum()), *right
