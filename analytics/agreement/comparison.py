"""Two States beside each other, and beside all other pairs, on a subject and in a window.

What cannot be compared is said with a reason, for the reader to choose again; it is no error.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import ballots, resampling, same_text, selection
from analytics.agreement import absence, closeness, dyad

REASONS = ("same_state", "no_rollcalls", "never_voted_a", "never_voted_b")
"""Why there is nothing to tell of two States."""

ALL_SESSIONS = 1000
"""More than there are: the whole record."""


@dataclass(frozen=True)
class PairQuestion:
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
        One of `REASONS` where there is nothing to tell; all else is then None.
    n_rollcalls : int
        Roll calls that could be used.
    pair : Dyad or None
    """

    reason: str | None
    n_rollcalls: int
    pair: dyad.Dyad | None = None

    @property
    def is_few(self) -> bool:
        """Whether they share too few texts to be set beside other pairs: the votes are listed."""
        return self.pair is not None and self.pair.n_texts < resampling.MIN_TEXTS


def coded(rollcalls: pd.DataFrame, topics: pd.DataFrame) -> pd.DataFrame:
    """Return which roll calls are on which topics: a text is coded alike whenever it is voted on.

    Sources code topics in their own ways and years. A text is on a topic when at least
    `same_text.LEAST_CODED` of its votes are coded so.

    Parameters
    ----------
    rollcalls : DataFrame
        ``rollcall_id, text_id``: the whole record.
    topics : DataFrame
        Table ``topics``.

    Returns
    -------
    DataFrame
        ``rollcall_id, topic``, a row a roll call and topic.
    """
    of_text = rollcalls[["rollcall_id", resampling.TEXT]].astype({"rollcall_id": str})
    held = topics[["rollcall_id", "topic"]].astype(str).drop_duplicates().merge(of_text)
    n_coded = held.groupby([resampling.TEXT, "topic"]).size()
    n_votes = of_text.groupby(resampling.TEXT).size()
    share = n_coded / n_votes.reindex(n_coded.index, level=resampling.TEXT)
    is_on = share[share >= same_text.LEAST_CODED].index.to_frame(index=False)
    return of_text.merge(is_on, on=resampling.TEXT)[["rollcall_id", "topic"]]


def usable(
    question: PairQuestion, *, rollcalls: pd.DataFrame, topics: pd.DataFrame
) -> pd.DataFrame:
    """Return the roll calls of the plenary that a question can rest on.

    Parameters
    ----------
    question : AlignmentQuestion
    rollcalls : DataFrame
        The whole record, with ``text_id`` from `resampling.with_text_ids`.
    topics : DataFrame
        Table ``topics``.
    """
    asked = rollcalls
    if question.topic is not None:
        on_it = coded(rollcalls, topics).query("topic == @question.topic")["rollcall_id"]
        asked = rollcalls[rollcalls["rollcall_id"].astype(str).isin(on_it).to_numpy(dtype=bool)]
    first, last = selection.window(rollcalls, question.n_sessions)
    counts = asked[["n_yes", "n_no", "n_abstain"]]
    minority = 1 - counts.max(axis=1) / counts.sum(axis=1).clip(lower=1)
    is_asked = (
        asked["session_number"].between(first, last).fillna(value=False)
        & (counts.sum(axis=1) > 0)
        & (minority >= question.min_minority_share)
    )
    return asked[ballots.is_plenary_text(asked) & is_asked.to_numpy(dtype=bool)]


def of_all(
    question: PairQuestion,
    *,
    seed: int,
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
) -> closeness.Closeness:
    """Return how close all pairs of States vote.

    Raises
    ------
    AnalysisError
        If no roll call is left; see `closeness.all_pairs`.
    """
    return closeness.all_pairs(
        votes,
        usable(question, rollcalls=rollcalls, topics=topics),
        seed=seed,
        min_minority_share=question.min_minority_share,
    )


def of_pair(
    question: PairQuestion,
    iso3_a: str,
    iso3_b: str,
    *,
    seed: int,
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
) -> Comparison:
    """Return how the votes of two States fell together, or why there is nothing to tell."""
    used = usable(question, rollcalls=rollcalls, topics=topics)
    cast = votes[votes["rollcall_id"].isin(used["rollcall_id"]).to_numpy(dtype=bool)]
    reason = _reason(cast, iso3_a, iso3_b, len(used))
    if reason is not None:
        return Comparison(reason, len(used))
    share = question.min_minority_share
    pair = dyad.of_pair(cast, used, iso3_a, iso3_b, min_minority_share=share, seed=seed)
    return Comparison(None, len(used), pair=pair)


def absence_sensitivity(
    question: PairQuestion,
    *,
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
) -> pd.DataFrame:
    """Return the ranks of all pairs under each reading of absence; see `absence.sensitivity`."""
    return absence.sensitivity(
        votes,
        usable(question, rollcalls=rollcalls, topics=topics),
        min_minority_share=question.min_minority_share,
    ).pairs


def rank_range(pairs: pd.DataFrame, iso3_a: str, iso3_b: str) -> tuple[int, int, int] | None:
    """Return the best and the worst rank of a pair, and of how many; nothing where it has none."""
    first, second = sorted((iso3_a, iso3_b))
    held = pairs[(pairs["iso3_a"] == first) & (pairs["iso3_b"] == second)]
    if held.empty or held["rank_min"].isna().any():
        return None
    row = held.iloc[0]
    return int(row["rank_min"]), int(row["rank_max"]), int(pairs["rank_min"].notna().sum())


def _reason(cast: pd.DataFrame, iso3_a: str, iso3_b: str, n_rollcalls: int) -> str | None:
    """Return why there is nothing to tell of two States, if there is not."""
    if iso3_a == iso3_b:
        return "same_state"
    if n_rollcalls == 0:
        return "no_rollcalls"
    voted = set(cast.loc[cast["vote"] != "X", "iso3"].astype(str))
    if iso3_a not in voted:
        return "never_voted_a"
    return None if iso3_b in voted else "never_voted_b"
