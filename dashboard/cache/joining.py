"""Who could join: what pages make of the joining model and of its champions."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.joining import (
    asof,
    broadening,
    champions,
    gathering,
    growth,
    joining,
    joining_evidence,
    joining_features,
    joining_on_day,
    joining_reasons,
    learning,
    open_texts,
    opportunities,
    sizes,
)
from dashboard.cache.record import frame
from data import store

SEED = 20260205
"""Of everything drawn at random, so that every reader sees the same."""

TABLES = ("states", "instruments", "memberships", "leads", "rollcalls", "topics", "votes")

Range = tuple[float, float, float]
"""The desk's own number of States: lowest, likely, highest."""


@st.cache_resource(max_entries=2, show_spinner=False)
def joining_record(_snapshot: store.Snapshot, version: str) -> asof.Record:
    """Return the record that forecasts rest on."""
    return gathering.gather(**{table: frame(_snapshot, version, table) for table in TABLES})


@st.cache_resource(max_entries=2, show_spinner=False)
def joining_features_of(_snapshot: store.Snapshot, version: str) -> list[joining_features.Features]:
    """Return the features of every text, as known when it opened."""
    return learning.features_of(joining_record(_snapshot, version))


@st.cache_resource(max_entries=2, show_spinner=False)
def growth_seen(_snapshot: store.Snapshot, version: str) -> pd.DataFrame:
    """Return the texts that could be seen to grow."""
    return growth.seen(joining_record(_snapshot, version))


@st.cache_resource(max_entries=2, show_spinner=False)
def open_questions(_snapshot: store.Snapshot, version: str) -> tuple[open_texts.Question, ...]:
    """Return what earlier texts teach about one that is open."""
    record = joining_record(_snapshot, version)
    return open_texts.questions(record, growth_seen(_snapshot, version), seed=SEED)


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
    _snapshot: store.Snapshot,
    version: str,
    target: opportunities.Target,
    stated: Range | None = None,
) -> joining.Prediction:
    """Return who joins a text, as known on the last day of the record.

    Where the desk states how many, all follows from its number.
    """
    record = record_with(_snapshot, version, target)
    place, day = record.place(target.key), opportunities.last_day(record)
    listed = int(record.known(day).listed[place].sum())
    stances = frame(_snapshot, version, "stances")
    size = None
    if stated is not None:
        size = sizes.stated(*stated, n_now=listed, n_states=len(record.states))
    declined = opportunities.declined(record, stances, target.key, day)
    if target.is_next:
        features = joining_features_of(_snapshot, version)
        return joining_on_day.to_come(
            record, features, place, day, seed=SEED, size=size, declined=declined
        )
    return joining_on_day.open_now(
        record,
        open_questions(_snapshot, version),
        growth_seen(_snapshot, version),
        place,
        day,
        seed=SEED,
        size=size,
        declined=declined,
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def opportunities_in(
    _snapshot: store.Snapshot,
    version: str,
    target: opportunities.Target,
    stated: Range | None = None,
) -> pd.DataFrame:
    """Return the States that could join, the most likely first."""
    record = record_with(_snapshot, version, target)
    stances = frame(_snapshot, version, "stances")
    prediction = joining_prediction(_snapshot, version, target, stated)
    return opportunities.table(prediction, record, stances)


@st.cache_resource(max_entries=256, show_spinner=False)
def joining_reasons_of(
    _snapshot: store.Snapshot,
    version: str,
    target: opportunities.Target,
    iso3: str,
) -> pd.DataFrame:
    """Return what speaks for and against a State's joining, with what each reason stands on.

    How many join does not enter: it moves all States alike.
    """
    record = record_with(_snapshot, version, target)
    prediction = joining_prediction(_snapshot, version, target)
    return joining_reasons.named(record, prediction, record.place(target.key), iso3)


@st.cache_resource(max_entries=64, show_spinner=False)
def reach_for(
    _snapshot: store.Snapshot, version: str, target: opportunities.Target
) -> broadening.Reach:
    """Return what each State would open if it joined: beside the members of the last version."""
    record = joining_record(_snapshot, version)
    day = opportunities.last_day(record)
    members = record.known(day).listed[record.place(target.instrument_id)]
    return broadening.of_coalition(record, members, day)


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
    members = record.known(opportunities.last_day(record)).listed[place]
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
