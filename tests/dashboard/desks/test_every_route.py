"""Every path that the server knows, asked without a login: nothing but the login is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import streamlit
from starlette.routing import Mount, Route, WebSocketRoute
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard import navigation, server
from dashboard.desks import entrance, gate
from dashboard.operations import inside
from tests.oidc.provider import provided
from tests.serving import free_port, served

pytestmark = [pytest.mark.slow, pytest.mark.flaky(reruns=2)]

ASSETS = Path(streamlit.__file__).parent / "static"
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
PAGE = {"accept": "text/html"}
OURS = (entrance.PATH, entrance.START, gate.TIME)
GUESSED = (
    "/media/0123456789abcdef.csv",
    "/app/static/x.txt",
    "/component/trojka/index.html",
    "/_stcore/stream",
    "/_stcore/message?hash=x",
    "/_stcore/allowed-message-origins",
    "/openapi.json",
    "/docs",
    "/.streamlit/secrets.toml",
    "/api/v1/",
    "/api/v1/openapi.json",
)


def routes() -> list[Route | WebSocketRoute | Mount]:
    """Return every route of the server, ours and Streamlit's."""
    return list(server.app._build_starlette_app().routes)


def paths() -> list[str]:
    """Return a path for each route, each page and each kind of file, with the fields filled in."""
    named = {re.sub(r"\{[^}]*\}", "x", one.path) or "/" for one in routes()}
    pages = {f"/{page.path}" for page in navigation.PAGES}
    suffixes: dict[str, Path] = {}
    for file in sorted(ASSETS.rglob("*")):
        if file.is_file():
            suffixes.setdefault(f"{file.parent}{file.suffix}", file)
    files = {f"/{file.relative_to(ASSETS)}" for file in suffixes.values()}
    everything = named | pages | files | set(GUESSED)
    ours = {path for path in everything if inside.is_streamlits(path)} | {inside.METRICS}
    return sorted(everything - set(gate.OPEN) - ours)  # this machine may look inside


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    port = free_port()
    with provided() as provider:
        settings = provider.settings(f"http://localhost:{port}")
        with served(environment=settings, port=port) as (address, _process):
            yield address


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=address, timeout=30) as client:
        yield client


def test_the_routes_are_found() -> None:
    known = paths()
    assert len(known) > 50
    for path in ("/", "/state", "/search", "/milestones.ics", "/_stcore/health", "/media/x"):
        assert path in known


@pytest.mark.parametrize("method", METHODS)
def test_no_path_is_answered_without_a_login(client: httpx2.Client, method: str) -> None:
    open_to_all = []
    for path in paths():
        answer = client.request(method, path)
        is_refused = answer.status_code == 401 and "set-cookie" not in answer.headers
        if not is_refused or (method != "HEAD" and set(answer.json()) != TOLD):
            open_to_all.append((path, answer.status_code))
    assert open_to_all == []


TOLD = {"type", "title", "status", "detail"}
"""All that an answer says."""


def test_a_browser_is_led_to_the_login_from_everywhere(client: httpx2.Client) -> None:
    for path in paths():
        answer = client.get(path, headers=PAGE)
        assert answer.status_code == 303, path
        assert answer.headers["location"].startswith(entrance.PATH), path
        assert answer.content == b""


def test_the_login_itself_shows_nothing_of_the_record(client: httpx2.Client) -> None:
    for path in OURS:
        answer = client.get(path)
        assert answer.status_code in (200, 303)
        assert len(answer.content) < 5_000
        assert "Content-Security-Policy" in answer.headers
    for path in ("/auth/login", "/auth/logout", "/oauth2callback"):
        assert client.get(path).status_code in (302, 303, 307)


@pytest.mark.parametrize("path", ["/_stcore/stream", "/", "/state", "/media/x", "/nowhere"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Cookie": "_streamlit_user=forged; _streamlit_xsrf=x"},
        {"Authorization": "Bearer x.y.z"},
    ],
)
def test_no_line_is_opened_without_a_login(
    address: str, path: str, headers: dict[str, str]
) -> None:
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(
            address.replace("http:", "ws:") + path,
            subprotocols=["streamlit"],  # type: ignore[list-item]  # a text is one
            additional_headers=headers,
        ),
    ):
        pass
    assert refused.value.response.status_code == 403
