"""What the page says, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from analytics import record
from dashboard import once
from dashboard.blocks import Blocks, Heading, Title
from dashboard.i18n import _
from dashboard.pages.standing.ahead import content as ahead
from dashboard.pages.standing.headline import content as headline
from dashboard.pages.standing.news import content as news
from dashboard.pages.standing.texts import content as texts
from dashboard.pages.standing.world import content as world
from dashboard.words import happened
from data.facts import Facts

SHAPE = "tiles"
"""How the world is shown at first."""


def title(_facts: Facts) -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Where things stand"),
            _(
                "What comes next, what is new, and who has joined which text on AI in the military "
                "domain."
            ),
        ),
    )


def came_and_left(facts: Facts) -> Blocks:
    """Return what stands between the figures and the choice of a text or vote."""
    return (
        *texts.blocks(facts),
        Heading(_("The world on one text or vote")),
    )


def first_text(facts: Facts) -> str:
    """Return the key of the text that is shown at first: the last of the summits."""
    found = facts.recall(record.coalition_on, headline.TOPIC, headline.DOMAIN)
    return str(found.return_tiers.texts["instrument_id"].iloc[-1])


def on_day(facts: Facts, day: pd.Timestamp) -> Blocks:
    """Return all that the page shows on a day when nothing was chosen."""
    return (
        *once.said_of(facts, title),
        *once.said_of(facts, ahead.blocks, day),
        *news.heading(),
        *once.said_of(facts, news.blocks, happened.first_day(facts), day),
        *once.said_of(facts, headline.blocks),
        *once.said_of(facts, came_and_left),
        *once.said_of(facts, world.blocks, first_text(facts), SHAPE),
    )


def at_first(facts: Facts) -> Blocks:
    """Return what the page shows today when nothing was chosen; not to be kept: see `on_day`."""
    return on_day(facts, pd.Timestamp.now().normalize())


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
