"""What the page says, part by part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard import once
from dashboard.blocks import Blocks, Title
from dashboard.i18n import _
from dashboard.pages.instruments.funnel import content as funnel
from dashboard.pages.instruments.matrix import content as matrix
from dashboard.pages.instruments.matrix.choice import at_first
from dashboard.pages.instruments.roster import content as roster
from data.facts import Facts


def title(_facts: Facts) -> Blocks:
    """Return the head of the page."""
    lead = _(
        "Which States are in which text, forum and group, and how far the road from a yes "
        "vote to an endorsement goes."
    )
    return (Title(_("Instruments"), lead),)


def matrix_at_first(facts: Facts) -> Blocks:
    """Return who is on which roster, below the head of the page."""
    return (*title(facts), *once.said_of(facts, matrix.blocks, at_first(facts)))


def funnel_at_first(facts: Facts) -> Blocks:
    """Return the steps after the latest vote and the first list, below the head of the page."""
    rollcall_id = next(iter(funnel.rollcalls(facts)))
    key = next(iter(funnel.lists_offered(facts, rollcall_id)))
    return (
        *title(facts),
        *once.said_of(facts, funnel.steps_after, rollcall_id),
        *once.said_of(facts, funnel.states_listed, rollcall_id, key, yes=(), no=()),
    )


def roster_at_first(facts: Facts) -> Blocks:
    """Return the first roster of the list, below the head of the page."""
    return (*title(facts), *once.said_of(facts, roster.blocks, next(iter(roster.options(facts)))))


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {
    "": matrix_at_first,
    "funnel": funnel_at_first,
    "roster": roster_at_first,
}
"""What the page shows when nothing was chosen, by its part in the address."""
