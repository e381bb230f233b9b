"""The next recorded vote: what pages make of the forecast and its back-test."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import forecast, forecast_backtest, recurring, transitions
from dashboard.cache import kept
from dashboard.cache.record import frame
from data import store

SEED = 20260205
"""Of everything drawn at random, so that every reader sees the same."""

MODULES = (recurring, transitions, forecast, forecast_backtest)
"""The code behind the back-test."""

N_REPLICATES = 200


@st.cache_resource(max_entries=2, show_spinner=False)
def recurring_record(_snapshot: store.Snapshot, version: str) -> recurring.Record:
    """Return the votes on disarmament and the series among them."""
    tables = ("states", "rollcalls", "topics", "votes")
    return recurring.gather(**{table: frame(_snapshot, version, table) for table in tables})


@st.cache_resource(max_entries=2, show_spinner=False)
def recurring_texts(_snapshot: store.Snapshot, version: str) -> pd.DataFrame:
    """Return the texts whose next vote can be asked about."""
    return forecast.series(recurring_record(_snapshot, version))


@st.cache_resource(max_entries=2, show_spinner=False)
def _situations(_snapshot: store.Snapshot, version: str) -> transitions.Situations:
    """Return what was known before each vote of the past."""
    return transitions.situations(recurring_record(_snapshot, version))


@st.cache_resource(max_entries=64, show_spinner=False)
def next_vote_on(_snapshot: store.Snapshot, version: str, series: str) -> forecast.Forecast:
    """Return how the next vote on a text may go."""
    return forecast.next_vote(
        recurring_record(_snapshot, version),
        series,
        seed=SEED,
        past_situations=_situations(_snapshot, version),
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def next_vote_backtest(_snapshot: store.Snapshot, version: str) -> forecast_backtest.BackTest:
    """Return the forecasts of past votes by models that had not seen them."""

    def make() -> dict[str, pd.DataFrame]:
        test = forecast_backtest.run(recurring_record(_snapshot, version), seed=SEED)
        return {"rows": test.rows, "events": test.events}

    found = kept.frames("next-vote", _snapshot, MODULES, make)
    return forecast_backtest.BackTest(**found)


@st.cache_resource(max_entries=2, show_spinner=False)
def next_vote_skill(_snapshot: store.Snapshot, version: str) -> forecast_backtest.Skill:
    """Return how good the forecasts of past votes were."""
    test = next_vote_backtest(_snapshot, version)
    return forecast_backtest.skill(test, seed=SEED, n_replicates=N_REPLICATES)


@st.cache_resource(max_entries=64, show_spinner=False)
def moves_foreseen(_snapshot: store.Snapshot, version: str, rollcall_id: str) -> pd.DataFrame:
    """Return who could have moved at a past vote, or did, as foreseen."""
    return forecast_backtest.moves(next_vote_backtest(_snapshot, version), rollcall_id)
