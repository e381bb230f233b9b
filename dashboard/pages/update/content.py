"""What the page says when nothing was handed in yet, part by part.

The journal is no fact of the snapshot: it is read anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.blocks import Blocks, Note, Title
from dashboard.i18n import _
from dashboard.pages.update.history import content as history
from data.facts import Facts


def title(_facts: Facts) -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Update"),
            _("Bring the facts up to date, see what that changes, and take it back if need be."),
        ),
    )


def adding(_facts: Facts) -> Blocks:
    """Return how a fact enters, above the form."""
    return (
        Note(
            _(
                "Nothing is written before you have seen what would change. What you write is at "
                "once what every reader sees; it stands in the journal and can be taken back as a "
                "whole."
            )
        ),
    )


def adding_at_first(facts: Facts) -> Blocks:
    """Return what is said above an empty form, below the head of the page."""
    return (*title(facts), *adding(facts))


def journal_at_first(facts: Facts) -> Blocks:
    """Return the journal, below the head of the page."""
    return (*title(facts), *history.blocks(facts))


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": adding_at_first, "journal": journal_at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
