"""How good the probabilities of joining were on the past: back-tests and their scores."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import scoring
from analytics.joining import (
    asof,
    backtest,
    broadening,
    camps,
    gathering,
    growth,
    joining,
    joining_baselines,
    joining_features,
    leads,
    learning,
    open_backtest,
    open_texts,
    recent_votes,
    sizes,
)
from dashboard.cache import kept
from dashboard.cache.joining import (
    SEED,
    growth_seen,
    joining_features_of,
    joining_record,
    open_questions,
)
from data import store

MODULES = (
    *(asof, gathering, leads, camps, recent_votes, joining_features, joining_baselines, sizes),
    *(growth, learning, open_texts, joining, backtest, open_backtest),
)
"""The code behind the back-tests."""


@st.cache_resource(max_entries=2, show_spinner=False)
def joining_backtest(
    _snapshot: store.Snapshot, version: str, is_forward: bool = True
) -> backtest.BackTest:
    """Return the predictions of past texts by models that had not seen them."""
    record = joining_record(_snapshot, version)

    def make() -> dict[str, pd.DataFrame]:
        features = joining_features_of(_snapshot, version)
        test = backtest.run(record, features, seed=SEED, is_forward=is_forward)
        return {"rows": test.rows, "texts": test.texts, "left_out": test.left_out}

    name = "backtest-forward" if is_forward else "backtest-left-out"
    found = kept.frames(name, _snapshot, MODULES, make)
    return backtest.BackTest(**found, is_forward=is_forward)


@st.cache_resource(max_entries=2, show_spinner=False)
def open_text_backtest(_snapshot: store.Snapshot, version: str) -> open_backtest.OpenBackTest:
    """Return the predictions of who joined texts that were open."""

    def make() -> dict[str, pd.DataFrame]:
        test = open_backtest.run(
            joining_record(_snapshot, version),
            open_questions(_snapshot, version),
            growth_seen(_snapshot, version),
            seed=SEED,
        )
        return {"rows": test.rows, "texts": test.texts, "left_out": test.left_out}

    return open_backtest.OpenBackTest(**kept.frames("backtest-open", _snapshot, MODULES, make))


@st.cache_resource(max_entries=64, show_spinner=False)
def open_text_scores(
    _snapshot: store.Snapshot,
    version: str,
    days: tuple[int, ...],
    column: str = "probability",
    is_new: bool = False,
) -> scoring.Scores:
    """Return how good the predictions were of who joined texts that were open."""
    test = open_text_backtest(_snapshot, version)
    return open_backtest.scores(test, days, seed=SEED, column=column, is_new=is_new)


def n_open_texts(_snapshot: store.Snapshot, version: str, days: tuple[int, ...]) -> int:
    """Return how many texts could be seen some days after opening; some at several of them."""
    rows = open_text_backtest(_snapshot, version).rows
    return int(rows.loc[rows["days"].isin(list(days)), "instrument_id"].nunique())


@st.cache_resource(max_entries=128, show_spinner=False)
def joining_scores(
    _snapshot: store.Snapshot,
    version: str,
    column: str = "probability",
    is_new: bool = True,
    is_forward: bool = True,
    instrument_id: str | None = None,
    text_class: str | None = None,
    is_first: bool | None = None,
    over: str = "base_rate",
    n_replicates: int = 400,
) -> scoring.Scores:
    """Return how good the predictions of past texts were; see `backtest.scores`."""
    return backtest.scores(
        joining_backtest(_snapshot, version, is_forward),
        seed=SEED,
        is_new=is_new,
        column=column,
        over=over,
        instrument_id=instrument_id,
        text_class=text_class,
        is_first=is_first,
        n_replicates=n_replicates,
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def joining_scores_by_text(_snapshot: store.Snapshot, version: str, column: str) -> pd.DataFrame:
    """Return the scores of each text."""
    return backtest.by_text(joining_backtest(_snapshot, version), column=column)


@st.cache_resource(max_entries=32, show_spinner=False)
def joining_reliability(
    _snapshot: store.Snapshot,
    version: str,
    column: str,
    is_new: bool,
    text_class: str | None = None,
) -> pd.DataFrame:
    """Return predicted beside observed shares."""
    test = joining_backtest(_snapshot, version)
    return backtest.reliability(
        test, seed=SEED, is_new=is_new, column=column, text_class=text_class
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def broadening_tested(_snapshot: store.Snapshot, version: str) -> pd.DataFrame:
    """Return what lists of new States would have brought, by each ranking."""
    record = joining_record(_snapshot, version)
    return broadening.backtest(record, joining_backtest(_snapshot, version), seed=SEED)
