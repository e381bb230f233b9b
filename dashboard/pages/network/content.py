"""What the page says, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analytics import network
from analytics.network import shared_forums
from dashboard import once
from dashboard.blocks import Blocks, Title
from dashboard.i18n import _
from dashboard.pages.network.closest_ties import content as closest_ties
from dashboard.pages.network.go_betweens import content as go_betweens
from dashboard.words import alignment, states
from data.facts import Facts

BASES = ("votes", "rosters")
"""By what States can be compared, the first at first."""

US = ("NLD",)
"""For whom is asked at first."""


def title() -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Network"),
            _("Through whom a State can be reached, and which States are closest to one another."),
        ),
    )


def first_target(facts: Facts) -> str:
    """Return the State to reach at first: of the sponsors not with us the one in most forums."""
    with_us = facts.recall(network.standing_with_us)
    forums = facts.recall(network.forums)
    found = shared_forums.widest(forums, with_us.sponsors - with_us.listed, US)
    return found or next(iter(states.names(facts.states)))


def at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    asked = (alignment.at_first(BASES[0]), first_target(facts), US)
    return (
        *title(),
        *once.said_of(facts, go_betweens.blocks, *asked),
        *once.said_of(facts, closest_ties.blocks, *asked),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
