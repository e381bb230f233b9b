"""Whatever leaves the dashboard as a file is noted: every button, picture and route of the code."""

from __future__ import annotations

import ast
import asyncio
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.routing import Route

from dashboard import navigation, server
from dashboard.desks import gate
from dashboard.desks.person import ALONE, Person
from dashboard.feeds import changes_feed, milestone_calendar
from dashboard.feeds.subscribers import Subscribers
from dashboard.i18n import language, spoken
from dashboard.kit import here, noting
from dashboard.kit.picture import LIBRARY
from dashboard.kit.search_box import NAME as SEARCH
from dashboard.plans.database import Database
from dashboard.plans.trail import Trail
from data import facts
from tests.dashboard.plans.people import OFFICER, STEWARD

ROOT = Path(server.__file__).parent
DOOR = "kit/save_button.py"
"""Where the one button stands by which a file leaves a page."""

PICTURES = "assets/picture.js"
"""Where a browser makes a file by itself."""

SHOWN = {"/", "/{name:page_name}", "/health/live", "/health/ready", "/metrics"} | {
    f"/{one}" for one in (LIBRARY, server.SCRIPT, SEARCH, *(page.path for page in navigation.PAGES))
}
"""Routes of pages and of what they are made of; nothing of them is a file to be kept."""

GIVEN = {f"/{milestone_calendar.NAME}", f"/{changes_feed.NAME}"}


def lines(plans_url: str) -> list[tuple[str, str, str, str]]:
    """Return what the trail says that was taken away: by whom, what, and of which facts."""
    found = Trail(Database(plans_url), STEWARD).lines(acts=["exported"])
    return [(one.name, one.kind, one.thing, one.facts_version) for one in reversed(found)]


def offering(source: str) -> bool:
    """Return whether a module offers files by a button of Streamlit's, under whatever name."""
    return any(
        (isinstance(node, ast.Attribute) and node.attr == "download_button")
        or (isinstance(node, ast.alias) and node.name == "download_button")
        or (isinstance(node, ast.Constant) and node.value == "download_button")
        for node in ast.walk(ast.parse(source))
    )


@pytest.mark.slow
def test_files_leave_pages_by_one_button_only() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if offering(path.read_text(encoding="utf-8"))
    }
    assert found == {DOOR}


@pytest.mark.parametrize(
    "source",
    [
        "import streamlit as st\nst.download_button('x')",
        "from streamlit import download_button as save",
        "left.download_button('x')",
        "getattr(st, 'download_button')('x')",
    ],
)
def test_a_button_that_goes_past_it_is_found(source: str) -> None:
    assert offering(source)


def test_the_one_button_has_its_file_noted() -> None:
    calls = [
        node
        for node in ast.walk(ast.parse((ROOT / DOOR).read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.download_button"
    ]
    (data,) = [one.value for call in calls for one in call.keywords if one.arg == "data"]
    assert ast.unparse(data) == "noting.exported(kind, thing, make)"


def test_one_script_makes_files_in_the_browser_and_tells_of_each() -> None:
    makers = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if path.suffix in (".js", ".html", ".py")
        and re.search(r"\.download\s*=|createObjectURL|\sdownload=[\"']", path.read_text("utf-8"))
    }
    assert makers == {PICTURES}
    script = (ROOT / PICTURES).read_text(encoding="utf-8")
    assert len(re.findall(r"await save\(data, format\);", script)) == 1
    assert re.search(r'await save\(data, format\);\s+component\.setTriggerValue\("saved"', script)


def test_every_route_is_known_for_what_it_gives() -> None:
    """What programs take below ``/api`` is noted there."""
    ours = {route.path for route in server.app._user_routes if isinstance(route, Route)}
    others = {path for path in ours if not path.startswith("/api")}
    assert others >= GIVEN
    assert others - GIVEN == SHOWN


@pytest.mark.real
class TestNoted:
    def test_a_file_is_noted_when_it_is_made_in_a_thread_that_knows_nothing(
        self, plans_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(here, "person", lambda: OFFICER)
        drawn = facts.current_facts().version
        with spoken("nl"), facts.looking_at(drawn):
            made = noting.exported(
                "page", "state/votes.csv", lambda: (language(), facts.version_looked_at())
            )
        monkeypatch.undo()
        monkeypatch.setenv("TROJKA_PLANS_URL", plans_url)
        assert lines(plans_url) == []
        assert made() == ("nl", drawn)
        assert lines(plans_url) == [(OFFICER.name, "page", "state/votes.csv", drawn)]

    def test_without_a_login_it_is_noted_too(self, plans_url: str) -> None:
        assert noting.exported("plan", "draft.json", lambda: b"{}")() == b"{}"
        assert [line[:3] for line in lines(plans_url)] == [("", "plan", "draft.json")]

    @pytest.mark.parametrize(
        ("route", "name"),
        [(server.calendar, milestone_calendar.NAME), (server.feed, changes_feed.NAME)],
    )
    def test_who_subscribes_is_noted(
        self, plans_url: str, monkeypatch: pytest.MonkeyPatch, route: Any, name: str
    ) -> None:
        monkeypatch.setattr(server, "SUBSCRIBERS", Subscribers())

        def ask(person: Person) -> int:
            scope = {
                "type": "http",
                "method": "GET",
                "path": f"/{name}",
                "query_string": b"",
                "headers": [(b"host", b"localhost")],
                gate._KEPT: person,
            }
            return int(asyncio.run(route(Request(scope))).status_code)

        assert [ask(ALONE), ask(OFFICER), ask(OFFICER)] == [200, 200, 200]
        version = facts.current_facts().version
        assert lines(plans_url) == [(OFFICER.name, "page", name, version)]


@pytest.mark.real
def test_a_program_that_asks_every_hour_is_noted_once_a_day(plans_url: str) -> None:
    asking, day = Subscribers(), date(2026, 11, 30)
    for when in (day, day, day + timedelta(days=1)):
        for person in (OFFICER, STEWARD):
            asking.took(person, "milestones.ics", when)
    assert [line[0] for line in lines(plans_url)] == [OFFICER.name, STEWARD.name] * 2
