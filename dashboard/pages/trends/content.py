"""What the page says, by its part in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard import once
from dashboard.blocks import Blocks, Title
from dashboard.i18n import _, mark
from dashboard.pages.trends.cohesion import content as cohesion
from dashboard.pages.trends.growth import content as growth
from dashboard.pages.trends.joining import content as joining
from dashboard.pages.trends.moves import content as moves
from data.facts import Facts

PARTS = {
    "growth": mark("This process"),
    "joining": mark("Joining by region"),
    "moves": mark("Who moved"),
    "cohesion": mark("Unity of groups"),
}


def parts() -> dict[str, str]:
    """Return the parts of the page in the language spoken."""
    return {key: _(text) for key, text in PARTS.items()}


def title() -> Blocks:
    """Return the head of the page, above the choice of a part."""
    return (
        Title(
            _("Trends"),
            _(
                "How this process grew, and what changes over the years: who joins, who moves, "
                "which groups vote as one."
            ),
        ),
    )


def growth_at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    return (*title(), *once.said_of(facts, growth.blocks))


def joining_at_first(facts: Facts) -> Blocks:
    """Return all that the page shows of joining when nothing else was chosen."""
    return (*title(), *once.said_of(facts, joining.blocks, joining.first_text(facts)))


def moves_at_first(facts: Facts) -> Blocks:
    """Return all that the page shows of moves when nothing else was chosen."""
    found = moves.ISSUE, moves.YEAR
    mover = moves.first_mover(facts, *found)
    return (
        *title(),
        *once.said_of(facts, moves.blocks, *found),
        *once.said_of(facts, moves.texts, *found, mover),
    )


def cohesion_at_first(facts: Facts) -> Blocks:
    """Return all that the page shows of the unity of groups when nothing else was chosen."""
    return (*title(), *once.said_of(facts, cohesion.blocks, cohesion.ISSUE, cohesion.GROUPS))


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {
    "": growth_at_first,
    "joining": joining_at_first,
    "moves": moves_at_first,
    "cohesion": cohesion_at_first,
}
"""What the page shows when nothing was chosen, by its part in the address."""
