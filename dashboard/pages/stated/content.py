"""What the page says, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard import once
from dashboard.blocks import Blocks, Title
from dashboard.i18n import _
from dashboard.pages.stated.answers import content as answers
from dashboard.pages.stated.board import content as board
from dashboard.pages.stated.by_vote import content as by_vote
from dashboard.pages.stated.groups import content as groups
from dashboard.pages.stated.movers import content as movers
from data.facts import Facts


def title(_facts: Facts) -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Stated positions"),
            _(
                "What States say that they want, each answer with the document that says so; "
                "their votes and signatures stand beside it, never instead of it."
            ),
        ),
    )


def parts() -> dict[str, str]:
    """Return the parts of the page in words, the first one shown first."""
    return {
        "board": _("Who says what"),
        "votes": _("Beside the votes"),
        "movers": _("What changed"),
        "groups": _("Groups of States"),
        "answers": _("What each answer means"),
    }


def board_at_first(facts: Facts) -> Blocks:
    """Return who says what as it is when nothing was chosen."""
    return (*title(facts), *once.said_of(facts, board.blocks, board.at_first(facts)))


def votes_at_first(facts: Facts) -> Blocks:
    """Return what was said beside the votes as it is when nothing was chosen."""
    return (*title(facts), *once.said_of(facts, by_vote.blocks, *by_vote.at_first(facts)))


def movers_at_first(facts: Facts) -> Blocks:
    """Return what changed."""
    return (*title(facts), *once.said_of(facts, movers.blocks))


def groups_at_first(facts: Facts) -> Blocks:
    """Return what groups say."""
    return (*title(facts), *once.said_of(facts, groups.blocks))


def answers_at_first(facts: Facts) -> Blocks:
    """Return what each answer means."""
    return (*title(facts), *once.said_of(facts, answers.blocks))


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {
    "": board_at_first,
    "votes": votes_at_first,
    "movers": movers_at_first,
    "groups": groups_at_first,
    "answers": answers_at_first,
}
"""What the page shows when nothing was chosen, by its part in the address."""
