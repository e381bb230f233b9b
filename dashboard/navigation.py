"""The menu: which pages there are, in which order. Page tests and exports follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from dashboard.blocks import Blocks
from dashboard.desks.person import Person, Role
from dashboard.i18n import mark
from dashboard.pages.briefing import page as briefing
from dashboard.pages.changes import page as changes
from dashboard.pages.compare import page as compare
from dashboard.pages.data import page as data
from dashboard.pages.instruments import page as instruments
from dashboard.pages.live import page as live
from dashboard.pages.log import page as log
from dashboard.pages.network import page as network
from dashboard.pages.next_vote import page as next_vote
from dashboard.pages.opportunities import page as opportunities
from dashboard.pages.plan import page as plan
from dashboard.pages.positions import page as positions
from dashboard.pages.quality import page as quality
from dashboard.pages.rollcalls import page as rollcalls
from dashboard.pages.standing import page as standing
from dashboard.pages.state import page as state
from dashboard.pages.stated import page as stated
from dashboard.pages.timeline import page as timeline
from dashboard.pages.together import page as together
from dashboard.pages.trail import page as trail
from dashboard.pages.trends import page as trends
from dashboard.pages.update import page as update
from data.facts import Facts


@dataclass(frozen=True)
class Page:
    """A page of the dashboard.

    Attributes
    ----------
    path : str
        Its address below the root; the same in every language.
    title : str
        English title: a message of the catalogue.
    section : str
        English heading in the menu above it: a message of the catalogue.
    render : callable
        Draws it.
    role : Role
        The least that whoever opens it must have.
    """

    path: str
    title: str
    section: str
    render: Callable[[], None]
    role: Role = Role.READER


PAGES: tuple[Page, ...] = (
    Page("standing", mark("Where things stand"), mark("The record"), standing.render),
    Page("rollcalls", mark("Roll calls"), mark("The record"), rollcalls.render),
    Page("instruments", mark("Instruments"), mark("The record"), instruments.render),
    Page("state", mark("State"), mark("The record"), state.render),
    Page("stated", mark("Stated positions"), mark("The record"), stated.render),
    Page("timeline", mark("Timeline"), mark("The record"), timeline.render),
    Page("changes", mark("What changed"), mark("The record"), changes.render),
    Page("together", mark("Who stands together"), mark("The coalition"), together.render),
    Page("network", mark("Network"), mark("The coalition"), network.render),
    Page("positions", mark("Positions from votes"), mark("The coalition"), positions.render),
    Page("compare", mark("Compare"), mark("The coalition"), compare.render),
    Page("trends", mark("Trends"), mark("The coalition"), trends.render),
    Page("opportunities", mark("Opportunities"), mark("Outreach"), opportunities.render),
    Page("next-vote", mark("Next vote"), mark("Outreach"), next_vote.render),
    Page("plan", mark("Plan"), mark("Outreach"), plan.render),
    Page("quality", mark("How good is this?"), mark("Outreach"), quality.render),
    Page("live", mark("Live"), mark("Outreach"), live.render),
    Page("log", mark("Outreach log"), mark("Outreach"), log.render),
    Page("briefing", mark("Briefing"), mark("Outreach"), briefing.render),
    Page("data", mark("Data"), mark("About"), data.render),
    Page("update", mark("Update"), mark("About"), update.render, Role.STEWARD),
    Page("trail", mark("Trail"), mark("About"), trail.render, Role.STEWARD),
)


PLACES: tuple[tuple[str, str], ...] = tuple((page.path, page.title) for page in PAGES)
"""Path and English title of each page, for the search."""


def places(person: Person) -> tuple[tuple[str, str], ...]:
    """Return path and English title of each page that a person may open."""
    return tuple((page.path, page.title) for page in PAGES if person.may(page.role))


def page_at(path: str) -> Page:
    """Return the page of a path of the menu."""
    return next(page for page in PAGES if page.path == path)


def views(page: Page) -> Mapping[str, Callable[[Facts], Blocks]]:
    """Return what a page shows when nothing was chosen, by its part in the address."""
    place, _dot, _name = page.render.__module__.rpartition(".")
    found: Mapping[str, Callable[[Facts], Blocks]] = import_module(f"{place}.content").VIEWS
    return found
