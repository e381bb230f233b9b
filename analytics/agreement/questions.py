"""What is asked of agreement: between all pairs, between two States, within groups."""

from __future__ import annotations

import pandas as pd

from analytics import ballots, ensemble, same_text
from analytics.agreement import closeness, cohesion, comparison, dyad
from analytics.resampling import rollcalls_with_text_ids
from data.facts import Facts

ASKED_TABLES = ("votes", "rollcalls", "topics", "memberships", "instruments")


def closeness_in(facts: Facts, question: comparison.PairQuestion) -> closeness.Closeness:
    """Return how close all pairs of States vote."""
    return comparison.of_all(question, seed=ensemble.SEED, **_votes(facts))


def pair_in(
    facts: Facts,
    question: comparison.PairQuestion,
    iso3_a: str,
    iso3_b: str,
) -> comparison.Comparison:
    """Return what two States agree and divide on."""
    return comparison.of_pair(question, iso3_a, iso3_b, seed=ensemble.SEED, **_votes(facts))


def by_subject_in(
    facts: Facts, question: comparison.PairQuestion, iso3_a: str, iso3_b: str
) -> pd.DataFrame:
    """Return how two States voted on each subject; no rows where they cannot be compared."""
    pair = facts.recall(pair_in, question, iso3_a, iso3_b).pair
    if pair is None:
        return pd.DataFrame()
    tables = _votes(facts)
    coded = comparison.coded(tables["rollcalls"], tables["topics"])
    return dyad.by_subject(pair, coded, seed=ensemble.SEED)


def silence_in(facts: Facts, question: comparison.PairQuestion) -> pd.DataFrame:
    """Return the ranks of all pairs under each reading of absence."""
    return comparison.absence_sensitivity(question, **_votes(facts))


def cohesion_on(facts: Facts, topic: str | None, groups: tuple[str, ...]) -> cohesion.Cohesion:
    """Return how far groups vote as one where the house is divided, on a topic or on all."""
    return cohesion.of_groups(
        facts.votes,
        _on_topic(facts, topic),
        facts.memberships,
        groups,
        seed=ensemble.SEED,
        min_minority_share=ballots.CONTESTED,
    )


def _on_topic(facts: Facts, topic: str | None) -> pd.DataFrame:
    """Return the roll calls on texts of a topic; all of them where none is given."""
    rollcalls = facts.recall(rollcalls_with_text_ids)
    if topic is None:
        return rollcalls
    topics = facts.topics
    repeated = facts.repeated_votes
    return same_text.on_topic(rollcalls, topics, topic, repeated)


def _votes(facts: Facts) -> dict[str, pd.DataFrame]:
    """Return the tables on which everything about votes rests."""
    tables = {table: getattr(facts, table) for table in ("votes", "topics")}
    return tables | {"rollcalls": facts.recall(rollcalls_with_text_ids)}
