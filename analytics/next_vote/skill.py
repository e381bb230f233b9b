"""How good the forecasts of recorded votes were, beside simple ones.

Votes on one text hang together: intervals resample texts with all their votes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import resampling, scoring
from analytics.next_vote import backtest, tally_scores, vote_model
from analytics.next_vote.backtest import VoteBackTest
from analytics.next_vote.transitions import Array

CANDIDATES = 10
"""Votes with fewer States that could move are left out of recall: there ten is everybody."""

HIGH = 0.4
"""Probabilities above it are called high."""


@dataclass(frozen=True)
class Skill:
    """How good the forecasts of who moves to Yes were, of States that did not vote Yes last.

    Attributes
    ----------
    scores : Scores
        Of the model; the skill is over the nine counts. Given that they vote; an event is a text.
    over_rates : Scores
        The same, with the skill over the rates.
    nine, base : Scores
        Of the nine counts and of the rates themselves; the skill is over the rates.
    with_absence : Scores
        The model over the rates of all, those that then did not vote too: not to vote is not to
        move.
    n_votes : int
        Votes behind the scores.
    recall_at_10, recall_pooled, recall_nine, recall_base : float
        Share of the movers among the ten most likely: the mean over votes, over all movers at once,
        and the means if the order were that of a baseline; votes with at least `CANDIDATES`.
    recall_random : float
        The mean if the order were by chance.
    n_ranked : int
        Votes behind recall.
    top_predicted, top_observed : float
        Mean probability of those above `HIGH`, and the share that did move.
    n_top : int
    reliability : DataFrame
        See `scoring.reliability`.
    outcomes : DataFrame
        ``method, brier, log_loss, accuracy``: of all rows and the four outcomes; methods ``model``,
        ``transition``, ``persistence``, ``base_rate``.
    tallies, latest : DataFrame
        See `tally_scores.compare`: of all votes, and of those of the latest session.
    latest_since : Timestamp
        The first vote of the latest session.
    n_latest : int
        Its votes.
    coverage : float
        Share of votes whose tally of Yes lay within the 90 % interval.
    """

    scores: scoring.Scores
    over_rates: scoring.Scores
    nine: scoring.Scores
    base: scoring.Scores
    with_absence: scoring.Scores
    n_votes: int
    recall_at_10: float
    recall_pooled: float
    recall_nine: float
    recall_base: float
    recall_random: float
    n_ranked: int
    top_predicted: float
    top_observed: float
    n_top: int
    reliability: pd.DataFrame
    outcomes: pd.DataFrame
    tallies: pd.DataFrame
    latest: pd.DataFrame
    latest_since: pd.Timestamp
    n_latest: int
    coverage: float


def measure(test: VoteBackTest, *, seed: int, n_replicates: int = 400) -> Skill:
    """Return how good the forecasts were.

    Raises
    ------
    AnalysisError
        If no State could have moved.
    """
    rows = test.rows
    could = rows[rows["last"].isin(["A", "N"])]
    told = could[could["outcome"] != "X"]
    given = {
        "model": told["p_y"] / (1 - told["p_x"]),
        "base": told["base_y"] / (1 - told["base_x"]),
        "nine": told["nine"],
    }
    p = {name: values.to_numpy(dtype=np.float64) for name, values in given.items()}
    yes = (told["outcome"] == "Y").to_numpy(dtype=bool)
    event = told["event"].to_numpy(dtype=np.int64)
    text = texts(test, told)
    is_high = p["model"] > HIGH
    session = backtest.sessions(test.events["vote_date"].to_numpy(dtype="datetime64[D]"))
    latest = test.events[session == session.max()]
    ranked = {name: _recalls(values, yes, event) for name, values in p.items()}
    recall = {name: _mean(found[:, 0] / found[:, 1]) for name, found in ranked.items()}

    def scores(name: str, reference: str, n: int = n_replicates) -> scoring.Scores:
        return scoring.score(p[name], yes, text, p[reference], seed=seed, n_replicates=n)

    return Skill(
        scores=scores("model", "nine"),
        over_rates=scores("model", "base"),
        nine=scores("nine", "base"),
        base=scores("base", "base", 0),
        with_absence=scoring.score(
            could["p_y"].to_numpy(dtype=np.float64),
            (could["outcome"] == "Y").to_numpy(dtype=bool),
            texts(test, could),
            could["base_y"].to_numpy(dtype=np.float64),
            seed=seed,
            n_replicates=n_replicates,
        ),
        n_votes=told["event"].nunique(),
        recall_at_10=recall["model"],
        recall_pooled=_mean(ranked["model"][:, 0]) / max(_mean(ranked["model"][:, 1]), 1e-9),
        recall_nine=recall["nine"],
        recall_base=recall["base"],
        recall_random=_mean(scoring.TOP / ranked["model"][:, 2]),
        n_ranked=len(ranked["model"]),
        top_predicted=_mean(p["model"][is_high]),
        top_observed=_mean(yes[is_high].astype(np.float64)),
        n_top=int(is_high.sum()),
        reliability=scoring.reliability(p["model"], yes, seed=seed),
        outcomes=_outcomes(rows),
        tallies=tally_scores.compare(test.events, seed=seed),
        latest=tally_scores.compare(latest, seed=seed),
        latest_since=latest["vote_date"].min(),
        n_latest=len(latest),
        coverage=float(
            test.events["n_yes"].between(test.events["low"], test.events["high"]).mean()
        ),
    )


def texts(test: VoteBackTest, rows: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return the number of the text of each row."""
    told = test.events[["event", resampling.TEXT]]
    return resampling.text_numbers(rows[["event"]].merge(told, on="event", how="left"))


def _recalls(chance: Array, yes: npt.NDArray[np.bool_], event: npt.NDArray[np.int64]) -> Array:
    """Return of each vote: movers among the ten likeliest, movers, candidates; shape (n, 3)."""
    order = np.lexsort([np.arange(len(event)), -chance, event])
    starts = np.flatnonzero(np.r_[True, np.diff(event[order]) != 0])
    out = [
        (part[: scoring.TOP].sum(), part.sum(), len(part)) for part in np.split(yes[order], starts)
    ]
    found = np.array(out, dtype=np.float64).reshape(-1, 3)
    return np.asarray(found[(found[:, 1] > 0) & (found[:, 2] >= CANDIDATES)])


def _mean(values: Array) -> float:
    """Return a mean; missing where there is nothing."""
    return float(values.mean()) if len(values) else float("nan")


def _outcomes(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how good all rows were over the four outcomes, for each method."""
    votes = np.array(vote_model.OUTCOMES, dtype=object)
    truth = rows["outcome"].to_numpy(dtype=object)[:, None] == votes
    last = rows["last"].where(rows["last"] != "", "Y").to_numpy(dtype=object)[:, None] == votes
    found = {
        method: rows[[f"{name}_{vote.lower()}" for vote in votes]].to_numpy(dtype=np.float64)
        for method, name in (("model", "p"), ("transition", "base"), ("base_rate", "rate"))
    }
    found["persistence"] = last.astype(np.float64)
    return pd.DataFrame(
        [
            {
                "method": method,
                "brier": float(((p - truth) ** 2).sum(axis=1).mean()),
                "log_loss": float(-np.log(np.maximum(p[truth], vote_model.FLOOR)).mean()),
                "accuracy": float(truth[np.arange(len(p)), p.argmax(axis=1)].mean()),
            }
            for method, p in found.items()
        ]
    ).sort_values("brier", ignore_index=True)
