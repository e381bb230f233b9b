"""What the page says, part after part.

Saved plans are no facts: they change while the facts stay. What is said of a plan is therefore
made anew each time; what it would bring is recalled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analytics import outreach
from dashboard.blocks import Blocks, Finding, Note, Title, Unknown
from dashboard.i18n import _
from dashboard.pages.plan import current_plan, wording
from dashboard.pages.plan.comparison import content as comparison
from dashboard.pages.plan.current_plan import CurrentPlan
from dashboard.pages.plan.outcome import content as outcome
from dashboard.pages.plan.saving import content as saving
from dashboard.pages.plan.suggestion import content as suggestion
from dashboard.words import planning
from data.facts import Facts


def title() -> Blocks:
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


def finding(facts: Facts, asked: CurrentPlan) -> Blocks:
    """Return what the plan would bring, in a few sentences, and how sure that is.

    The caveat stands here alone: it holds for everything on the page.
    """
    found = facts.recall(outreach.effects_of, asked.target, asked.plan, asked.goal)
    efforts = planning.efforts_in_words(asked.plan.approaches)
    return (
        Finding(wording.finding_sentence(found, asked.text, efforts)),
        Note(wording.certainty_note(found)),
    )


def at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    first = current_plan.at_first(facts)
    return (
        *title(),
        *finding(facts, first),
        *suggestion.heading(),
        *outcome.blocks(facts, first),
        *comparison.heading(saving.listed_plans(), first.target),
        *saving.heading(),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
