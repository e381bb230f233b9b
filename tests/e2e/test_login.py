"""Logging in as a reader meets it: a real provider, a real server, a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.desks.claims import LEEWAY_SECONDS
from data import store
from tests.e2e.conftest import Visit
from tests.oidc.provider import Knobs, Provider, provided
from tests.serving import free_port, served

pytestmark = pytest.mark.slow


@dataclass
class House:
    """A dashboard in which people log in, with its provider."""

    address: str
    provider: Provider


@pytest.fixture(scope="module")
def started(snapshot: store.Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    port = free_port()
    plans = tmp_path_factory.mktemp("plans") / "plans.sqlite"
    with provided() as provider:
        settings = provider.settings(f"http://localhost:{port}") | {
            "TROJKA_SNAPSHOT": str(snapshot.path),
            "TROJKA_PLANS_URL": f"sqlite:///{plans}",
        }
        with served(environment=settings, port=port) as (address, _process):
            yield House(address, provider)


@pytest.fixture
def house(started: House) -> Iterator[House]:
    """Return the dashboard, with nothing wrong at its provider, which asks who one is."""
    started.provider.knobs, started.provider.who = Knobs(), ""
    yield started
    started.provider.knobs, started.provider.who = Knobs(), ""


@pytest.fixture
def tab(browser: Browser, house: House) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, locale="en-GB", reduced_motion="reduce"
    )
    opened = Visit(context.new_page(), house.address)
    opened.watch(opened.page)
    yield opened
    context.close()


def log_in(page: Page, house: House, who: str, path: str = "/") -> None:
    """Go to a page as somebody who is not logged in, and log in on the way."""
    house.provider.who = who
    page.goto(house.address + path)
    page.get_by_role("link", name=re.compile("^(Log in|Inloggen)$")).click()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Log in", "Roll calls", "desk officer", "Log out", "You are logged out.")),
        ("nl", ("Inloggen", "Stemmingen", "deskmedewerker", "Uitloggen", "U bent uitgelogd.")),
    ],
)
def test_log_in_reach_the_page_asked_for_and_log_out(
    tab: Visit, house: House, language: str, words: tuple[str, ...]
) -> None:
    enter, title, role, leave, bye = words
    page = tab.page
    page.goto(f"{house.address}/rollcalls?rollcall=a_res_79_239&lang={language}")
    expect(page.get_by_role("heading", name=enter)).to_be_visible()
    page.get_by_role("link", name=enter).click()
    page.get_by_role("link", name="desk", exact=True).click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    tab.says_in_its_address(rollcall="a_res_79_239")
    tab.settle()
    page.get_by_role("button", name="A. Jansen").click()
    expect(page.get_by_text(f"DVB/NW, {role}")).to_be_visible()
    page.get_by_role("link", name=leave).click()
    expect(page.get_by_text(bye)).to_be_visible()
    page.goto(f"{house.address}/rollcalls")
    expect(page).to_have_url(re.compile("/login"))
    assert house.provider.challenged
    assert all(house.provider.challenged)
    assert tab.wrong == []


@pytest.mark.parametrize(
    ("knob", "value", "said"),
    [
        ("is_down", True, "The login provider cannot be reached."),
        ("denies", True, "The login provider did not let you in"),
        ("is_forged", True, "The login did not come to an end"),
        ("clock_seconds", 3600.0, "The login did not come to an end"),
        ("clock_seconds", -7200.0, "The login did not come to an end"),
        ("without", ("role",), "found no claim 'role', expected the role of the person in it"),
        ("without", ("desk",), "found no claim 'desk', expected a text in it"),
        ("says", {"role": "cleaner"}, "found the role 'cleaner', expected one of reader"),
        ("says", {"aud": "other"}, "The login did not come to an end"),
    ],
)
def test_what_goes_wrong_at_the_provider_is_said_on_one_page(
    tab: Visit, house: House, knob: str, value: object, said: str
) -> None:
    setattr(house.provider.knobs, knob, value)
    log_in(tab.page, house, "desk", "/state?state=KEN")
    told = tab.page.get_by_role("status").or_(tab.page.get_by_role("alert"))
    expect(told).to_contain_text(said)
    assert tab.page.locator(".stApp").count() == 0


@pytest.mark.proof
@pytest.mark.parametrize("seconds", [45.0, -45.0])
def test_a_clock_that_is_a_little_wrong_keeps_nobody_out(
    tab: Visit, house: House, seconds: float
) -> None:
    house.provider.knobs.clock_seconds = seconds
    log_in(tab.page, house, "reader", "/data")
    expect(tab.page.get_by_role("heading", name="Data", level=1)).to_be_visible()


@pytest.mark.proof
def test_a_login_that_ends_while_a_page_is_open_leaves_the_page_as_it_is(
    tab: Visit, house: House
) -> None:
    page = tab.page
    house.provider.knobs.lasts_seconds = 45 - LEEWAY_SECONDS
    log_in(page, house, "desk", "/state?state=KEN")
    expect(page.get_by_role("heading", name="State", level=1)).to_be_visible()
    tab.settle()
    charts = page.locator(".stPlotlyChart").count()
    ended = page.locator(".ended")
    expect(ended).to_contain_text("Your login has ended: what is on screen stays", timeout=60_000)
    expect(page.get_by_role("heading", name="State", level=1)).to_be_visible()
    assert page.locator(".stPlotlyChart").count() == charts
    house.provider.knobs = Knobs()
    with page.context.expect_page() as opened:
        ended.get_by_role("link", name="Log in").click()
    opened.value.get_by_role("link", name="Log in").click()
    expect(opened.value.get_by_role("button", name="A. Jansen")).to_be_visible()
    expect(ended).to_be_empty()
    page.get_by_role("link", name="Data", exact=True).click()
    expect(page.get_by_role("heading", name="Data", level=1)).to_be_visible()


@pytest.mark.parametrize(
    ("who", "is_seen"),
    [pytest.param("reader", False, marks=pytest.mark.proof), ("desk", False), ("steward", True)],
)
def test_only_stewards_see_and_open_the_page_on_which_facts_change(
    tab: Visit, house: House, who: str, is_seen: bool
) -> None:
    page = tab.page
    log_in(page, house, who, "/update")
    expect(page.get_by_role("heading", name="Update", level=1)).to_be_visible()
    tab.settle()
    menu = page.locator('[data-testid="stSidebarNav"]').get_by_role("link", name="Update")
    expect(menu).to_have_count(int(is_seen))
    refused = page.get_by_text("This page is for the role steward")
    expect(refused).to_have_count(int(not is_seen))
    expect(page.get_by_role("button", name="Show what would change")).to_have_count(int(is_seen))


@pytest.mark.proof
def test_a_login_begun_at_one_server_ends_at_another(
    snapshot: store.Snapshot, house: House, browser: Browser, tmp_path: Path
) -> None:
    settings = house.provider.settings(house.address) | {
        "TROJKA_SNAPSHOT": str(snapshot.path),
        "TROJKA_PLANS_URL": f"sqlite:///{tmp_path / 'plans.sqlite'}",
    }
    with served(environment=settings) as (other, _process):
        context = browser.new_context(locale="en-GB")
        page = context.new_page()
        log_in(page, House(other, house.provider), "reader")
        expect(page.get_by_role("button", name="R. Lezer")).to_be_visible()
        assert page.url.startswith(house.address)
        context.close()
