"""What the page says, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard import once
from dashboard.blocks import Blocks, Title
from dashboard.i18n import _
from dashboard.pages.positions import wording
from dashboard.pages.positions.line import content as line
from dashboard.pages.positions.neighbours import content as neighbours
from dashboard.pages.positions.validation import content as validation
from data.facts import Facts

ISSUE = "all"
SINCE = "1990"
"""Subject and first year at first; of `positions_in_words.ISSUES` and `wording.FIRST_YEARS`."""

STATES = ("NLD", "KOR", "ESP", "USA", "CHN", "RUS")
"""The hosts of the summits, and three by which the line is known."""


def title() -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Positions from votes"),
            _(
                "Where States stand on one line, drawn from all their votes in the General "
                "Assembly."
            ),
        ),
    )


def at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    state = next(iter(neighbours.options(facts, ISSUE, STATES)))
    return (
        *title(),
        *once.said_of(facts, line.finding, ISSUE, STATES),
        *once.said_of(facts, line.blocks, ISSUE, wording.FIRST_YEARS[SINCE], STATES),
        *once.said_of(facts, neighbours.heading, ISSUE),
        *once.said_of(facts, neighbours.blocks, ISSUE, state),
        *once.said_of(facts, validation.blocks, ISSUE),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
