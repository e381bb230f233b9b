"""Who may what, as each role meets it in a browser; and how a desk shares with another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.briefing import request
from dashboard.desks.person import Person, Role
from dashboard.plans import count_document
from dashboard.plans.briefings import Briefings
from dashboard.plans.counts import Counts
from dashboard.plans.database import Database
from dashboard.plans.store import Plans
from dashboard.plans.trail import Trail
from data import store
from tests.dashboard.plans.conftest import plan
from tests.e2e.conftest import Visit
from tests.oidc.provider import PEOPLE, Provider, provided
from tests.serving import free_port, served

pytestmark = pytest.mark.slow

TEXT = "reaim_2026_pathways"
WHY_NOT = "You may look here; to keep something, one needs the role of a desk."
NOT_THEIRS = "This page is for the role steward"


def person(who: str) -> Person:
    """Return somebody of the provider's, as the dashboard knows them."""
    said = PEOPLE[who]
    roles = {"reader": Role.READER, "desk": Role.DESK, "other": Role.DESK, "steward": Role.STEWARD}
    return Person(subject=who, name=said["name"], desk=said["desk"], role=roles[who])


@dataclass
class House:
    """A dashboard in which people log in, its provider, and what its desk keeps of each kind.

    Attributes
    ----------
    ours, hidden : dict of str to str
        By page, the key of something to be shared, and of something that stays with its desk.
    """

    address: str
    provider: Provider
    database: Database
    ours: dict[str, str]
    hidden: dict[str, str]

    def kept(self) -> int:
        """Return how much everybody together has kept, logged and shared."""
        acts = ("saved", "logged", "shared", "updated", "undid")
        return len(Trail(self.database, person("steward")).lines(acts=acts))


def keep(database: Database, named: str) -> dict[str, str]:
    """Keep a plan, a count and a briefing of the desk, and return their keys by page."""
    officer = person("desk")
    count = count_document.make(
        title=f"{named} count",
        kind="endorsement",
        text=TEXT,
        on=date(2026, 11, 30),
        snapshot_version="x",
    )
    asked = request.make(
        title=f"{named} briefing", language="en", items=(request.StatePages(states=("KEN",)),)
    )
    plan_id = Plans(database, officer).save(plan(f"{named} plan"), who="").plan_id
    return {
        "plan": plan_id,
        "log": plan_id,
        "live": Counts(database, officer).begin(count, who="").count_id,
        "briefing": Briefings(database, officer).save(asked, who="").briefing_id,
    }


@pytest.fixture(scope="module")
def house(snapshot: store.Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    port = free_port()
    url = f"sqlite:///{tmp_path_factory.mktemp('plans') / 'plans.sqlite'}"
    database = Database(url)
    ours, hidden = keep(database, "Ours"), keep(database, "Hidden")
    with provided() as provider:
        settings = provider.settings(f"http://localhost:{port}") | {
            "TROJKA_SNAPSHOT": str(snapshot.path),
            "TROJKA_PLANS_URL": url,
        }
        with served(environment=settings, port=port) as (address, _process):
            yield House(address, provider, database, ours, hidden)
    database.close()


@contextmanager
def entered(browser: Browser, house: House, who: str) -> Iterator[Visit]:
    """Yield a tab in which somebody is logged in."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, locale="en-GB", reduced_motion="reduce"
    )
    tab = Visit(context.new_page(), house.address)
    tab.watch(tab.page)
    house.provider.who = who
    tab.page.goto(f"{house.address}/data")
    tab.page.get_by_role("link", name="Log in").click()
    expect(tab.page.get_by_role("button", name=person(who).name)).to_be_visible()
    yield tab
    assert tab.wrong == []
    context.close()


def offers(page: Page, button: str) -> int:
    """Return how many buttons of a name the page offers."""
    return page.get_by_role("main").get_by_role("button", name=button, exact=True).count()


@pytest.mark.parametrize("who", ["reader", "desk", "steward"])
def test_each_role_is_offered_what_it_may_do_and_no_more(
    browser: Browser, house: House, who: str
) -> None:
    keeps, changes = who != "reader", who == "steward"
    views: list[tuple[str, dict[str, str], str, bool, str]] = [
        ("plan", {"plan": house.ours["plan"]}, "Save", keeps, WHY_NOT),
        ("log", {"plan": house.ours["log"]}, "Log several States, or another one", keeps, WHY_NOT),
        ("live", {"count": house.ours["live"]}, "Enter", keeps, WHY_NOT),
        ("live", {}, "Begin", keeps, WHY_NOT),
        ("briefing", {"briefing": house.ours["briefing"]}, "Save", keeps, WHY_NOT),
        ("update", {}, "Show what would change", changes, NOT_THEIRS),
        ("trail", {}, "Check that no row was changed", changes, NOT_THEIRS),
    ]
    before = house.kept()
    with entered(browser, house, who) as tab:
        for path, query, button, may, why in views:
            tab.open(path, **query)
            is_told = tab.page.get_by_text(why).count() > 0
            assert (path, offers(tab.page, button), is_told) == (path, int(may), not may)
    assert house.kept() == before


SHARED = [
    ("plan", "plan", "Saved plan", "read"),
    ("live", "count", "Count", "read and edit"),
    ("briefing", "briefing", "Saved briefing", "read"),
]
"""Page, what it calls a thing in its address and in its box, and what another desk may."""


def test_a_desk_shares_with_another_which_sees_that_and_nothing_else(
    browser: Browser, house: House
) -> None:
    other = person("other").desk
    with entered(browser, house, "desk") as tab:
        for path, key, _box, may in SHARED:
            tab.open(path, **{key: house.ours[path]})
            tab.page.get_by_text("Shared with other desks").click()
            tab.page.get_by_label("Desk", exact=True).fill(other)
            tab.page.get_by_text(may, exact=True).last.click()
            tab.page.get_by_role("button", name="Share", exact=True).click()
            row = tab.page.get_by_role("row", name=re.compile(f"^{other} {may} "))
            expect(row).to_be_visible()
    with entered(browser, house, "other") as tab:
        for path, key, box, _may in SHARED:
            tab.open(path, **{key: house.hidden[path]})
            expect(tab.page.get_by_text("is not kept here")).to_be_visible()
            chosen = tab.page.get_by_role("combobox", name=box, exact=True)
            chosen.click()
            options = tab.page.get_by_role("option")
            expect(options.filter(has_text=f"Ours {key}")).to_have_count(1)
            expect(options.filter(has_text=f"Hidden {key}")).to_have_count(0)
            tab.open(path, **{key: house.ours[path]})
            expect(chosen).to_have_value(re.compile(f"^Ours {key}"))
        tab.open("live", count=house.ours["live"])
        assert offers(tab.page, "Enter") == 1
        tab.open("log", plan=house.ours["log"])
        assert offers(tab.page, "Log several States, or another one") == 0
        expect(tab.page.get_by_text("for reading only")).to_be_visible()
