"""What the page says, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.blocks import Blocks, Title
from dashboard.i18n import _
from dashboard.pages.positions.line import content as line
from dashboard.pages.positions.near import content as near
from dashboard.pages.positions.proof import content as proof
from dashboard.words import placings
from data.facts import Facts

ISSUE = "all"
SINCE = "1990"
"""Subject and first year at first; of `placings.ISSUES` and `placings.FIRST_YEARS`."""

STATES = ("NLD", "KOR", "ESP", "USA", "CHN", "RUS")
"""The hosts of the summits, and three by which the line is known."""


def title() -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Positions"),
            _(
                "Where States stand on one line, drawn from all their votes in the General "
                "Assembly."
            ),
        ),
    )


def at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    state = next(iter(near.options(facts, ISSUE, STATES)))
    return (
        *title(),
        *line.answer(facts, ISSUE, STATES),
        *line.blocks(facts, ISSUE, placings.FIRST_YEARS[SINCE], STATES),
        *near.heading(facts, ISSUE),
        *near.blocks(facts, ISSUE, state),
        *proof.blocks(facts, ISSUE),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
