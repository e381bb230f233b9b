"""What the page says, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analytics import ensemble
from analytics.joining import expected_number
from analytics.joining.questions import StatedNumber
from dashboard.blocks import Blocks, Finding, Heading, Title
from dashboard.i18n import _
from dashboard.pages.opportunities import choice, outlook
from dashboard.pages.opportunities.apart import content as apart
from dashboard.pages.opportunities.choice import Asked
from dashboard.pages.opportunities.picking import content as picking
from dashboard.pages.opportunities.ranking import content as ranking
from dashboard.pages.opportunities.reach import content as reach
from dashboard.words import proofs, why_and_who
from data.facts import Facts

PARTS: tuple[Callable[[Facts, Asked], Blocks], ...] = (ranking.blocks, reach.blocks, apart.blocks)
"""What is said of the States that fit the choice, where there are any."""


def head() -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Opportunities"),
            _(
                "Which States could join a text next, how sure that is, why, and who could ask "
                "them."
            ),
        ),
    )


def answer(facts: Facts, asked: Asked) -> Blocks:
    """Return how many of the States that fit the choice may join, and who first."""
    found = choice.prediction(facts, asked)
    shown = choice.shown(facts, asked)
    part = expected_number.among(found, set(shown["iso3"]), seed=ensemble.SEED)
    name = choice.texts(facts)[asked.text]
    return (Finding(outlook.answer(found, name, shown, part, choice.in_words(facts, asked))),)


def tested(facts: Facts, text: str, *, is_stated: bool) -> Blocks:
    """Return how good such probabilities were on the past, in words."""
    return (proofs.told(facts, choice.target(facts, text), is_stated=is_stated),)


def before_state() -> Blocks:
    """Return what stands above the choice of a State."""
    return (Heading(_("Why, and who could ask")),)


def of_state(facts: Facts, text: str, number: StatedNumber | None, iso3: str) -> Blocks:
    """Return what speaks for and against that a State joins, and who could ask it."""
    words = choice.all_states(facts, Asked(text, number))
    row = words[words["iso3"] == iso3].iloc[0]
    return why_and_who.blocks(facts, choice.target(facts, text), row)


def at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    asked = Asked(next(iter(choice.texts(facts))))
    first = str(choice.shown(facts, asked)["iso3"].iloc[0])
    return (
        *head(),
        *answer(facts, asked),
        *tested(facts, asked.text, is_stated=False),
        *(block for part in PARTS for block in part(facts, asked)),
        *picking.blocks(facts, asked),
        *before_state(),
        *of_state(facts, asked.text, asked.number, first),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
