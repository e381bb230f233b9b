"""Two States beside each other, and beside all other pairs, on a subject and in a window.

What cannot be compared is said with a reason, for the reader to choose again; it is no error.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import ballots
from analytics.agreement import absence, agreement, partners
from analytics.network import alignment

MEASURE = "kappa"
"""Agreement beyond what the habits of each State would give."""

MIN_ROLLCALLS = 10
"""Fewer say nothing of a pair."""

REASONS = ("same_state", "too_few_rollcalls", "too_few_votes_a", "too_few_votes_b")
"""Why two States are not compared; ``too_few_shared`` is told by the pair itself."""

ALL_SESSIONS = 1000
"""More than there are: the whole record."""


@dataclass(frozen=True)
class Question:
    """What is compared.

    Attributes
    ----------
    topic : str or None
        Only roll calls on it; all when None.
    n_sessions : int
        Regular sessions up to the latest on record.
    is_contested : bool
        Only roll calls that divided the house; see `ballots.CONTESTED`.
    """

    topic: str | None
    n_sessions: int
    is_contested: bool

    @property
    def min_minority_share(self) -> float:
        """Least share of votes outside the largest group."""
        return ballots.CONTESTED if self.is_contested else 0.0


@dataclass(frozen=True)
class Comparison:
    """Two States in a window.

    Attributes
    ----------
    reason : str or None
        One of `REASONS` where they are not compared; all else is then None.
    n_rollcalls : int
        Roll calls that could be used.
    pair : Pair or None
    """

    reason: str | None
    n_rollcalls: int
    pair: partners.Pair | None = None


@dataclass(frozen=True)
class Place:
    """One pair beside all others.

    Attributes
    ----------
    raw, raw_q05, raw_q95, kappa, kappa_q05, kappa_q95 : float
        Agreement with its intervals of 90 %.
    n_shared : int
        Roll calls in which both voted.
    percentile : float
        Share of all pairs that agree less beyond chance, 0 to 100.
    rank_ab, rank_ba : int
        Which partner the second is to the first, and the first to the second; 1 is the closest.
    n_partners : int
        Partners of the first.
    """

    raw: float
    raw_q05: float
    raw_q95: float
    kappa: float
    kappa_q05: float
    kappa_q95: float
    n_shared: int
    percentile: float
    rank_ab: int
    rank_ba: int
    n_partners: int


def usable(question: Question, *, rollcalls: pd.DataFrame, topics: pd.DataFrame) -> pd.DataFrame:
    """Return the roll calls of the plenary that a question can rest on."""
    asked = alignment.on_topics(
        rollcalls, topics, None if question.topic is None else (question.topic,)
    )
    first, last = alignment.window(rollcalls, question.n_sessions)
    counts = asked[["n_yes", "n_no", "n_abstain"]]
    minority = 1 - counts.max(axis=1) / counts.sum(axis=1).clip(lower=1)
    is_used = (
        (asked["body"] == "plenary")
        & (asked["status"] == "complete")
        & asked["session_number"].between(first, last).fillna(value=False)
        & ~asked["is_paragraph_vote"]
        & ~asked["is_amendment_vote"]
        & (counts.sum(axis=1) > 0)
        & (minority >= question.min_minority_share)
    )
    return asked[is_used.to_numpy(dtype=bool)]


def of_all(
    question: Question,
    *,
    seed: int,
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
) -> agreement.Agreement:
    """Return the agreement of all pairs of States, with texts drawn again.

    Raises
    ------
    AnalysisError
        If no roll call is left; see `agreement.matrix`.
    """
    return agreement.matrix(
        votes,
        usable(question, rollcalls=rollcalls, topics=topics),
        seed=seed,
        min_minority_share=question.min_minority_share,
        min_shared=MIN_ROLLCALLS,
    )


def of_pair(
    question: Question,
    iso3_a: str,
    iso3_b: str,
    *,
    seed: int,
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
) -> Comparison:
    """Return what two States agree and divide on, or why that cannot be said."""
    used = usable(question, rollcalls=rollcalls, topics=topics)
    cast = votes[votes["rollcall_id"].isin(used["rollcall_id"]).to_numpy(dtype=bool)]
    reason = _reason(cast, iso3_a, iso3_b, len(used))
    if reason is not None:
        return Comparison(reason, len(used))
    share = question.min_minority_share
    pair = partners.pair(cast, used, iso3_a, iso3_b, min_minority_share=share, seed=seed)
    return Comparison(None, len(used), pair=pair)


def silence(
    question: Question,
    *,
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
) -> pd.DataFrame:
    """Return the ranks of all pairs under each reading of absence; see `absence.sensitivity`."""
    return absence.sensitivity(
        votes,
        usable(question, rollcalls=rollcalls, topics=topics),
        measure=MEASURE,
        min_minority_share=question.min_minority_share,
        min_shared=MIN_ROLLCALLS,
    ).pairs


def of_silence(pairs: pd.DataFrame, iso3_a: str, iso3_b: str) -> tuple[int, int, int] | None:
    """Return the best and the worst rank of a pair, and of how many; nothing where it has none."""
    first, second = sorted((iso3_a, iso3_b))
    held = pairs[(pairs["iso3_a"] == first) & (pairs["iso3_b"] == second)]
    if held.empty or held["rank_min"].isna().any():
        return None
    row = held.iloc[0]
    return int(row["rank_min"]), int(row["rank_max"]), int(pairs["rank_min"].notna().sum())


def place(everybody: agreement.Agreement, iso3_a: str, iso3_b: str) -> Place | None:
    """Return the agreement of a pair beside that of all others; nothing where it has none."""
    if not {iso3_a, iso3_b} <= set(everybody.states):
        return None
    first, second = sorted((iso3_a, iso3_b))
    pairs = everybody.pairs
    row = pairs[(pairs["iso3_a"] == first) & (pairs["iso3_b"] == second)].iloc[0]
    if pd.isna(row["raw"]) or pd.isna(row[MEASURE]):
        return None
    n = len(everybody.states)
    of_a, of_b = (
        partners.ranking(everybody, own, measure=MEASURE, n=n) for own in (iso3_a, iso3_b)
    )
    b_to_a = of_a.closest.set_index("iso3").to_dict("index")[iso3_b]
    a_to_b = of_b.closest.set_index("iso3").to_dict("index")[iso3_a]
    bounds = [f"{measure}{end}" for measure in ("raw", MEASURE) for end in ("", "_q05", "_q95")]
    return Place(
        **{name: float(row[name]) for name in bounds},
        n_shared=int(row["n_shared"]),
        percentile=float(b_to_a["percentile"]),
        rank_ab=int(b_to_a["rank"]),
        rank_ba=int(a_to_b["rank"]),
        n_partners=of_a.n_partners,
    )


def _reason(cast: pd.DataFrame, iso3_a: str, iso3_b: str, n_rollcalls: int) -> str | None:
    """Return why two States cannot be compared, if they cannot."""
    if iso3_a == iso3_b:
        return "same_state"
    if n_rollcalls < MIN_ROLLCALLS:
        return "too_few_rollcalls"
    n_votes = cast.loc[cast["vote"] != "X", "iso3"].value_counts()
    if n_votes.get(iso3_a, 0) < MIN_ROLLCALLS:
        return "too_few_votes_a"
    return "too_few_votes_b" if n_votes.get(iso3_b, 0) < MIN_ROLLCALLS else None
