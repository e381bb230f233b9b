"""What our own log says of States, which no probability knows.

Plans and their log are no facts: what is said of them is made anew each time.
"""

from __future__ import annotations

from analytics.joining.opportunities import Target
from dashboard import i18n
from dashboard.blocks import Blocks, Text
from dashboard.desks.person import Person
from dashboard.i18n import _
from dashboard.plans import progress
from dashboard.plans.progress import DeskFacts
from dashboard.plans.store import saved_plans
from dashboard.words import states, steps_in_words
from dashboard.words.markdown import plain
from data.errors import PlanError
from data.facts import Facts

TOLD = ("hosts", "announced", "joined", "did_not_join", "unwilling")
"""Answers that say more of a State than its probability does."""


def facts_logged(target: Target, person: Person) -> DeskFacts:
    """Return what the logs of saved plans for a text say that a person may read, if any can be."""
    try:
        plans = saved_plans(person)
        listed = [
            one
            for one in plans.list()
            if (one.instrument_id, one.is_next) == (target.instrument_id, target.is_next)
        ]
        entries = [entry for one in listed for entry in plans.entries(one.plan_id)]
    except PlanError:
        return progress.NOTHING_LOGGED
    return progress.desk_facts(sorted(entries, key=lambda entry: entry.entry_id))


def blocks(facts: Facts, logged: DeskFacts) -> Blocks:
    """Return what the log says of which States; nothing where it says nothing of this kind."""
    names = states.names(facts.states)
    told = [
        f"{names.get(state, state)} ({_answer(entry.step.result)})"
        for state, entry in logged.said.items()
        if entry.step.result in TOLD
    ]
    if not told:
        return ()
    return (
        Text(
            _(
                "**Logged by us, and unknown to the model:** {states}. The probabilities on this "
                "page do not change by it; a plan counts it instead of them."
            ).format(states=plain(i18n.listing(told)))
        ),
    )


def _answer(key: object) -> str:
    words = steps_in_words.result(key)
    return words[:1].lower() + words[1:]
