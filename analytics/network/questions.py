"""What is asked of ties: who is close to whom, and through whom a State can be reached."""

from __future__ import annotations

import pandas as pd

from analytics import ensemble, selection, texts
from analytics.network import (
    closest,
    go_betweens,
    halves,
    lasting,
    layout,
    same_way,
    shared_forums,
    special_ties,
)
from analytics.resampling import rollcalls_with_texts
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


def compared_in(facts: Facts, question: selection.Question) -> same_way.SameWay:
    """Return on which texts States went the same way."""
    tables: dict[str, pd.DataFrame] = {
        name: getattr(facts, name) for name in ("votes", "topics", "memberships", "instruments")
    }
    rollcalls = facts.recall(rollcalls_with_texts)
    return same_way.of_question(question, rollcalls=rollcalls, **tables)


def closest_in(facts: Facts, question: selection.Question) -> tuple[closest.Closest, layout.Layout]:
    """Return the closest States of each, and where they are drawn."""
    found = closest.of_all(facts.recall(compared_in, question), seed=ensemble.SEED)
    return found, layout.places(found.graph, seed=ensemble.SEED)


def special_ties_in(facts: Facts, question: selection.Question) -> special_ties.SpecialTies:
    """Return the ties beyond what the likes of both States would give."""
    return special_ties.among(facts.recall(compared_in, question))


def go_betweens_to(
    facts: Facts, question: selection.Question, target: str, ours: tuple[str, ...]
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
    facts: Facts, question: selection.Question, ours: tuple[str, ...]
) -> lasting.Lasting | None:
    """Return whether go-betweens found by half of the texts are so by the other half."""
    listed = facts.recall(standing_with_us).listed
    return lasting.of_go_betweens(facts.recall(compared_in, question), ours, listed)


def closeness_again(
    facts: Facts, question: selection.Question, target: str
) -> halves.Halves | None:
    """Return whether who is close to a State by some texts is so by others."""
    compared = facts.recall(compared_in, question)
    rows = compared.with_state(target)
    return halves.of_state(rows, seed=ensemble.SEED, min_shared=compared.min_shared)


def alignment_evidence(facts: Facts, question: selection.Question) -> tuple[str, ...]:
    """Return the documents behind what is asked of alignment."""
    return selection.evidence(
        question,
        rollcalls=facts.rollcalls,
        topics=facts.topics,
        instruments=facts.instruments,
    )


def rosters_now(facts: Facts) -> texts.Rosters:
    """Return who is on which roster now."""
    rolls = facts.memberships
    return texts.listed(rolls, facts.instruments, day=selection.latest_day(rolls))
