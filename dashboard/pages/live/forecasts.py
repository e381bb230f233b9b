"""The forecast of what is counted, as it stands when a count is begun."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics import joining, next_vote
from analytics.joining import opportunities
from analytics.next_vote import tally_under_way
from dashboard.i18n import _
from dashboard.plans.count_document import Kind, NumberForecast, TallyForecast
from dashboard.words import next_votes, probabilities
from data.errors import AnalysisError
from data.facts import Facts

OTHER = ""
"""Key of a text that is not forecast."""

FIRST = ("artificial intelligence in the military domain", "lethal autonomous weapons systems")
"""Titles of texts voted on that are offered first begin so."""

DECIMALS = 6
DRAWN_DECIMALS = 3


def texts(facts: Facts, kind: Kind) -> dict[str, str]:
    """Return the texts that are forecast, by key; at the end one that is not."""
    other = {OTHER: _("Another text, without a forecast")}
    if kind == "vote":
        rows = facts.recall(next_vote.recurring_texts).to_dict("records")
        rows.sort(key=lambda row: not str(row["series"]).startswith(FIRST))
        return {row["series"]: next_votes.text_label(row) for row in rows} | other
    targets = sorted(facts.recall(joining.joining_targets), key=lambda one: not one.is_next)
    return probabilities.target_names(tuple(targets), facts.instruments) | other


def forecast_of(facts: Facts, kind: Kind, text: str) -> dict[str, Any]:
    """Return the forecast of a text as fields of a count; none where there is no forecast."""
    if text == OTHER:
        return {}
    if kind == "vote":
        return {"tally": _tally(facts, text)}
    return {"number": _number(facts, target(facts, text))}


def target(facts: Facts, text: str) -> opportunities.Target:
    """Return the text that is joined, by its key."""
    return next(one for one in facts.recall(joining.joining_targets) if one.key == text)


def evidence(facts: Facts, kind: Kind, text: str) -> tuple[str, ...]:
    """Return the documents that a forecast rests on, as far as these facts know the text."""
    if text == OTHER:
        return ()
    if kind == "vote":
        rows = facts.recall(next_vote.recurring_texts)
        return tuple(rows.loc[rows["series"] == text, "evidence_id"].dropna().astype(str))
    known = [one for one in facts.recall(joining.joining_targets) if one.key == text]
    return facts.recall(joining.target_evidence, known[0]) if known else ()


def _tally(facts: Facts, text: str) -> TallyForecast:
    found = facts.recall(next_vote.next_vote_on, text)
    rows = found.states[list(tally_under_way.COLUMNS)].to_numpy(dtype=np.float64)
    has_basis = found.states["last"] != ""
    last = found.tally["last"]
    return TallyForecast.model_validate(
        {
            "probabilities": dict(
                zip(found.states["iso3"].astype(str), rows.round(DECIMALS).tolist(), strict=True)
            ),
            "last": dict(
                zip(
                    found.states["iso3"][has_basis].astype(str),
                    found.states["last"][has_basis],
                    strict=True,
                )
            ),
            "shocks": facts.recall(next_vote.shocks_of_past_votes).round(DECIMALS).tolist(),
            "expected": found.tally["expected"].round(1).tolist(),
            "low": found.tally["low"].tolist(),
            "high": found.tally["high"].tolist(),
            "base_rate": round(float(last.iloc[0] / last.sum()), DECIMALS),
            **_tested(facts, text),
        }
    )


def _tested(facts: Facts, text: str) -> dict[str, Any]:
    """Return how such ranges did on past votes, and on those on the text; nothing if too few."""
    try:
        found = facts.recall(next_vote.replayed_votes)
    except AnalysisError as error:
        if error.reason is None:
            raise
        return {}
    summary = found.summary[found.summary["vote"] == "Y"].drop(columns="vote")
    own = found.rows[
        (found.rows["series"] == text)
        & (found.rows["vote"] == "Y")
        & (found.rows["entering"] == "all")
    ]
    return {
        "tested": [
            {name: value for name, value in row.items() if pd.notna(value)}
            for row in summary.round(DECIMALS).to_dict("records")
        ],
        "earlier": [
            {
                "symbol": str(here["symbol"].iloc[0]),
                "on": here["vote_date"].iloc[0].date(),
                "came": int(here["came"].iloc[0]),
                "ranges": tuple(zip(here["low"].tolist(), here["high"].tolist(), strict=True)),
            }
            for _key, here in own.groupby("rollcall_id", sort=False)
        ],
    }


def _number(facts: Facts, asked: opportunities.Target) -> NumberForecast:
    found = facts.recall(joining.joining_prediction, asked)
    low, high = found.sizes.between()
    draws = found.draws.round(DRAWN_DECIMALS)
    open_states = [
        iso3 for iso3, is_open in zip(found.states, found.is_open, strict=True) if is_open
    ]
    return NumberForecast(
        probabilities={
            iso3: round(float(p), DECIMALS)
            for iso3, p in zip(open_states, found.probability[found.is_open], strict=True)
        },
        draws={
            iso3: tuple(float(x) if np.isfinite(x) else None for x in column)
            for iso3, column in zip(open_states, draws[:, found.is_open].T, strict=True)
        },
        before=tuple(s for s, st in zip(found.states, found.status, strict=True) if st == "listed"),
        sure=tuple(s for s, st in zip(found.states, found.status, strict=True) if st == "carries"),
        expected=round(float(found.sizes.expected), 1),
        low=round(low),
        high=round(high),
    )
