"""How fast the closeness of all pairs comes with its intervals, beside a pandas loop over pairs.

The task: closeness, raw agreement and kappa of every pair of States over the complete plenary roll
calls since 1990, with ranks and 90 % intervals from the texts drawn again 200 times. The peer does
what one would write first: for each pair it drops the roll calls in which one of them did not vote,
cross-tabulates the rest and works raw agreement and kappa out, and looks up for closeness what two
States drawn at random would do; for each replicate it does so again on the resampled rows. **It
would take days, so its time is that of a sample of pairs and replicates, scaled up to all of
them.** Both run here on the same votes; our time is the median of `N_TIMES`, of which the first is
given too.
"""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from analytics import resampling
from analytics.agreement import closeness
from data import store
from tests.benchmarks.result import Result, memory_mb

SINCE = pd.Timestamp("1990-01-01")
N_REPLICATES = closeness.N_REPLICATES
N_TIMES = 3
SAMPLE_PAIRS = 40
SAMPLE_REPLICATES = 3
POSITIONS = ["N", "A", "Y"]
WEIGHTS = np.array([[0, 0.5, 1], [0.5, 0, 0.5], [1, 0.5, 0]])


def measure() -> Result:
    snapshot = store.open_snapshot()
    rollcalls = resampling.with_text_ids(
        snapshot.frame("rollcalls"), snapshot.frame("repeated_votes")
    )
    rollcalls = rollcalls[rollcalls["vote_date"] >= SINCE]
    members = snapshot.frame("states").query("un_membership == 'member'")["iso3"]
    votes = snapshot.frame("votes")
    votes = votes[votes["iso3"].isin(members)]

    ours, seconds = timed(votes, rollcalls, N_REPLICATES)
    once, once_seconds = timed(votes, rollcalls, 0)
    memory = memory_mb()
    table = wide(votes, rollcalls)
    rng = np.random.default_rng(0)
    sample = ours.pairs.iloc[rng.choice(len(ours.pairs), SAMPLE_PAIRS, replace=False)]

    started = time.perf_counter()
    peer = [measures(table, a, b) for a, b in zip(sample["iso3_a"], sample["iso3_b"], strict=True)]
    each = (time.perf_counter() - started) / len(sample)
    started = time.perf_counter()
    for a, b in zip(sample["iso3_a"].head(5), sample["iso3_b"].head(5), strict=True):
        resampled(table, a, b, rng)
    each_replicate = (time.perf_counter() - started) / (5 * SAMPLE_REPLICATES)

    apart = np.abs(sample[["closeness", "raw", "kappa"]].to_numpy() - np.array(peer))
    own = np.median(seconds)
    return Result(
        n=len(ours.pairs),
        seconds=float(own),
        memory_mb=memory,
        peer=f"pandas {pd.__version__} loop over pairs, {SAMPLE_PAIRS} pairs and "
        f"{5 * SAMPLE_REPLICATES} replicates measured and scaled",
        peer_seconds=(each + N_REPLICATES * each_replicate) * len(ours.pairs),
        quality={
            "n_states": len(ours.states),
            "n_rollcalls": ours.n_rollcalls,
            "n_texts": ours.n_texts,
            "n_replicates": ours.n_replicates,
            "first_seconds": seconds[0],
            "slowest_seconds": max(seconds),
            "seconds_without_replicates": float(np.median(once_seconds)),
            "ratio_without_replicates": each * len(once.pairs) / float(np.median(once_seconds)),
            "largest_difference_from_peer": float(np.nanmax(apart)),
            "n_pairs_compared": int(np.isfinite(apart).all(axis=1).sum()),
        },
    )


def timed(
    votes: pd.DataFrame, rollcalls: pd.DataFrame, n_replicates: int
) -> tuple[closeness.Closeness, list[float]]:
    """Return our result and the seconds it took, time after time."""
    seconds = []
    for _ in range(N_TIMES):
        started = time.perf_counter()
        result = closeness.all_pairs(votes, rollcalls, seed=0, n_replicates=n_replicates)
        seconds.append(time.perf_counter() - started)
    return result, seconds


def wide(votes: pd.DataFrame, rollcalls: pd.DataFrame) -> pd.DataFrame:
    """Return votes as a table of roll calls by States, with the text of each; X is missing.

    ``chance`` is the disagreement of two States drawn at random from those that voted.
    """
    used = rollcalls[
        (rollcalls["body"] == "plenary")
        & (rollcalls["status"] == "complete")
        & ~rollcalls["is_paragraph_vote"]
        & ~rollcalls["is_amendment_vote"]
    ]
    cast = votes[votes["rollcall_id"].isin(used["rollcall_id"]) & (votes["vote"] != "X")]
    table = cast.astype(str).pivot_table(
        index="rollcall_id", columns="iso3", values="vote", aggfunc="first"
    )
    chance = table.apply(lambda row: expected(row.value_counts()), axis=1)
    return table.assign(text=used.set_index("rollcall_id")["text_id"], chance=chance)


def expected(counts: pd.Series) -> float:
    """Return the mean disagreement of all pairs of those that voted in one roll call."""
    n = counts.reindex(POSITIONS).fillna(0).to_numpy()
    pairs = n.sum() * (n.sum() - 1)
    return float(n @ WEIGHTS @ n / pairs) if pairs else np.nan


def measures(table: pd.DataFrame, a: str, b: str) -> tuple[float, float, float]:
    """Return closeness, raw agreement and kappa of one pair."""
    both = table[[a, b, "chance"]].dropna().reset_index(drop=True)
    counts = pd.crosstab(both[a], both[b]).reindex(index=POSITIONS, columns=POSITIONS).fillna(0)
    shares = counts.to_numpy() / len(both)
    first, second = shares.sum(axis=1), shares.sum(axis=0)
    apart, by_habits = (WEIGHTS * shares).sum(), first @ WEIGHTS @ second
    return (
        1 - apart / both["chance"].mean(),
        1 - apart,
        1 - apart / by_habits if by_habits > 0 else np.nan,
    )


def resampled(table: pd.DataFrame, a: str, b: str, rng: np.random.Generator) -> pd.DataFrame:
    """Return the measures of one pair on a few resamples of the texts."""
    rows = table.groupby("text").indices
    texts = list(rows)
    drawn = []
    for _ in range(SAMPLE_REPLICATES):
        picked = rng.integers(len(texts), size=len(texts))
        again = table.iloc[np.concatenate([rows[texts[k]] for k in picked])]
        drawn.append(measures(again, a, b))
    return pd.DataFrame(drawn, columns=["closeness", "raw", "kappa"])
