"""Who could join: what pages make of the joining model, its back-test and its champions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from analytics import (
    asof,
    backtest,
    champions,
    gathering,
    joining,
    joining_evidence,
    joining_features,
    learning,
    opportunities,
    scoring,
    sizes,
)
from dashboard.cache import kept
from dashboard.cache.record import frame
from data import store

SEED = 20260205
"""Of everything drawn at random, so that every reader sees the same."""

TABLES = ("states", "instruments", "memberships", "rollcalls", "topics", "votes")
MODULES = (asof, gathering, joining_features, sizes, learning, joining, backtest)
"""The code behind the back-test."""


@st.cache_resource(max_entries=2, show_spinner=False)
def joining_record(_snapshot: store.Snapshot, version: str) -> asof.Record:
    """Return the record that forecasts rest on."""
    return gathering.gather(**{table: frame(_snapshot, version, table) for table in TABLES})


@st.cache_resource(max_entries=2, show_spinner=False)
def joining_features_of(_snapshot: store.Snapshot, version: str) -> list[joining_features.Features]:
    """Return the features of every text, as known when it opened."""
    return learning.features_of(joining_record(_snapshot, version))


@st.cache_resource(max_entries=2, show_spinner=False)
def joining_model(_snapshot: store.Snapshot, version: str) -> learning.Model:
    """Return the model fitted on all that is known."""
    record = joining_record(_snapshot, version)
    return learning.fit(
        record,
        joining_features_of(_snapshot, version),
        opportunities.last_day(record),
        seed=SEED,
        n_draws=joining.N_DRAWS,
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def joining_targets(_snapshot: store.Snapshot, version: str) -> tuple[opportunities.Target, ...]:
    """Return the texts that can be asked about."""
    record = joining_record(_snapshot, version)
    return opportunities.targets(record, frame(_snapshot, version, "instruments"))


@st.cache_resource(max_entries=64, show_spinner=False)
def record_with(
    _snapshot: store.Snapshot, version: str, target: opportunities.Target
) -> asof.Record:
    """Return the record, with the text asked about in it where it is the next version of one."""
    record = joining_record(_snapshot, version)
    if not target.is_next:
        return record
    return record.with_text(
        target.key, like=target.instrument_id, opened=opportunities.last_day(record)
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def joining_prediction(
    _snapshot: store.Snapshot, version: str, target: opportunities.Target
) -> joining.Prediction:
    """Return who joins a text, as known on the last day of the record."""
    record = record_with(_snapshot, version, target)
    place, day = record.place(target.key), opportunities.last_day(record)
    return joining.predict(
        record,
        place,
        joining_model(_snapshot, version),
        joining_features.of_text(record, place, day),
        day=day,
        seed=SEED,
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def opportunities_in(
    _snapshot: store.Snapshot, version: str, target: opportunities.Target
) -> pd.DataFrame:
    """Return the States that could join, the most likely first."""
    record = record_with(_snapshot, version, target)
    stances = frame(_snapshot, version, "stances")
    return opportunities.table(joining_prediction(_snapshot, version, target), record, stances)


@st.cache_resource(max_entries=2, show_spinner=False)
def closeness(_snapshot: store.Snapshot, version: str) -> champions.Closeness:
    """Return how near States are to one another."""
    record = joining_record(_snapshot, version)
    return champions.closeness(record, opportunities.last_day(record))


@st.cache_resource(max_entries=512, show_spinner=False)
def champions_for(
    _snapshot: store.Snapshot, version: str, target: opportunities.Target, iso3: str
) -> champions.Champions:
    """Return who is best placed to approach a State about a text."""
    record = joining_record(_snapshot, version)
    place = record.place(target.instrument_id)
    members = record.joined[place]
    newcomers = members & ~joining_features_of(_snapshot, version)[place].was_on_family
    near = closeness(_snapshot, version)
    return champions.of_state(record, near, iso3, members, newcomers)


@st.cache_resource(max_entries=256, show_spinner=False)
def joining_evidence_of(
    _snapshot: store.Snapshot, version: str, target: opportunities.Target, iso3: str
) -> pd.DataFrame:
    """Return the rows of the record on which a State's reasons rest."""
    record = record_with(_snapshot, version, target)
    tables = {t: frame(_snapshot, version, t) for t in ("memberships", "instruments", "rollcalls")}
    day = opportunities.last_day(joining_record(_snapshot, version))
    return joining_evidence.of_state(record, record.place(target.key), iso3, day, **tables)


@st.cache_resource(max_entries=64, show_spinner=False)
def target_evidence(
    _snapshot: store.Snapshot, version: str, target: opportunities.Target
) -> tuple[str, ...]:
    """Return the documents behind a text's roster and the last vote on the subject."""
    record = joining_record(_snapshot, version)
    instruments = frame(_snapshot, version, "instruments")
    votes = frame(_snapshot, version, "rollcalls")
    rows = opportunities.rollcalls_on(
        record, opportunities.last_day(record), opportunities.SUBJECT, is_plenary=True
    )
    is_text = instruments["instrument_id"] == target.instrument_id
    is_vote = votes["rollcall_id"].isin(record.rollcalls["rollcall_id"].iloc[rows[-1:]])
    found = [*instruments["evidence_id"][is_text], *votes["evidence_id"][is_vote]]
    return tuple(dict.fromkeys(found))


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


@st.cache_resource(max_entries=64, show_spinner=False)
def joining_scores(
    _snapshot: store.Snapshot,
    version: str,
    column: str = "probability",
    is_new: bool = True,
    is_forward: bool = True,
    instrument_id: str | None = None,
    n_replicates: int = 400,
) -> scoring.Scores:
    """Return how good the predictions of past texts were."""
    return backtest.scores(
        joining_backtest(_snapshot, version, is_forward),
        seed=SEED,
        is_new=is_new,
        column=column,
        instrument_id=instrument_id,
        n_replicates=n_replicates,
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def joining_scores_by_text(_snapshot: store.Snapshot, version: str, column: str) -> pd.DataFrame:
    """Return the scores of each text."""
    return backtest.by_text(joining_backtest(_snapshot, version), column=column)


@st.cache_resource(max_entries=8, show_spinner=False)
def joining_reliability(
    _snapshot: store.Snapshot, version: str, column: str, is_new: bool
) -> pd.DataFrame:
    """Return predicted beside observed shares."""
    rows = joining_backtest(_snapshot, version).rows
    rows = rows[rows["is_new"]] if is_new else rows
    return scoring.reliability(
        rows[column].to_numpy(dtype=np.float64), rows["joined"].to_numpy(dtype=bool), seed=SEED
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def joining_second_halves(_snapshot: store.Snapshot, version: str) -> scoring.Scores:
    """Return how good predictions of who joins late were, given how many did."""
    rows = backtest.second_halves(
        joining_record(_snapshot, version),
        joining_features_of(_snapshot, version),
        seed=SEED,
        shrinkage=joining.LATE_SHRINKAGE,
    )
    return scoring.score(
        rows["probability"].to_numpy(dtype=np.float64),
        rows["joined"].to_numpy(dtype=bool),
        rows["event"].to_numpy(dtype=np.int64),
        rows["reference"].to_numpy(dtype=np.float64),
        seed=SEED,
    )
