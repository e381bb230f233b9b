"""What the page says, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard import once
from dashboard.blocks import Blocks, Title
from dashboard.i18n import _
from dashboard.pages.changes.consequences import content as consequences
from dashboard.pages.changes.since import content as since
from dashboard.pages.changes.snapshots import content as snapshots
from dashboard.words import happened
from data.facts import Facts


def title() -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("What changed"),
            _("What happened since a day, or what came into the facts, and what that moved."),
        ),
    )


def at_first(facts: Facts) -> Blocks:
    """Return what happened since the day that is asked for when nothing was chosen."""
    day = happened.first_day(facts)
    return (
        *title(),
        *once.said_of(facts, since.finding, day),
        *once.said_of(facts, since.blocks, day),
    )


def snapshots_at_first(facts: Facts) -> Blocks:
    """Return what differs from the snapshot before; made anew each time, as builds keep more."""
    older = next(iter(snapshots.earlier(facts)), None)
    if older is None:
        return (*title(), *snapshots.none_kept())
    return (
        *title(),
        *snapshots.finding(facts, older),
        *snapshots.blocks(facts, older),
        *consequences.heading(),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first, "snapshots": snapshots_at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
