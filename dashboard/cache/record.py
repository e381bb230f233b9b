"""The snapshot, its tables, and what the pages of the record are made of."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pandas as pd
import streamlit as st

from analytics.record import (
    coalition,
    dossier,
    funnel,
    group_votes,
    headline,
    holdings,
    process,
    roster_matrix,
    search,
    shifts,
    standing,
    succession,
    versions,
)
from dashboard import i18n
from data import schema, store

Made = TypeVar("Made")

ROSTER_TABLES = ("states", "instruments", "memberships")


def snapshot() -> store.Snapshot:
    """Return the snapshot as it lies on disk now.

    Raises
    ------
    StoreError
        If there is none, or it cannot be read.
    """
    path = store.snapshot_path()
    return _opened(path, path.stat().st_mtime_ns if path.exists() else 0)


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(path: Path, mtime_ns: int) -> store.Snapshot:  # noqa: ARG001  # part of the key
    return store.open_snapshot(path)


@st.cache_resource(max_entries=64, show_spinner=False)
def frame(_snapshot: store.Snapshot, version: str, table: str) -> pd.DataFrame:  # noqa: ARG001
    """Return a whole table; not to be changed by the caller."""
    return _snapshot.frame(table)


@st.cache_resource(max_entries=2, show_spinner=False)
def plenary_documents(_snapshot: store.Snapshot, version: str) -> frozenset[str]:
    """Return the documents in which the votes of the plenary are recorded."""
    held = frame(_snapshot, version, "rollcalls")
    return frozenset(held.loc[held["body"] == "plenary", "evidence_id"])


@st.cache_resource(show_spinner=False)
def translations(language: str) -> gettext.NullTranslations:
    """Return the words of a language."""
    return i18n.translations(language)


@st.cache_resource(max_entries=64, show_spinner=False)
def roster(_snapshot: store.Snapshot, version: str, instrument_id: str) -> standing.Standing:
    """Return where every State stands on a roster."""
    return standing.of_roster(instrument_id, on=None, **_rosters(_snapshot, version))


@st.cache_resource(max_entries=64, show_spinner=False)
def curve(_snapshot: store.Snapshot, version: str, instrument_id: str) -> succession.Curve:
    """Return how many States had joined an instrument by which day."""
    return succession.curve([instrument_id], **_rosters(_snapshot, version))


@st.cache_resource(max_entries=64, show_spinner=False)
def roster_versions(
    _snapshot: store.Snapshot, version: str, instrument_id: str
) -> versions.Versions:
    """Return what changed since the earlier states of a roster."""
    return versions.of_roster(instrument_id, **_rosters(_snapshot, version))


@st.cache_resource(max_entries=32, show_spinner=False)
def matrix(
    _snapshot: store.Snapshot,
    version: str,
    *,
    on: pd.Timestamp | None,
    domains: tuple[str, ...],
    kinds: tuple[str, ...],
    roles: tuple[str, ...] | None,
    group: str | None,
    sort_states: str,
    sort_instruments: str,
) -> roster_matrix.Matrix:
    """Return who is on which roster."""
    return roster_matrix.of_rosters(
        **_rosters(_snapshot, version),
        on=on,
        domains=domains,
        kinds=kinds,
        roles=roles,
        group=group,
        sort_states=sort_states,
        sort_instruments=sort_instruments,
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def steps_after(
    _snapshot: store.Snapshot, version: str, rollcall_id: str, domain: str
) -> funnel.Funnel:
    """Return how far each State has come from a vote to a forum."""
    tables = _rosters(_snapshot, version)
    return funnel.of_steps(
        funnel.steps_after(rollcall_id, domain=domain, instruments=tables["instruments"]),
        **tables,
        on=None,
        rollcalls=frame(_snapshot, version, "rollcalls"),
        votes=frame(_snapshot, version, "votes"),
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def rollcall(_snapshot: store.Snapshot, version: str, rollcall_id: str) -> standing.Standing:
    """Return how every State voted in a roll call."""
    tables = {table: frame(_snapshot, version, table) for table in ("states", "rollcalls", "votes")}
    return standing.of_rollcall(rollcall_id, **tables)


@st.cache_resource(max_entries=8, show_spinner=False)
def coalition_on(
    _snapshot: store.Snapshot, version: str, topic: str, domain: str
) -> coalition.Coalition:
    """Return where the coalition on a subject stands."""
    more = ("rollcalls", "topics", "votes", "stances")
    return coalition.of_subject(
        topic=topic,
        domain=domain,
        **_rosters(_snapshot, version),
        **{table: frame(_snapshot, version, table) for table in more},
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def row_counts(_snapshot: store.Snapshot, version: str) -> dict[str, int]:  # noqa: ARG001
    """Return the number of rows of each table."""
    return {table: _snapshot.n_rows(table) for table in schema.TABLES}


@st.cache_resource(max_entries=2, show_spinner=False)
def freshness(_snapshot: store.Snapshot, version: str) -> holdings.Freshness:
    """Return for which day each source and each roster holds."""
    tables = {table: frame(_snapshot, version, table) for table in ("sources", "instruments")}
    return holdings.freshness(**tables)


@st.cache_resource(max_entries=2, show_spinner=False)
def completeness(_snapshot: store.Snapshot, version: str) -> holdings.Completeness:
    """Return how many names of each roster are known."""
    return holdings.completeness(frame(_snapshot, version, "instruments"))


@st.cache_resource(max_entries=2, show_spinner=False)
def rollcall_years(_snapshot: store.Snapshot, version: str) -> holdings.Years:
    """Return how many roll calls of each year are used."""
    return holdings.years(frame(_snapshot, version, "rollcalls"))


@st.cache_resource(max_entries=2, show_spinner=False)
def grades(_snapshot: store.Snapshot, version: str) -> pd.DataFrame:
    """Return how many documents are of each grade."""
    return holdings.grades(frame(_snapshot, version, "evidence"))


@st.cache_resource(max_entries=2, show_spinner=False)
def derived_votes(_snapshot: store.Snapshot, version: str) -> pd.DataFrame:
    """Return the votes that no source lists and that follow from a published tally."""
    return holdings.derived(
        votes=frame(_snapshot, version, "votes"), rollcalls=frame(_snapshot, version, "rollcalls")
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def terms(_snapshot: store.Snapshot, version: str) -> pd.DataFrame:
    """Return the terms under which sources come."""
    return holdings.terms(frame(_snapshot, version, "sources"))


@st.cache_resource(max_entries=64, show_spinner=False)
def dossier_of(_snapshot: store.Snapshot, version: str, iso3: str) -> dossier.Dossier:
    """Return everything on record about a State."""
    more = ("rollcalls", "topics", "votes", "stances")
    return dossier.of_state(
        iso3,
        shown_topics=dossier.TOPICS,
        **_rosters(_snapshot, version),
        **{table: frame(_snapshot, version, table) for table in more},
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def headline_of(
    _snapshot: store.Snapshot, version: str, iso3: str, topic: str, domain: str
) -> headline.Headline:
    """Return what is said first of a State on a subject."""
    more = ("rollcalls", "topics", "votes", "stances")
    return headline.of_state(
        iso3,
        topic=topic,
        domain=domain,
        **_rosters(_snapshot, version),
        **{table: frame(_snapshot, version, table) for table in more},
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def process_on(
    _snapshot: store.Snapshot,
    version: str,
    day: pd.Timestamp,
    lanes: tuple[str, ...],
    kinds: tuple[str, ...] | None,
    first_year: int,
) -> process.Process:
    """Return what of the process is past and what is to come."""
    return process.on_day(
        frame(_snapshot, version, "milestones"),
        day,
        lanes=lanes,
        kinds=kinds,
        first_year=first_year,
    )


@st.cache_resource(max_entries=128, show_spinner=False)
def rollcalls_found(
    _snapshot: store.Snapshot,
    version: str,
    *,
    topic: str | None,
    session: str | None = None,
    words: str = "",
    limit: int | None = None,
) -> search.Found:
    """Return the roll calls on a topic, of a session, with some words."""
    tables = [frame(_snapshot, version, table) for table in ("rollcalls", "topics")]
    return search.rollcalls(*tables, topic=topic, session=session, words=words, limit=limit)


@st.cache_resource(max_entries=16, show_spinner=False)
def rollcall_pairs(_snapshot: store.Snapshot, version: str, topic: str | None) -> shifts.Pairs:
    """Return the roll calls that can be compared."""
    tables = [frame(_snapshot, version, table) for table in ("rollcalls", "topics")]
    return shifts.pairs(*tables, topic=topic)


@st.cache_resource(max_entries=64, show_spinner=False)
def shift(
    _snapshot: store.Snapshot, version: str, rollcall_from: str, rollcall_to: str
) -> shifts.Shift:
    """Return how votes moved from one roll call to another."""
    tables = {table: frame(_snapshot, version, table) for table in ("states", "rollcalls", "votes")}
    return shifts.between(rollcall_from, rollcall_to, **tables)


@st.cache_resource(max_entries=64, show_spinner=False)
def group_votes_in(
    _snapshot: store.Snapshot, version: str, rollcall_id: str, group: str
) -> group_votes.GroupVotes:
    """Return how the members of a group voted."""
    return group_votes.of_group(
        rollcall(_snapshot, version, rollcall_id),
        group,
        instruments=frame(_snapshot, version, "instruments"),
        memberships=frame(_snapshot, version, "memberships"),
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def sponsor_votes_in(
    _snapshot: store.Snapshot, version: str, rollcall_id: str, instrument_id: str
) -> group_votes.SponsorVotes:
    """Return how the sponsors of a text voted."""
    return group_votes.of_sponsors(
        rollcall(_snapshot, version, rollcall_id),
        roster(_snapshot, version, instrument_id),
        memberships=frame(_snapshot, version, "memberships"),
    )


def in_words(of: tuple[str, ...], make: Callable[[], Made]) -> Made:
    """Return something in words made of the snapshot alone: a chart, or a table for readers.

    Parameters
    ----------
    of : tuple of str
        What it is of, and every choice on which it hangs; the language is added.
    make : callable
        Makes it, the first time.
    """
    made: Made = _made(snapshot().version, i18n.language(), of, make)
    return made


@st.cache_resource(max_entries=256, show_spinner=False)
def _made(
    version: str,  # noqa: ARG001  # part of the key
    language: str,  # noqa: ARG001  # part of the key
    of: tuple[str, ...],  # noqa: ARG001  # part of the key
    _make: Callable[[], Made],
) -> Made:
    return _make()


def _rosters(current: store.Snapshot, version: str) -> dict[str, pd.DataFrame]:
    """Return the tables on which everything about rosters rests."""
    return {table: frame(current, version, table) for table in ROSTER_TABLES}
