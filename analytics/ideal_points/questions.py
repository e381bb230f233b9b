"""What is asked of positions on a line: where, since when, how sure, and how good the line is."""

from __future__ import annotations

import pandas as pd

from analytics import ensemble, same_text, selection
from analytics.ideal_points import (
    change_points,
    concordance,
    dimensionality,
    drift,
    ideal_points,
    line_fit,
)
from analytics.resampling import rollcalls_with_text_ids
from data.facts import Facts

FIT_SESSIONS = 7
"""Sessions, up to the last, over which the fit of a line is told."""


def points_on(facts: Facts, topic: str | None) -> ideal_points.IdealPoints:
    """Return where each State stood in each session, on a topic or on all."""
    return ideal_points.estimates(
        facts.votes, _on_topic(facts, topic), repeated=facts.repeated_votes
    )


def points_proved(facts: Facts, topic: str | None) -> concordance.Validation | None:
    """Return how far positions agree with those that others published; nothing if none did."""
    published = facts.reference_points
    reference = published[published["subject"] == (topic or "all")]
    points = facts.recall(points_on, topic)
    if not concordance.is_comparable(points, reference):
        return None
    return concordance.validation(points, reference)


def turns_on(facts: Facts, topic: str | None, first_session: int) -> change_points.ChangePoints:
    """Return when States changed their course, on a topic or on all."""
    return change_points.detect(facts.recall(points_on, topic), first_session=first_session)


def fit_on(facts: Facts, topic: str | None) -> line_fit.LineFit:
    """Return how well the line accounts for the votes of its last sessions."""
    points = facts.recall(points_on, topic)
    last = int(points.sessions["session_number"].max())
    return line_fit.fit(
        points,
        facts.votes,
        facts.topics,
        sessions=(last - FIT_SESSIONS + 1, last),
    )


def ends_on(facts: Facts, topics: tuple[str, ...]) -> dimensionality.Dimensionality:
    """Return whether States stand between two ends on some topics, in the last sessions."""
    rollcalls = selection.on_topics(facts.rollcalls, facts.topics, topics)
    number = rollcalls["session_number"]
    return dimensionality.of_subject(
        facts.votes,
        rollcalls[number > number.max() - FIT_SESSIONS],
        seed=ensemble.SEED,
        repeated=facts.repeated_votes,
    )


def drift_since(facts: Facts, topic: str | None, year: int) -> drift.Drift:
    """Return which States moved since the first day of a year, on a topic or on all."""
    return drift.since(
        facts.recall(points_on, topic),
        facts.votes,
        _on_topic(facts, topic),
        day=pd.Timestamp(year, 1, 1),
    )


def _on_topic(facts: Facts, topic: str | None) -> pd.DataFrame:
    """Return the roll calls on texts of a topic; all of them where none is given."""
    rollcalls = facts.recall(rollcalls_with_text_ids)
    if topic is None:
        return rollcalls
    topics = facts.topics
    repeated = facts.repeated_votes
    return same_text.on_topic(rollcalls, topics, topic, repeated)
