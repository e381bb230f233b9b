"""What the page says, part by part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard import once
from dashboard.blocks import Blocks, Title
from dashboard.i18n import _
from dashboard.pages.data.contents import content as contents
from dashboard.pages.data.gaps import content as gaps
from dashboard.pages.data.programs import content as programs
from dashboard.pages.data.tables import content as tables
from dashboard.pages.data.terms import content as terms
from data.facts import Facts


def title(_facts: Facts) -> Blocks:
    """Return the head of the page."""
    return (
        Title(_("Data"), _("What these facts are, how fresh, where from, and what is not known.")),
    )


def contents_at_first(facts: Facts) -> Blocks:
    """Return what the snapshot holds, below the head of the page."""
    return (*title(facts), *once.said_of(facts, contents.blocks))


def gaps_at_first(facts: Facts) -> Blocks:
    """Return what is not known, below the head of the page."""
    return (*title(facts), *once.said_of(facts, gaps.blocks))


def tables_at_first(facts: Facts) -> Blocks:
    """Return what is said of the table shown at first, below the head of the page."""
    table = tables.FIRST
    return (
        *title(facts),
        *once.said_of(facts, tables.finding, table),
        *once.said_of(facts, tables.columns, table),
    )


def terms_at_first(facts: Facts) -> Blocks:
    """Return the terms and the citation, below the head of the page."""
    return (*title(facts), *once.said_of(facts, terms.blocks))


def programs_at_first(facts: Facts) -> Blocks:
    """Return how other programs read the same, below the head of the page."""
    return (*title(facts), *once.said_of(facts, programs.blocks))


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {
    "": contents_at_first,
    "gaps": gaps_at_first,
    "tables": tables_at_first,
    "terms": terms_at_first,
    "programs": programs_at_first,
}
"""What the page shows when nothing was chosen, by its part in the address."""
