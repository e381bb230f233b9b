"""What is asked of ties: who is close to whom, and through whom a State can be reached."""

from __future__ import annotations

import pandas as pd

from analytics import ensemble, membership_matrix, selection
from analytics.network import (
    closest,
    go_betweens,
    layout,
    replication,
    shared_forums,
    special_ties,
    split_half,
    text_matches,
)
from analytics.resampling import rollcalls_with_text_ids
from data.facts import Facts


def forums(facts: Facts) -> shared_forums.Forums:
    """Return where each State stands in each forum."""
    return shared_forums.of_all(
        states=facts.states, instruments=facts.instruments, memberships=facts.memberships
    )


def standing_with_us(facts: Facts) -> shared_forums.WithUs:
    """Return who stands with us on AI in the military domain."""
    return shared_forums.standing_with_us(
        states=facts.states, instruments=facts.instruments, memberships=facts.memberships
    )


def compared_in(facts: Facts, question: selection.AlignmentQuestion) -> text_matches.TextMatches:
    """Return on which texts States went the same way."""
    tables: dict[str, pd.DataFrame] = {
        name: getattr(facts, name) for name in ("votes", "topics", "memberships", "instruments")
    }
    rollcalls = facts.recall(rollcalls_with_text_ids)
    return text_matches.of_question(question, rollcalls=rollcalls, **tables)


def closest_in(
    facts: Facts, question: selection.AlignmentQuestion
) -> tuple[closest.Closest, layout.Layout]:
    """Return the closest States of each, and where they are drawn."""
    found = closest.of_all(facts.recall(compared_in, question), seed=ensemble.SEED)
    return found, layout.places(found.graph, seed=ensemble.SEED)


def special_ties_in(
    facts: Facts, question: selection.AlignmentQuestion
) -> special_ties.SpecialTies:
    """Return the ties beyond what the likes of both States would give."""
    return special_ties.among(facts.recall(compared_in, question))


def go_betweens_to(
    facts: Facts, question: selection.AlignmentQuestion, target: str, ours: tuple[str, ...]
) -> go_betweens.GoBetweens:
    """Return who stands between us and a State."""
    return go_betweens.to_state(
        facts.recall(compared_in, question),
        target,
        ours,
        facts.recall(standing_with_us).listed,
        seed=ensemble.SEED,
    )


def go_betweens_again(
    facts: Facts, question: selection.AlignmentQuestion, ours: tuple[str, ...]
) -> replication.Replication | None:
    """Return whether go-betweens found by half of the texts are so by the other half."""
    listed = facts.recall(standing_with_us).listed
    return replication.of_go_betweens(facts.recall(compared_in, question), ours, listed)


def closeness_again(
    facts: Facts, question: selection.AlignmentQuestion, target: str
) -> split_half.SplitHalf | None:
    """Return whether who is close to a State by some texts is so by others."""
    compared = facts.recall(compared_in, question)
    rows = compared.with_state(target)
    return split_half.of_state(rows, seed=ensemble.SEED, min_shared=compared.min_shared)


def alignment_evidence(facts: Facts, question: selection.AlignmentQuestion) -> tuple[str, ...]:
    """Return the documents behind what is asked of alignment."""
    return selection.evidence(
        question,
        rollcalls=facts.rollcalls,
        topics=facts.topics,
        instruments=facts.instruments,
    )


def rosters_now(facts: Facts) -> membership_matrix.MembershipMatrix:
    """Return who is on which roster now."""
    rolls = facts.memberships
    return membership_matrix.on_day(rolls, facts.instruments, day=selection.latest_day(rolls))
