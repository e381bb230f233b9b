"""How well the next vote on a recurring text is foretold, and how fast, beside simple forecasts.

The task: from the tables to the forecasts, half a year ahead, of every recorded vote on disarmament
since 2003 that follows another on the same text, and their scores. The figures of who moves are of
States whose last vote was not Yes, given that they vote; intervals are 90 %, from resampled texts.
``skill`` is over the logit of nine counts (`counts_baseline`), ``over_rates`` over the
rates at which, until then, each last vote was followed by Yes. ``on_the_morning`` asks the same on
the day of the vote itself. ``audit_counts`` is a logit of nine other counts, those named when the
model was audited, without weights: last No, away last time, shares of Yes, No and away on the text,
level, others that moved, how often the State moves, its share of Yes.

The peer is scikit-learn's HistGradientBoostingClassifier, with its defaults, walk-forward on the
same figures for who moves; its time is that of its fits and predictions. Ours is the whole task on
one horizon. Both are held to one thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import metadata

import numpy as np
import numpy.typing as npt
import pandas as pd
import threadpoolctl
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from analytics import resampling, scoring
from analytics.next_vote import (
    backtest,
    counts_baseline,
    recurring_votes,
    skill,
    transitions,
    vote_model,
)
from analytics.next_vote.recurring_votes import RecurringVotes
from analytics.next_vote.skill import Skill
from data import store
from tests.benchmarks.result import Result, memory_mb

SEED = 20260205
TABLES = ("states", "rollcalls", "topics", "votes", "sponsors")
AUDIT_COUNTS = (
    "last_no",
    "absent_last",
    "yes_ever",
    "no_ever",
    "away_before",
    "level",
    "moved_to_yes",
    "moves_to_yes",
    "yes_share",
)

Array = npt.NDArray[np.float64]


def measure() -> Result:
    snapshot = store.open_snapshot()
    tables = {name: snapshot.frame(name) for name in TABLES}
    tables["rollcalls"] = resampling.with_text_ids(
        tables["rollcalls"], snapshot.frame("repeated_votes")
    )
    with threadpoolctl.threadpool_limits(limits=1):
        started = time.perf_counter()
        record = recurring_votes.build(**tables)
        known = transitions.situations(record, ahead=vote_model.AHEAD)
        test = backtest.run(record, known, seed=SEED)
        found = skill.measure(test, seed=SEED)
        seconds = time.perf_counter() - started
        memory = memory_mb()
        started = time.perf_counter()
        boosted = walked(
            record, known, known.figures, lambda: HistGradientBoostingClassifier(random_state=0)
        )
        peer_seconds = time.perf_counter() - started
        audit = walked(
            record,
            known,
            known.figures[..., [transitions.COLUMNS.index(name) for name in AUDIT_COUNTS]],
            lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)),
        )
        morning = transitions.situations(record)
        on_the_morning = skill.measure(backtest.run(record, morning, seed=SEED), seed=SEED)
    return Result(
        n=len(test.rows),
        seconds=seconds,
        memory_mb=memory,
        peer=f"scikit-learn {metadata.version('scikit-learn')} HistGradientBoostingClassifier, "
        "walk-forward on the same figures",
        peer_seconds=peer_seconds,
        quality=in_figures(found)
        | {
            "peer": beside(test, record, boosted),
            "audit_counts": beside(test, record, audit),
            "on_the_morning": in_figures(on_the_morning),
            "strength": backtest.lessons(test).strength,
        },
    )


def in_figures(found: Skill) -> dict[str, object]:
    """Return all figures of a back-test by name."""
    tallies = {
        name: frame.set_index("method").round(3).to_dict("index")
        for name, frame in (("tally", found.tallies), ("tally_latest_session", found.latest))
    }
    return {
        "skill": bounded(found.scores, "bss"),
        "over_rates": bounded(found.over_rates, "bss"),
        "with_absence_over_rates": bounded(found.with_absence, "bss"),
        "auc": bounded(found.scores, "auc"),
        "log_loss": bounded(found.scores, "log_loss"),
        "brier": bounded(found.scores, "brier"),
        "recall_at_10": found.recall_at_10,
        "recall_at_10_pooled": found.recall_pooled,
        "recall_at_10_random": found.recall_random,
        "n_rows": found.scores.n_rows,
        "n_moved": found.scores.n_yes,
        "n_votes": found.n_votes,
        "n_texts": found.scores.n_groups,
        "top_predicted": found.top_predicted,
        "top_observed": found.top_observed,
        "n_top": found.n_top,
        "reliability_mae": scoring.mean_gap(found.reliability),
        "nine_counts": {
            "over_rates": bounded(found.nine, "bss"),
            "auc": bounded(found.nine, "auc"),
            "log_loss": bounded(found.nine, "log_loss"),
            "brier": bounded(found.nine, "brier"),
            "recall_at_10": found.recall_nine,
        },
        "rates": {"auc": found.base.values["auc"], "recall_at_10": found.recall_base},
        "all_outcomes": found.outcomes.set_index("method").round(4).to_dict("index"),
        "tally_coverage_90": found.coverage,
        **tallies,
    }


def bounded(scores: scoring.Scores, name: str) -> list[float]:
    """Return a figure and the bounds of its interval."""
    return [round(of[name], 4) for of in (scores.values, scores.low, scores.high)]


def walked(
    record: RecurringVotes,
    known: transitions.Situations,
    values: Array,
    make: Callable[[], object],
) -> Array:
    """Return the probabilities of Yes by another learner (E, S), from the same votes."""
    days = record.days[known.rows]
    codes = record.codes[known.rows]
    session = backtest.sessions(days)
    could = (known.last >= transitions.N) & (known.last < transitions.Y)
    used = counts_baseline.can_move(known.last, codes)
    out = np.full(codes.shape, np.nan)
    for number in np.unique(session[days >= backtest.FIRST_DAY]):
        here = session == number
        day = days[here].min() - known.ahead
        years = (day - days).astype(np.float64) / 365.25
        past = used & ((years > 0) & (years <= vote_model.MAX_YEARS))[:, None]
        learner = make().fit(values[past], (codes == transitions.Y)[past])  # type: ignore[attr-defined]  # an estimator
        asked = could & here[:, None]
        if asked.any():
            out[asked] = learner.predict_proba(values[asked])[:, 1]
    return out


def beside(test: backtest.VoteBackTest, record: RecurringVotes, p: Array) -> dict[str, object]:
    """Return how good another learner was, and the skill of the model over it."""
    rows = test.rows[test.rows["last"].isin(["A", "N"]) & (test.rows["outcome"] != "X")]
    text = skill.texts(test, rows)
    yes = (rows["outcome"] == "Y").to_numpy(dtype=bool)
    column = pd.Index(record.states["iso3"].astype(str)).get_indexer(pd.Index(rows["iso3"]))
    theirs = p[rows["event"].to_numpy(dtype=np.int64), column]
    ours = (rows["p_y"] / (1 - rows["p_x"])).to_numpy(dtype=np.float64)
    model = scoring.score(ours, yes, text, theirs, seed=SEED)
    other = scoring.score(theirs, yes, text, theirs, seed=SEED)
    return {
        "skill_over_it": bounded(model, "bss"),
        **{name: bounded(other, name) for name in ("auc", "log_loss", "brier")},
    }
