"""How well the next vote on a recurring text is foretold, and how fast, beside the rates of votes.

The task: from the tables to the forecasts of every recorded vote on disarmament since 2003 that
follows another on the same text, and their scores. The figures of quality are of States whose last
vote was not Yes, given that they vote; the skill is over the rates at which, until then, each last
vote was followed by Yes. The peer is that baseline with the scores of its own; it learns nothing,
so its time is short. Recall is the mean over votes with a mover and at least ten that could be.
"""

from __future__ import annotations

import time

import numpy as np

from analytics import forecast_backtest, recurring, transitions
from analytics.forecast_backtest import Skill
from data import store
from tests.benchmarks.result import Result, memory_mb

SEED = 20260205
TABLES = ("states", "rollcalls", "topics", "votes")


def measure() -> Result:
    snapshot = store.open_snapshot()
    tables = {name: snapshot.frame(name) for name in TABLES}
    started = time.perf_counter()
    record = recurring.gather(**tables)
    test = forecast_backtest.run(record, seed=SEED)
    found = forecast_backtest.skill(test, seed=SEED)
    seconds = time.perf_counter() - started
    return Result(
        n=len(test.rows),
        seconds=seconds,
        memory_mb=memory_mb(),
        peer="rates of outcomes after each last vote",
        peer_seconds=peer_seconds(record),
        quality=in_figures(found),
    )


def quality() -> dict[str, object]:
    """Return the figures of quality alone, for a benchmark that shows them beside its own."""
    snapshot = store.open_snapshot()
    record = recurring.gather(**{name: snapshot.frame(name) for name in TABLES})
    test = forecast_backtest.run(record, seed=SEED)
    return in_figures(forecast_backtest.skill(test, seed=SEED))


def in_figures(found: Skill) -> dict[str, object]:
    scores, base = found.scores, found.base
    return {
        "bss": scores.values["bss"],
        "bss_low": scores.low["bss"],
        "bss_high": scores.high["bss"],
        "auc": scores.values["auc"],
        "ap": scores.values["ap"],
        "log_loss": scores.values["log_loss"],
        "recall_at_10": found.recall_at_10,
        "recall_at_10_pooled": found.recall_pooled,
        "recall_at_10_random": found.recall_random,
        "n_rows": scores.n_rows,
        "n_moved": scores.n_yes,
        "n_events": scores.n_events,
        "top_predicted": found.top_predicted,
        "top_observed": found.top_observed,
        "n_top": found.n_top,
        "bss_with_absence": found.with_absence.values["bss"],
        "bss_with_absence_low": found.with_absence.low["bss"],
        "baseline": {
            "auc": base.values["auc"],
            "ap": base.values["ap"],
            "log_loss": base.values["log_loss"],
            "recall_at_10": found.recall_base,
        },
        "all_outcomes": found.outcomes.set_index("method").round(4).to_dict("index"),
        "tally_coverage_90": found.coverage,
    }


def peer_seconds(record: recurring.Record) -> float:
    """Return how long the rates after each last vote take, over the same votes."""
    started = time.perf_counter()
    later, earlier = recurring.votes_again(record)
    for day in np.unique(record.days[later]):
        past = record.days[later] < day
        before, after = record.codes[earlier[past]], record.codes[later[past]]
        for last in (transitions.N, transitions.A, transitions.Y):
            np.bincount(after[(before == last) & (after >= 0)], minlength=4)
    return time.perf_counter() - started
