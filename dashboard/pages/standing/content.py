"""What the page says, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analytics import record
from dashboard import once
from dashboard.blocks import Blocks, Heading
from dashboard.i18n import _
from dashboard.pages.standing.coalition import content as coalition
from dashboard.pages.standing.texts import content as texts
from dashboard.pages.standing.world import content as world
from data.facts import Facts

SHAPE = "tiles"
"""How the world is shown at first."""


def finding_and_texts(facts: Facts) -> Blocks:
    """Return what stands above the choice of a text or vote."""
    return (
        *coalition.blocks(facts),
        *texts.blocks(facts),
        Heading(_("The world on one text or vote")),
    )


def first_text(facts: Facts) -> str:
    """Return the key of the text that is shown at first: the last of the summits."""
    found = facts.recall(record.coalition_on, coalition.TOPIC, coalition.DOMAIN)
    return str(found.return_tiers.texts["instrument_id"].iloc[-1])


def at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    return (
        *once.said_of(facts, finding_and_texts),
        *once.said_of(facts, world.blocks, first_text(facts), SHAPE),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
