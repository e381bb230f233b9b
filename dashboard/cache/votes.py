"""Who stands together: what pages make of recorded votes and rosters over years."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import streamlit as st

from analytics import ballots, bridges, texts
from analytics.agreement import agreement, cohesion, comparison
from analytics.blocs import blocs, consensus
from analytics.ideal_points import (
    concordance,
    drift,
    ideal_points,
    line_fit,
    ordinal_chain,
    ordinal_draws,
    ordinal_irt,
    ordinal_mode,
    ordinal_record,
    turns,
    two_ends,
)
from analytics.network import alignment, brokers, communities
from analytics.next_vote import recurring
from dashboard.cache import kept
from dashboard.cache.record import frame
from data import store

ASKED_TABLES = ("votes", "rollcalls", "topics", "memberships", "instruments")

BLOC_RUNS = consensus.Options(k_max=6, n_runs=60, n_null=12)
"""Enough for a second decimal of the stability, in a few seconds."""

POINTS_CODE = (
    ballots,
    bridges,
    ideal_points,
    ordinal_chain,
    ordinal_draws,
    ordinal_irt,
    ordinal_mode,
    ordinal_record,
    recurring,
)
"""The code behind ideal points."""

TWO_ENDS_CODE = (ballots, bridges, ordinal_record, recurring, two_ends)
"""The code behind ends of a subject."""

FIT_SESSIONS = 7
"""Sessions, up to the last, over which the fit of a line is told."""

SEED = 20260205
"""Of everything drawn at random, so that every reader sees the same."""


@st.cache_resource(max_entries=32, show_spinner=False)
def bloc_grouping(
    _snapshot: store.Snapshot, version: str, question: alignment.Question
) -> blocs.Blocs:
    """Return which States stand together."""
    basis = alignment.basis(question, **_asked(_snapshot, version))
    return blocs.grouping(basis, seed=SEED, options=BLOC_RUNS)


@st.cache_resource(max_entries=32, show_spinner=False)
def web_of(_snapshot: store.Snapshot, version: str, question: alignment.Question) -> alignment.Web:
    """Return who is tied to whom."""
    return alignment.web(question, seed=SEED, **_asked(_snapshot, version))


@st.cache_resource(max_entries=32, show_spinner=False)
def communities_of(
    _snapshot: store.Snapshot, version: str, question: alignment.Question
) -> tuple[communities.Communities, communities.Stability]:
    """Return the communities of a network, and whether other seeds find them again."""
    graph = web_of(_snapshot, version, question).kept.graph
    return (
        communities.consensus(graph, seed=SEED, n_runs=20, n_random=10),
        communities.stability(graph, seed=SEED, n_runs=20, n_repeats=3),
    )


@st.cache_resource(max_entries=32, show_spinner=False)
def brokers_of(
    _snapshot: store.Snapshot, version: str, question: alignment.Question
) -> brokers.Brokers:
    """Return which States stand between others."""
    return alignment.between(question, seed=SEED, n_replicates=30, **_asked(_snapshot, version))


@st.cache_resource(max_entries=32, show_spinner=False)
def alignment_evidence(
    _snapshot: store.Snapshot, version: str, question: alignment.Question
) -> tuple[str, ...]:
    """Return the documents behind what is asked of alignment."""
    tables = {t: frame(_snapshot, version, t) for t in ("rollcalls", "topics", "instruments")}
    return alignment.evidence(question, **tables)


@st.cache_resource(max_entries=8, show_spinner=False)
def points_on(
    _snapshot: store.Snapshot, version: str, topic: str | None
) -> ideal_points.IdealPoints:
    """Return where each State stood in each session, on a topic or on all."""

    def make() -> dict[str, pd.DataFrame]:
        found = ideal_points.estimates(
            frame(_snapshot, version, "votes"),
            _on_topic(_snapshot, version, topic),
            repeated=frame(_snapshot, version, "repeated_votes"),
        )
        return _frames(found)

    parts = _fields(kept.frames(f"ideal-points-{topic or 'all'}", _snapshot, POINTS_CODE, make))
    above, below = parts["anchor"]
    return ideal_points.IdealPoints(**(parts | {"anchor": (str(above), str(below))}))


@st.cache_resource(max_entries=8, show_spinner=False)
def points_proved(
    _snapshot: store.Snapshot, version: str, topic: str | None
) -> concordance.Validation | None:
    """Return how far positions agree with those that others published; nothing if none did."""
    published = frame(_snapshot, version, "reference_points")
    reference = published[published["subject"] == (topic or "all")]
    if reference.empty:
        return None
    return concordance.validation(points_on(_snapshot, version, topic), reference)


@st.cache_resource(max_entries=16, show_spinner=False)
def turns_on(
    _snapshot: store.Snapshot, version: str, topic: str | None, first_session: int
) -> turns.Turns:
    """Return when States changed their course, on a topic or on all."""
    return turns.turns(points_on(_snapshot, version, topic), first_session=first_session)


@st.cache_resource(max_entries=8, show_spinner=False)
def fit_on(_snapshot: store.Snapshot, version: str, topic: str | None) -> line_fit.Fit:
    """Return how well the line accounts for the votes of its last sessions."""
    points = points_on(_snapshot, version, topic)
    last = int(points.sessions["session_number"].max())
    return line_fit.fit(
        points,
        frame(_snapshot, version, "votes"),
        frame(_snapshot, version, "topics"),
        sessions=(last - FIT_SESSIONS + 1, last),
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def ends_on(_snapshot: store.Snapshot, version: str, topics: tuple[str, ...]) -> two_ends.TwoEnds:
    """Return whether States stand between two ends on some topics, in the last sessions."""
    rollcalls = alignment.on_topics(
        frame(_snapshot, version, "rollcalls"), frame(_snapshot, version, "topics"), topics
    )
    number = rollcalls["session_number"]

    def make() -> dict[str, pd.DataFrame]:
        found = two_ends.two_ends(
            frame(_snapshot, version, "votes"),
            rollcalls[number > number.max() - FIT_SESSIONS],
            seed=SEED,
            repeated=frame(_snapshot, version, "repeated_votes"),
        )
        return _frames(found)

    held = kept.frames(f"two-ends-{'-'.join(topics)}", _snapshot, TWO_ENDS_CODE, make)
    return two_ends.TwoEnds(**_fields(held))


@st.cache_resource(max_entries=16, show_spinner=False)
def agreement_in(
    _snapshot: store.Snapshot, version: str, question: comparison.Question
) -> agreement.Agreement:
    """Return how often all pairs of States voted alike."""
    return comparison.of_all(question, seed=SEED, **_votes(_snapshot, version))


@st.cache_resource(max_entries=64, show_spinner=False)
def pair_in(
    _snapshot: store.Snapshot,
    version: str,
    question: comparison.Question,
    iso3_a: str,
    iso3_b: str,
) -> comparison.Comparison:
    """Return what two States agree and divide on."""
    return comparison.of_pair(question, iso3_a, iso3_b, seed=SEED, **_votes(_snapshot, version))


@st.cache_resource(max_entries=16, show_spinner=False)
def silence_in(
    _snapshot: store.Snapshot, version: str, question: comparison.Question
) -> pd.DataFrame:
    """Return the ranks of all pairs under each reading of absence."""
    return comparison.silence(question, **_votes(_snapshot, version))


@st.cache_resource(max_entries=2, show_spinner=False)
def rosters_now(_snapshot: store.Snapshot, version: str) -> texts.Rosters:
    """Return who is on which roster now."""
    rolls = frame(_snapshot, version, "memberships")
    return texts.listed(
        rolls, frame(_snapshot, version, "instruments"), day=alignment.latest_day(rolls)
    )


@st.cache_resource(max_entries=32, show_spinner=False)
def drift_since(
    _snapshot: store.Snapshot, version: str, topic: str | None, year: int
) -> drift.Drift:
    """Return which States moved since the first day of a year, on a topic or on all."""
    return drift.since(
        points_on(_snapshot, version, topic),
        frame(_snapshot, version, "votes"),
        _on_topic(_snapshot, version, topic),
        day=pd.Timestamp(year, 1, 1),
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def cohesion_on(
    _snapshot: store.Snapshot, version: str, topic: str | None, groups: tuple[str, ...]
) -> cohesion.Cohesion:
    """Return how far groups vote as one where the house is divided, on a topic or on all."""
    return cohesion.of_groups(
        frame(_snapshot, version, "votes"),
        _on_topic(_snapshot, version, topic),
        frame(_snapshot, version, "memberships"),
        groups,
        seed=SEED,
        min_minority_share=ballots.CONTESTED,
    )


def _frames(found: ideal_points.IdealPoints | two_ends.TwoEnds) -> dict[str, pd.DataFrame]:
    """Return the frames of a result, and its figures as one more."""
    parts = {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}
    frames = {name: part for name, part in parts.items() if isinstance(part, pd.DataFrame)}
    figures = {name: [part] for name, part in parts.items() if name not in frames}
    return frames | {"figures": pd.DataFrame(figures)}


def _fields(held: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """Return the fields of a result from its frames."""
    figures = held["figures"]
    frames = {name: part for name, part in held.items() if name != "figures"}
    return {str(name): figures[name].tolist()[0] for name in figures} | frames


def _asked(current: store.Snapshot, version: str) -> dict[str, pd.DataFrame]:
    """Return the tables on which everything about alignment rests."""
    return {table: frame(current, version, table) for table in ASKED_TABLES}


def _on_topic(current: store.Snapshot, version: str, topic: str | None) -> pd.DataFrame:
    """Return the roll calls on texts of a topic; all of them where none is given."""
    rollcalls = frame(current, version, "rollcalls")
    if topic is None:
        return rollcalls
    topics = frame(current, version, "topics")
    repeated = frame(current, version, "repeated_votes")
    return bridges.on_topic(rollcalls, topics, topic, repeated)


def _votes(current: store.Snapshot, version: str) -> dict[str, pd.DataFrame]:
    """Return the tables on which everything about votes rests."""
    return {table: frame(current, version, table) for table in ASKED_TABLES[:3]}
