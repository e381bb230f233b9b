"""What is asked of the record: rosters, roll calls, States, subjects, and what there is."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from analytics import roster_status
from analytics.record import (
    coalition,
    documents,
    dossier,
    events,
    funnel,
    group_votes,
    growth,
    headline,
    holdings,
    joining_curve,
    process,
    recency,
    roster_matrix,
    search,
    shifts,
    standing,
    versions,
)
from data import domains, schema
from data.facts import Facts

ROSTER_TABLES = ("states", "instruments", "memberships")


def plenary_documents(facts: Facts) -> frozenset[str]:
    """Return the documents in which the votes of the plenary are recorded."""
    held = facts.rollcalls
    return frozenset(held.loc[held["body"] == "plenary", "evidence_id"])


def roster(facts: Facts, instrument_id: str) -> standing.Standing:
    """Return where every State stands on a roster."""
    return standing.of_roster(instrument_id, on=None, **_rosters(facts))


def curve(facts: Facts, instrument_id: str) -> joining_curve.JoiningCurve:
    """Return how many States had joined an instrument by which day."""
    return joining_curve.of_texts([instrument_id], **_rosters(facts))


def roster_versions(facts: Facts, instrument_id: str) -> versions.Versions:
    """Return what changed since the earlier states of a roster."""
    return versions.of_roster(instrument_id, **_rosters(facts))


def matrix(
    facts: Facts,
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
        **_rosters(facts),
        on=on,
        domains=domains,
        kinds=kinds,
        roles=roles,
        group=group,
        sort_states=sort_states,
        sort_instruments=sort_instruments,
    )


def steps_after(facts: Facts, rollcall_id: str, domain: str) -> funnel.Funnel:
    """Return how far each State has come from a vote to a forum."""
    tables = _rosters(facts)
    return funnel.of_steps(
        funnel.steps_after(rollcall_id, domain=domain, instruments=tables["instruments"]),
        **tables,
        on=None,
        rollcalls=facts.rollcalls,
        votes=facts.votes,
    )


def rollcall(facts: Facts, rollcall_id: str) -> standing.Standing:
    """Return how every State voted in a roll call."""
    tables = {table: getattr(facts, table) for table in ("states", "rollcalls", "votes")}
    return standing.of_rollcall(rollcall_id, **tables)


def coalition_on(facts: Facts, topic: str, domain: str) -> coalition.Coalition:
    """Return where the coalition on a subject stands."""
    more = ("rollcalls", "topics", "votes", "stances")
    return coalition.of_subject(
        topic=topic,
        domain=domain,
        **_rosters(facts),
        **{table: getattr(facts, table) for table in more},
    )


def growth_of(facts: Facts, topics: tuple[str, ...], domain: str) -> growth.Growth:
    """Return how the process on a domain grew, with the votes on some topics."""
    return growth.of_process(
        {topic: facts.recall(coalition_on, topic, domain) for topic in topics},
        domain=domain,
        votes=facts.votes,
        **_rosters(facts),
    )


def row_counts(facts: Facts) -> dict[str, int]:
    """Return the number of rows of each table."""
    return {table: len(getattr(facts, table)) for table in schema.TABLES}


def freshness(facts: Facts) -> holdings.Freshness:
    """Return for which day each source and each roster holds."""
    tables = {table: getattr(facts, table) for table in ("sources", "instruments")}
    return holdings.freshness(**tables)


def completeness(facts: Facts) -> holdings.Completeness:
    """Return how many names of each roster are known."""
    return holdings.completeness(facts.instruments)


def rollcall_years(facts: Facts) -> holdings.Years:
    """Return how many roll calls of each year are used."""
    return holdings.years(facts.rollcalls)


def grades(facts: Facts) -> pd.DataFrame:
    """Return how many documents are of each grade."""
    return holdings.grades(facts.evidence)


def group_documents(facts: Facts) -> pd.DataFrame:
    """Return on what the members of each group rest."""
    return holdings.group_documents(
        instruments=facts.instruments, memberships=facts.memberships, evidence=facts.evidence
    )


def derived_votes(facts: Facts) -> pd.DataFrame:
    """Return the votes that no source lists and that follow from a published tally."""
    return holdings.derived(votes=facts.votes, rollcalls=facts.rollcalls)


def terms(facts: Facts) -> pd.DataFrame:
    """Return the terms under which sources come."""
    return holdings.terms(facts.sources)


def all_rosters(facts: Facts) -> pd.DataFrame:
    """Return where every State stands on every roster as it is now."""
    return roster_status.table(
        states=facts.states, instruments=facts.instruments, memberships=facts.memberships
    )


def dossier_of(facts: Facts, iso3: str) -> dossier.Dossier:
    """Return everything on record about a State."""
    more = ("rollcalls", "topics", "votes", "stances")
    return dossier.of_state(
        iso3,
        shown_topics=domains.TECHNOLOGY_TOPICS,
        on_rosters=facts.recall(all_rosters),
        **_rosters(facts),
        **{table: getattr(facts, table) for table in more},
    )


def documents_of(facts: Facts, iso3: str) -> documents.StateDocuments:
    """Return every document about a State, with what each proves."""
    tables = ("instruments", "rollcalls", "votes", "sponsors", "leads", "authorships")
    return documents.of_state(
        facts.recall(dossier_of, iso3),
        stated_positions=facts.stated_positions,
        **{table: getattr(facts, table) for table in tables},
    )


def headline_of(facts: Facts, iso3: str, topic: str, domain: str) -> headline.Headline:
    """Return what is said first of a State on a subject."""
    more = ("rollcalls", "topics", "votes", "stances")
    return headline.of_state(
        iso3,
        topic=topic,
        domain=domain,
        on_rosters=facts.recall(all_rosters),
        **_rosters(facts),
        **{table: getattr(facts, table) for table in more},
    )


def process_on(
    facts: Facts,
    day: pd.Timestamp,
    lanes: tuple[str, ...],
    kinds: tuple[str, ...] | None,
    first_year: int,
) -> process.Process:
    """Return what of the process is past and what is to come."""
    return process.on_day(
        facts.milestones,
        day,
        lanes=lanes,
        kinds=kinds,
        first_year=first_year,
    )


def events_since(facts: Facts, day: pd.Timestamp) -> events.Events:
    """Return what may have happened on a day or after it."""
    tables = ("instruments", "memberships", "rollcalls", "topics", "milestones", "stances")
    return events.since_day(day, **{table: getattr(facts, table) for table in tables})


def latest_day(facts: Facts) -> pd.Timestamp:
    """Return the day of the latest fact."""
    return events.latest_day(facts.memberships, facts.rollcalls, facts.stances)


def recency_on(facts: Facts, today: dt.date) -> recency.Recency:
    """Return how recent the record is, as seen from a day."""
    return recency.on_day(
        today, rollcalls=facts.rollcalls, instruments=facts.instruments, sources=facts.sources
    )


def rollcalls_found(
    facts: Facts,
    *,
    topic: str | None,
    session: str | None = None,
    words: str = "",
    limit: int | None = None,
) -> search.RollcallMatches:
    """Return the roll calls on a topic, of a session, with some words."""
    tables = [getattr(facts, table) for table in ("rollcalls", "topics")]
    return search.rollcalls(*tables, topic=topic, session=session, words=words, limit=limit)


def rollcall_pairs(facts: Facts, topic: str | None) -> shifts.Pairs:
    """Return the roll calls that can be compared."""
    tables = [getattr(facts, table) for table in ("rollcalls", "topics")]
    return shifts.pairs(*tables, topic=topic)


def shift(facts: Facts, rollcall_from: str, rollcall_to: str) -> shifts.Shift:
    """Return how votes moved from one roll call to another."""
    tables = {table: getattr(facts, table) for table in ("states", "rollcalls", "votes")}
    return shifts.between(rollcall_from, rollcall_to, **tables)


def group_votes_in(facts: Facts, rollcall_id: str, group: str) -> group_votes.GroupVotes:
    """Return how the members of a group voted."""
    return group_votes.of_group(
        facts.recall(rollcall, rollcall_id),
        group,
        instruments=facts.instruments,
        memberships=facts.memberships,
    )


def sponsor_votes_in(
    facts: Facts, rollcall_id: str, instrument_id: str
) -> group_votes.SponsorVotes:
    """Return how the sponsors of a text voted."""
    return group_votes.of_sponsors(
        facts.recall(rollcall, rollcall_id),
        facts.recall(roster, instrument_id),
        memberships=facts.memberships,
    )


def _rosters(facts: Facts) -> dict[str, pd.DataFrame]:
    """Return the tables on which everything about rosters rests."""
    return {table: getattr(facts, table) for table in ROSTER_TABLES}
