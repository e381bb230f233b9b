"""What the page says, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from analytics import ensemble
from analytics.joining import expected_number
from analytics.joining.questions import StatedNumber
from dashboard import once
from dashboard.blocks import Blocks, Finding, Heading, Title
from dashboard.desks.person import ALONE
from dashboard.i18n import _
from dashboard.pages.opportunities import choice, wording
from dashboard.pages.opportunities.choice import OpportunityChoice
from dashboard.pages.opportunities.logged import content as logged
from dashboard.pages.opportunities.not_forecast import content as not_forecast
from dashboard.pages.opportunities.plan_selection import content as plan_selection
from dashboard.pages.opportunities.ranking import content as ranking
from dashboard.pages.opportunities.reach import content as reach
from dashboard.words import backtests, reasons_and_champions, summits
from data.facts import Facts

PARTS: tuple[Callable[[Facts, OpportunityChoice], Blocks], ...] = (
    ranking.blocks,
    reach.blocks,
    not_forecast.blocks,
)
"""What is said of the States that fit the choice, where there are any."""


def title() -> Blocks:
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


def finding(facts: Facts, asked: OpportunityChoice) -> Blocks:
    """Return how many of the States that fit the choice may join, and who first."""
    found = choice.prediction(facts, asked)
    shown = choice.states_shown(facts, asked)
    part = expected_number.among(found, set(shown["iso3"]), seed=ensemble.SEED)
    name = choice.texts(facts)[asked.text]
    sentence = wording.finding_sentence(
        found, name, shown, part, choice.filters_in_words(facts, asked)
    )
    return (Finding(sentence), *_occasion(facts, asked.text, pd.Timestamp(found.day)))


def _occasion(facts: Facts, text: str, day: pd.Timestamp) -> Blocks:
    """Return the summit at which the next version of a summit's outcome could come."""
    asked = choice.target(facts, text)
    row = facts.instruments.set_index("instrument_id").loc[asked.instrument_id]
    is_of_summit = (row["kind"], row["domain"]) == ("summit_outcome", "military AI")
    return summits.blocks(facts, day) if asked.is_next and is_of_summit else ()


def backtest(facts: Facts, text: str, *, is_stated: bool) -> Blocks:
    """Return how good such probabilities were on the past, in words."""
    return (backtests.backtest_text(facts, choice.target(facts, text), is_stated=is_stated),)


def state_heading() -> Blocks:
    """Return what stands above the choice of a State."""
    return (Heading(_("Why, and who could ask")),)


def state_reasons(facts: Facts, text: str, number: StatedNumber | None, iso3: str) -> Blocks:
    """Return what speaks for and against that a State joins, and who could ask it."""
    words = choice.all_states(facts, OpportunityChoice(text, number))
    row = words[words["iso3"] == iso3].iloc[0]
    target = choice.target(facts, text)
    return reasons_and_champions.blocks(facts, target, row, is_stated=number is not None)


def at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    asked = OpportunityChoice(next(iter(choice.texts(facts))))
    first = str(choice.states_shown(facts, asked)["iso3"].iloc[0])
    return (
        *title(),
        *once.said_of(facts, finding, asked),
        *logged.blocks(facts, logged.facts_logged(choice.target(facts, asked.text), ALONE)),
        *once.said_of(facts, backtest, asked.text, is_stated=False),
        *(block for part in PARTS for block in once.said_of(facts, part, asked)),
        *plan_selection.blocks(facts, asked),
        *state_heading(),
        *once.said_of(facts, state_reasons, asked.text, asked.number, first),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
