"""What the page says, part after part.

Saved plans are no facts: they change while the facts stay. What is said of a plan is therefore
made anew each time; what it would bring is recalled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analytics import outreach
from dashboard.blocks import Blocks, Finding, Note, Title, Unknown
from dashboard.i18n import _
from dashboard.pages.plan import draft, in_words
from dashboard.pages.plan.beside import content as beside
from dashboard.pages.plan.draft import Draft
from dashboard.pages.plan.kept import content as kept
from dashboard.pages.plan.outcome import content as outcome
from dashboard.pages.plan.suggested import content as suggested
from data.facts import Facts


def head() -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Plan"),
            _("Whom to approach, with how much effort and by whom, and what that would bring."),
        ),
    )


def out_of_order() -> Blocks:
    """Return what is said of assumptions by which less effort would be worth more."""
    return (Unknown(_("More effort must be worth no less than less effort: mend the ranges.")),)


def answer(facts: Facts, asked: Draft) -> Blocks:
    """Return what the plan would bring, in two sentences, and how sure that is."""
    found = facts.recall(outreach.effects_of, asked.target, asked.plan, asked.goal)
    return (
        Finding(in_words.answer(found, asked.text, len(asked.plan.approaches))),
        Note(in_words.note(found)),
    )


def at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    first = draft.at_first(facts)
    return (
        *head(),
        *answer(facts, first),
        *outcome.blocks(facts, first),
        *suggested.head(),
        *beside.head(kept.listed(), first.target),
        *kept.head(),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
