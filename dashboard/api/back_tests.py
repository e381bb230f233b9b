"""How the forecasts that are given away were tested on the past, in numbers.

A forecast never goes without the test of that very number: what pages say of it in a sentence
(*Opportunities*, *Next vote*, *How good is this?*) is told here by the same questions, for all rows
together (`of_text`, `of_votes`), and for each chance what came of those to whom the test gave about
the same one (`beside_chances`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from analytics import next_vote, scoring
from analytics.joining import opportunities
from analytics.next_vote import skill, vote_model
from analytics.same_chance import SameChance
from dashboard.words import backtests
from data.facts import Facts

Json = dict[str, Any]

N_DECIMALS = 3
"""Kept of a chance that is looked up in the test, as pages look it up."""

TESTED = ("tested_n", "tested_came", "tested_low", "tested_high", "tested_base_rate")
"""Columns that `beside_chances` adds."""


def of_text(facts: Facts, target: opportunities.Target) -> Json:
    """Return how the probabilities of joining a text were tested; see `back_test_schema`."""
    found = backtests.probability_test(facts, target)
    is_open = bool(found.days)
    beside = "a_third_known" if is_open else "on_no_earlier_version"
    return {
        "text_class": found.text_class,
        "days_after_opening": list(found.days),
        "n_texts": found.n_texts,
        **_scored(found.scores),
        "beside": {beside: {"n_texts": found.n_other_texts, **_scored(found.other)}},
    }


def of_votes(facts: Facts) -> Json:
    """Return how forecasts of recorded votes were tested; see `back_test_schema`."""
    found = facts.recall(next_vote.next_vote_skill)
    tally = found.tallies.set_index("method").to_dict("index")
    latest = found.latest.set_index("method").to_dict("index")
    last, spread = tally["last"], tally["last_with_spread"]
    return {
        "days_ahead": int(vote_model.AHEAD.astype(int)),
        "n_votes": found.n_votes,
        "moves_to_yes": {
            **_scored(found.scores),
            "skill_over_rates": _measure(found.over_rates, "bss"),
            "share_among_ten_likeliest": _number(found.recall_at_10),
            "share_by_nine_counts": _number(found.recall_nine),
            "share_by_chance": _number(found.recall_random),
            "told_above": skill.HIGH,
            "n_told": found.n_top,
            "mean_told": _number(found.top_predicted),
            "share_moved": _number(found.top_observed),
        },
        "tally_of_yes": {
            "error": _number(tally["model"]["rmse"]),
            "error_of_last_time": _number(last["rmse"]),
            "gain": _gain(last, "rmse_gain"),
            "crps": _number(tally["model"]["crps"]),
            "crps_of_last_time": _number(spread["crps"]),
            "crps_gain": _gain(spread, "crps_gain"),
            "share_within_interval": _number(found.coverage),
        },
        "latest_session": {
            "since": f"{found.latest_since:%Y-%m-%d}",
            "n_votes": found.n_latest,
            "too_many_expected": _number(latest["model"]["bias"]),
            "too_many_last_time": _number(latest["last"]["bias"]),
        },
    }


def beside_chances(
    rows: pd.DataFrame, chances: pd.Series, tested: Callable[[Any, float], SameChance]
) -> pd.DataFrame:
    """Return rows with `TESTED`: what came of those to whom the test gave about the same chance.

    Parameters
    ----------
    rows : DataFrame
    chances : Series
        Of the same index, 0 to 1; missing where a row has none, and then nothing is added to it.
    tested : callable
        Returns what the test tells, of the index of a row and its chance.
    """
    told = pd.DataFrame(index=rows.index, columns=list(TESTED), dtype="float64")
    for index, chance in chances.dropna().round(N_DECIMALS).items():
        found = tested(index, float(chance))
        told.loc[index] = [found.n, found.n_came, found.low, found.high, found.base_rate]
    counts = dict.fromkeys(TESTED[:2], "Int64")
    return rows.assign(**told.astype(counts))


def _scored(found: scoring.Scores) -> Json:
    """Return measures, each with its interval, and how many rows they rest on."""
    return {
        "n_groups": found.n_groups,
        "n_states": found.n_rows,
        "n_came": found.n_yes,
        "base_rate": found.n_yes / found.n_rows,
        "is_skilled": found.is_skilled if found.is_judged else None,
        "measures": {name: _measure(found, name) for name in scoring.MEASURES},
    }


def _measure(found: scoring.Scores, name: str) -> Json:
    held = {"value": found.values, "low": found.low, "high": found.high}
    return {end: _number(numbers[name]) for end, numbers in held.items()}


def _gain(row: Mapping[Any, Any], name: str) -> Json:
    return {
        "value": _number(row[name]),
        "low": _number(row[f"{name}_low"]),
        "high": _number(row[f"{name}_high"]),
    }


def _number(value: float) -> float | None:
    """Return a number, or null where it cannot be told."""
    return float(value) if math.isfinite(value) else None
