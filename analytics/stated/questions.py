"""What pages ask about what States say that they want."""

from __future__ import annotations

import pandas as pd

from analytics import ballots, selection
from analytics.stated import (
    by_vote,
    coverage,
    fit,
    groups,
    latest,
    movers,
    own_texts,
    side_by_side,
    signatures,
)
from data.facts import Facts


def latest_positions(facts: Facts, as_of: pd.Timestamp) -> latest.LatestPositions:
    """Return the latest position of every State in being on every question, as known on a day."""
    return latest.latest(facts.stated_positions, as_of, iso3s=_states(facts, "none"))


def own_texts_of_states(facts: Facts, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return what each State last said in a text of its own, as known on a day."""
    return own_texts.of_states(facts.recall(latest_positions, as_of))


def last_day(facts: Facts) -> pd.Timestamp:
    """Return the last day that any stated position, of a State or of a group, can be of."""
    days = (facts.stated_positions["date_to"].max(), facts.group_positions["date_to"].max())
    return max((day for day in days if pd.notna(day)), default=pd.Timestamp(0))


def pair_of(facts: Facts, as_of: pd.Timestamp, a: str, b: str) -> pd.DataFrame:
    """Return what two States last said, side by side, as known on a day."""
    return side_by_side.of_two(facts.recall(latest_positions, as_of), a, b)


def movers_of(facts: Facts, as_of: pd.Timestamp) -> movers.Movers:
    """Return where what States say had changed by a day."""
    return movers.movers(facts.recall(latest_positions, as_of))


def positions_by_vote(
    facts: Facts, as_of: pd.Timestamp, topic: str, question: str, rollcall_id: str
) -> by_vote.PositionsByVote:
    """Return what States last said on a subject, against how they voted."""
    return by_vote.matrix(
        facts.recall(latest_positions, as_of),
        facts.votes,
        topic=topic,
        question=question,
        rollcall_id=rollcall_id,
    )


def fit_of(facts: Facts, as_of: pd.Timestamp, topic: str, rollcall_id: str) -> fit.Fit:
    """Return whether a vote fits what each State says, where that can be told."""
    return fit.fit(
        facts.recall(latest_positions, as_of), facts.votes, topic=topic, rollcall_id=rollcall_id
    )


def signatures_of(facts: Facts, as_of: pd.Timestamp) -> signatures.SignatureFit:
    """Return whether signatures fit what each State says, where that can be told."""
    return signatures.beside_signatures(facts.recall(latest_positions, as_of), facts.memberships)


def last_vote_on(facts: Facts, as_of: pd.Timestamp, topic: str) -> str | None:
    """Return the last roll call of the plenary on a topic by a day: whole text, all names known."""
    held = selection.on_topics(facts.rollcalls, facts.topics, (topic,))
    held = held[ballots.is_plenary_text(held)]
    held = held[(held["vote_date"] <= as_of).to_numpy(dtype=bool, na_value=False)]
    dated = held.sort_values(["vote_date", "rollcall_id"])
    return str(dated["rollcall_id"].iloc[-1]) if len(dated) else None


def group_statements(facts: Facts, as_of: pd.Timestamp) -> groups.GroupStatements:
    """Return what groups were on record as wanting, on a day."""
    return groups.statements(facts.group_positions, as_of)


def stated_coverage(facts: Facts) -> coverage.StatedCoverage:
    """Return how much is on record on each question, of the members of the United Nations."""
    return coverage.coverage(facts.stated_positions, iso3s=_states(facts))


def _states(facts: Facts, *more: str) -> tuple[str, ...]:
    """Return the members of the United Nations, its observers, and those of other memberships."""
    states = facts.states
    kept = states["un_membership"].isin(["member", "observer", *more])
    return tuple(states.loc[kept.to_numpy(dtype=bool), "iso3"])
