"""Who could join: what pages make of the joining model and of its champions."""

from __future__ import annotations

import pandas as pd

from analytics import ensemble
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
from data.facts import Facts

TABLES = ("states", "instruments", "memberships", "leads", "rollcalls", "topics", "votes")

Range = tuple[float, float, float]
"""The desk's own number of States: lowest, likely, highest."""


def joining_record(facts: Facts) -> asof.Record:
    """Return the record that forecasts rest on."""
    return gathering.gather(**{table: getattr(facts, table) for table in TABLES})


def joining_features_of(facts: Facts) -> list[joining_features.Features]:
    """Return the features of every text, as known when it opened."""
    return learning.features_of(facts.recall(joining_record))


def growth_seen(facts: Facts) -> pd.DataFrame:
    """Return the texts that could be seen to grow."""
    return growth.seen(facts.recall(joining_record))


def open_questions(facts: Facts) -> tuple[open_texts.Question, ...]:
    """Return what earlier texts teach about one that is open."""
    record = facts.recall(joining_record)
    return open_texts.questions(record, facts.recall(growth_seen), seed=ensemble.SEED)


def joining_targets(facts: Facts) -> tuple[opportunities.Target, ...]:
    """Return the texts that can be asked about."""
    record = facts.recall(joining_record)
    return opportunities.targets(record, facts.instruments)


def record_with(facts: Facts, target: opportunities.Target) -> asof.Record:
    """Return the record, with the text asked about in it where it is the next version of one."""
    record = facts.recall(joining_record)
    if not target.is_next:
        return record
    return record.with_text(
        target.key, like=target.instrument_id, opened=opportunities.last_day(record)
    )


def joining_prediction(
    facts: Facts,
    target: opportunities.Target,
    stated: Range | None = None,
) -> joining.Prediction:
    """Return who joins a text, as known on the last day of the record.

    Where the desk states how many, all follows from its number.
    """
    record = facts.recall(record_with, target)
    place, day = record.place(target.key), opportunities.last_day(record)
    listed = int(record.known(day).listed[place].sum())
    stances = facts.stances
    size = None
    if stated is not None:
        size = sizes.stated(*stated, n_now=listed, n_states=len(record.states))
    declined = opportunities.declined(record, stances, target.key, day)
    if target.is_next:
        features = facts.recall(joining_features_of)
        return joining_on_day.to_come(
            record, features, place, day, seed=ensemble.SEED, size=size, declined=declined
        )
    return joining_on_day.open_now(
        record,
        facts.recall(open_questions),
        facts.recall(growth_seen),
        place,
        day,
        seed=ensemble.SEED,
        size=size,
        declined=declined,
    )


def opportunities_in(
    facts: Facts,
    target: opportunities.Target,
    stated: Range | None = None,
) -> pd.DataFrame:
    """Return the States that could join, the most likely first."""
    record = facts.recall(record_with, target)
    stances = facts.stances
    prediction = facts.recall(joining_prediction, target, stated)
    return opportunities.table(prediction, record, stances)


def joining_reasons_of(
    facts: Facts,
    target: opportunities.Target,
    iso3: str,
) -> pd.DataFrame:
    """Return what speaks for and against a State's joining, with what each reason stands on.

    How many join does not enter: it moves all States alike.
    """
    record = facts.recall(record_with, target)
    prediction = facts.recall(joining_prediction, target)
    return joining_reasons.named(record, prediction, record.place(target.key), iso3)


def reach_for(facts: Facts, target: opportunities.Target) -> broadening.Reach:
    """Return what each State would open if it joined: beside the members of the last version."""
    record = facts.recall(joining_record)
    day = opportunities.last_day(record)
    members = record.known(day).listed[record.place(target.instrument_id)]
    return broadening.of_coalition(record, members, day)


def closeness(facts: Facts) -> champions.Closeness:
    """Return how near States are to one another."""
    record = facts.recall(joining_record)
    return champions.closeness(record, opportunities.last_day(record))


def champions_for(facts: Facts, target: opportunities.Target, iso3: str) -> champions.Champions:
    """Return who is best placed to approach a State about a text."""
    record = facts.recall(joining_record)
    place = record.place(target.instrument_id)
    members = record.known(opportunities.last_day(record)).listed[place]
    newcomers = members & ~facts.recall(joining_features_of)[place].was_on_family
    near = facts.recall(closeness)
    return champions.of_state(record, near, iso3, members, newcomers)


def joining_evidence_of(facts: Facts, target: opportunities.Target, iso3: str) -> pd.DataFrame:
    """Return the rows of the record on which a State's reasons rest."""
    record = facts.recall(record_with, target)
    tables = {t: getattr(facts, t) for t in ("memberships", "instruments", "rollcalls")}
    day = opportunities.last_day(facts.recall(joining_record))
    return joining_evidence.of_state(record, record.place(target.key), iso3, day, **tables)


def target_evidence(facts: Facts, target: opportunities.Target) -> tuple[str, ...]:
    """Return the documents behind a text's roster and the last vote on the subject."""
    record = facts.recall(joining_record)
    instruments = facts.instruments
    votes = facts.rollcalls
    rows = opportunities.rollcalls_on(
        record, opportunities.last_day(record), opportunities.SUBJECT, is_plenary=True
    )
    is_text = instruments["instrument_id"] == target.instrument_id
    is_vote = votes["rollcall_id"].isin(record.rollcalls["rollcall_id"].iloc[rows[-1:]])
    found = [*instruments["evidence_id"][is_text], *votes["evidence_id"][is_vote]]
    return tuple(dict.fromkeys(found))
