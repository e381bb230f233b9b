"""How much States follow their peers: an estimate from above.

Once a third of a text's signatories is known, does a State whose peers are among them join more
often than the joining model says, which knew nothing of them? What is left over is put down to the
peers. Likes join together for other reasons too, so that this is an upper bound, never an effect.

References
----------
Manski, C. F. (1993). Identification of endogenous social effects: the reflection problem. *Review
of Economic Studies* 60(3), 531-542. Shalizi, C. R. & Thomas, A. C. (2011). Homophily and contagion
are generically confounded. *Sociological Methods & Research* 40(2), 211-239.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit, logit

from analytics import intervals
from analytics.joining import recent_votes
from analytics.joining.backtest import JoiningBackTest
from analytics.joining.history import History
from analytics.joining.open_texts import RosterSnapshot
from analytics.outreach.baseline import peer_weights
from data.errors import AnalysisError

Array = npt.NDArray[np.float64]

MIN_TEXTS = 10
FLOOR = 1e-4
"""Probabilities are held so far from 0 and 1."""

N_STEPS = 30


@dataclass(frozen=True)
class PeerEffect:
    """What all of a State's peers joining, instead of none, goes with.

    Attributes
    ----------
    upper_bound : float
        Log-odds beyond what the joining model says; confounded with all else that likes share.
    low, high : float
        90 % interval over families of texts.
    n_texts, n_rows : int
    """

    upper_bound: float
    low: float
    high: float
    n_texts: int
    n_rows: int


def estimate(
    history: History,
    test: JoiningBackTest,
    asked: Sequence[RosterSnapshot],
    *,
    seed: int,
    n_replicates: int = 400,
) -> PeerEffect:
    """Return the estimate, from the questions with a third of the signatories known.

    Parameters
    ----------
    history : Record
    test : JoiningBackTest
        Walk-forward; its probabilities given the number that joined are the model's.
    asked : sequence of RosterSnapshot
        `open_texts.snapshots` of the history.
    seed : int
        Of the resampling of families of texts.
    n_replicates : int

    Raises
    ------
    AnalysisError
        If there are fewer than `MIN_TEXTS` texts.
    """
    by_text = test.rows.set_index("iso3")[["event", "given_size"]]
    said = {
        place: by_text["given_size"][(by_text["event"] == place).to_numpy(dtype=bool)]
        for place in by_text["event"].unique().tolist()
    }
    parts = [
        _rows(history, one, said[one.place])
        for one in asked
        if one.days < 0 and one.place in said and one.joined.any()
    ]
    places = {int(part["place"].iloc[0]) for part in parts}
    if len(places) < MIN_TEXTS:
        raise AnalysisError(
            "peer effect",
            found=f"{len(places)} texts with enough signatories",
            expected=f"at least {MIN_TEXTS}",
            do="add rosters to data/sources",
            reason="too_little_to_learn",
        )
    rows = pd.concat(parts, ignore_index=True)
    clusters, number = np.unique(rows["cluster"], return_inverse=True)
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    counts = rng.multinomial(
        len(clusters), np.full(len(clusters), 1 / len(clusters)), size=n_replicates
    )
    weight = rows["weight"].to_numpy(dtype=np.float64)
    drawn = [_slope(rows, weight * count[number]) for count in counts]
    low, high = intervals.of_draws(np.array(drawn))
    return PeerEffect(
        upper_bound=_slope(rows, weight),
        low=float(low),
        high=float(high),
        n_texts=len(places),
        n_rows=len(rows),
    )


def _rows(history: History, one: RosterSnapshot, said: pd.Series) -> pd.DataFrame:
    """Return the States of whom it is asked, with what the model said and their peers' share."""
    votes, _, _ = recent_votes.of_all(history, history.known(one.day))
    signed = (history.joined[one.place] & ~one.joined).astype(np.float64)
    share = peer_weights(votes.T @ votes) @ signed
    states = np.array(history.states, dtype=object)
    used = one.rest & np.isin(states, said.index)
    score = logit(said.loc[states[used]].to_numpy(dtype=np.float64).clip(FLOOR, 1 - FLOOR))
    return pd.DataFrame(
        {
            "place": one.place,
            "cluster": int(history.texts["family"].iloc[one.place]),
            "joined": one.joined[used],
            "score": score,
            "share": share[used] - share[used].mean(),
            "weight": one.weight,
        }
    )


def _slope(rows: pd.DataFrame, weight: Array) -> float:
    """Return the weight of the peers' share beside the model's score, by Newton's steps."""
    design = np.column_stack([np.ones(len(rows)), rows["share"].to_numpy(dtype=np.float64)])
    offset = rows["score"].to_numpy(dtype=np.float64)
    answer = rows["joined"].to_numpy(dtype=np.float64)
    found = np.zeros(2)
    for _ in range(N_STEPS):
        mean = expit(offset + design @ found)
        curve = (design * (weight * mean * (1 - mean))[:, None]).T @ design
        step = np.linalg.solve(curve + 1e-9 * np.eye(2), design.T @ (weight * (answer - mean)))
        found = found + step
        if np.abs(step).max() < 1e-10:
            break
    return float(found[1])
