"""The next recorded vote: what pages make of the forecast and its back-test."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.next_vote import (
    forecast,
    forecast_backtest,
    forecast_skill,
    hierarchy,
    likeness,
    nine_counts,
    recurring,
    tally_scores,
    transitions,
    vote_model,
)
from dashboard.cache import kept
from dashboard.cache.record import frame
from data import store

SEED = 20260205
"""Of everything drawn at random, so that every reader sees the same."""

MODULES = (
    recurring,
    likeness,
    transitions,
    hierarchy,
    vote_model,
    nine_counts,
    tally_scores,
    forecast,
    forecast_backtest,
)
"""The code behind the forecast and its back-test."""

N_REPLICATES = 200


@st.cache_resource(max_entries=2, show_spinner=False)
def recurring_record(_snapshot: store.Snapshot, version: str) -> recurring.Record:
    """Return the votes on disarmament and the series among them."""
    tables = ("states", "rollcalls", "topics", "votes", "sponsors")
    return recurring.gather(**{table: frame(_snapshot, version, table) for table in tables})


@st.cache_resource(max_entries=2, show_spinner=False)
def recurring_texts(_snapshot: store.Snapshot, version: str) -> pd.DataFrame:
    """Return the texts whose next vote can be asked about."""
    return forecast.series(recurring_record(_snapshot, version))


@st.cache_resource(max_entries=2, show_spinner=False)
def _situations(_snapshot: store.Snapshot, version: str) -> transitions.Situations:
    """Return what was known before each vote of the past."""
    record = recurring_record(_snapshot, version)

    def make() -> dict[str, pd.DataFrame]:
        known = transitions.situations(record, ahead=vote_model.AHEAD)
        cells = known.figures.reshape(-1, len(transitions.COLUMNS))
        return {
            "rows": pd.DataFrame({"row": known.rows}),
            "cells": pd.DataFrame(cells, columns=list(transitions.COLUMNS)).assign(
                last=known.last.ravel()
            ),
        }

    found = kept.frames("next-vote-known", _snapshot, MODULES, make)
    rows, cells = found["rows"]["row"].to_numpy(), found["cells"]
    return transitions.Situations(
        rows=rows,
        last=cells["last"].to_numpy().reshape(len(rows), -1),
        figures=cells[list(transitions.COLUMNS)]
        .to_numpy()
        .reshape(len(rows), len(record.states), -1),
        ahead=vote_model.AHEAD,
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def next_vote_on(_snapshot: store.Snapshot, version: str, series: str) -> forecast.Forecast:
    """Return how the next vote on a text may go."""
    return forecast.next_vote(
        recurring_record(_snapshot, version),
        series,
        lessons=forecast_backtest.lessons(next_vote_backtest(_snapshot, version)),
        seed=SEED,
        past_situations=_situations(_snapshot, version),
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def next_vote_backtest(_snapshot: store.Snapshot, version: str) -> forecast_backtest.BackTest:
    """Return the forecasts of past votes by models that had not seen them."""

    def make() -> dict[str, pd.DataFrame]:
        record, known = recurring_record(_snapshot, version), _situations(_snapshot, version)
        return vars(forecast_backtest.run(record, known, seed=SEED))

    found = kept.frames("next-vote", _snapshot, MODULES, make)
    return forecast_backtest.BackTest(**found)


@st.cache_resource(max_entries=2, show_spinner=False)
def next_vote_skill(_snapshot: store.Snapshot, version: str) -> forecast_skill.Skill:
    """Return how good the forecasts of past votes were."""
    test = next_vote_backtest(_snapshot, version)
    return forecast_skill.measure(test, seed=SEED, n_replicates=N_REPLICATES)


@st.cache_resource(max_entries=64, show_spinner=False)
def moves_foreseen(_snapshot: store.Snapshot, version: str, rollcall_id: str) -> pd.DataFrame:
    """Return who could have moved at a past vote, or did, as foreseen."""
    return forecast_backtest.moves(next_vote_backtest(_snapshot, version), rollcall_id)
