"""Whatever is asked of our own routes: an answer of ours, no traceback, nothing put in raw."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import guard, i18n, navigation, server
from dashboard.feeds import changes_feed, milestone_calendar
from data import store
from tests.dashboard import hostile_queries
from tests.dashboard.hostile_queries import A_PAGE, PATHS, SCRIPT, VALUES

pytestmark = pytest.mark.real

LONGEST = 8_000
"""Characters of a value that still fits into an address."""


@pytest.fixture(scope="module")
def client(snapshot: store.Snapshot) -> Iterator[TestClient]:
    """Return a client of our own routes, behind the guard, without those of Streamlit."""
    wall = Middleware(guard.Guard, page=server.shell(i18n.DEFAULT), files_of=lambda _session: 0)
    routes = Starlette(routes=list(server.app._user_routes), middleware=[wall])
    with TestClient(routes, follow_redirects=False) as asked:
        yield asked


def written(value: str | list[str], *names: str) -> str:
    """Return a query in which each name has a value, as often as there are several."""
    values = [value] if isinstance(value, str) else value
    pairs = [(name, one[:LONGEST].encode()) for name in names for one in values]
    return urlencode(pairs)


@pytest.mark.parametrize("name", ["q", "name", "lang", "facts"])
def test_the_search_answers_or_refuses_in_words(client: TestClient, name: str) -> None:
    for value in VALUES:
        others = "" if name in ("q", "name") else "&q=kenya"
        answer = client.get(f"/search?{written(value, name)}{others}")
        assert answer.status_code in (200, 503, 414), ascii(value)[:80]
        assert answer.headers["x-content-type-options"] == "nosniff"
        if answer.status_code != 414:
            assert answer.headers["content-type"] == "application/json"
            assert "Traceback" not in answer.text
            assert answer.json() is not None


@pytest.mark.parametrize("path", [milestone_calendar.NAME, changes_feed.NAME])
def test_feeds_are_given_in_a_language_that_we_speak(client: TestClient, path: str) -> None:
    plain = client.get(f"/{path}").content
    for value in VALUES[::4]:
        answer = client.get(f"/{path}?{written(value, 'lang', 'site')}")
        assert answer.status_code == 200
        assert b"<script" not in answer.content
        assert len(answer.content) < 2 * len(plain)


@pytest.mark.parametrize("page", navigation.PAGES[1:], ids=lambda page: page.path)
def test_the_shell_says_back_nothing_of_its_address(
    client: TestClient, page: navigation.Page
) -> None:
    for query in hostile_queries.queries(page.path):
        pairs = "&".join(written(value, name) for name, value in query.items())
        answer = client.get(f"/{page.path}?{pairs}")
        assert answer.status_code in (200, 414)
        if answer.status_code == 200:
            assert answer.text in [server.shell(language) for language in i18n.LANGUAGES]
        assert "set-cookie" not in answer.headers or "a=b" not in answer.headers["set-cookie"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ascii(path[:24]))
def test_a_path_that_is_none_leads_nowhere_else(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (307, 404), answer.text[:200]
    if answer.status_code == 307:
        place = answer.headers["location"].removeprefix("http://testserver/")
        assert "//" not in place
        assert not place.startswith("/")
    assert SCRIPT not in answer.text
    assert "root:" not in answer.text


def test_a_name_of_no_page_is_carried_on_as_a_query_only(client: TestClient) -> None:
    for value in VALUES:
        query = written(value, "lang", "no_page")
        answer = client.get(f"/nowhere?{query}")
        assert answer.status_code in (307, 414)
        if answer.status_code == 307:
            location = answer.headers["location"]
            assert location.startswith("./?")
            assert location.endswith("no_page=nowhere")
            assert not set(location) & set("<>\"' \r\n\0")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "XYZ"])
def test_our_routes_are_read_only(client: TestClient, method: str) -> None:
    for path in ("/", "/state", "/search", "/milestones.ics", "/nowhere"):
        assert client.request(method, path).status_code == 405, path


def test_there_are_five_hundred_addresses_and_more() -> None:
    pages = {
        (page.path, quote(repr(query)))
        for page in navigation.PAGES
        for query in hostile_queries.queries(page.path)
    }
    assert len(pages) == A_PAGE * len(navigation.PAGES)
    assert len(pages) + 5 * len(VALUES) + len(PATHS) >= 500
