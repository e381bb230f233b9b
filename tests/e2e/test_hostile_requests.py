"""The server as it runs: hostile paths, headers and bodies, and what every answer carries."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest

from dashboard import guard
from dashboard import server as serving
from tests.dashboard.hostile_queries import PATHS, SCRIPT
from tests.e2e.conftest import Visit

Answer = tuple[int, Mapping[str, str], str]


def asked(server: str, method: str, path: str, body: bytes = b"", **fields: str) -> Answer:
    """Return status, headers and body of an answer; the path is sent as it is."""
    line = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
    try:
        line.putrequest(method, path, skip_accept_encoding=True)
        for name, value in {"Content-Length": str(len(body)), **fields}.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders(body or None)
        answer = line.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, found, answer.read().decode(errors="replace")
    finally:
        line.close()


@pytest.mark.parametrize("path", [path for path in PATHS if path.isascii() and "<" not in path])
def test_a_hostile_path_leads_to_no_file(server: str, path: str) -> None:
    status, headers, body = asked(server, "GET", path)
    assert status < 500
    assert "root:" not in body
    assert "TROJKA_" not in body
    assert "Traceback" not in body
    assert SCRIPT not in body
    assert "a=b" not in headers.get("set-cookie", "")


def test_every_answer_carries_the_headers(server: str) -> None:
    wanted = {name.lower(): value for name, value in guard.headers(serving.shell("en")).items()}
    for path in (
        "/",
        "/state?lang=nl",
        "/_stcore/health",
        "/assets/page.js",
        "/x/y",
        "/search?q=a",
    ):
        _status, headers, _body = asked(server, "GET", path)
        assert {name: headers.get(name) for name in wanted} == wanted, path
        assert "cache-control" in headers, path
        assert "strict-transport-security" not in headers


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/api/v1/", "/health/ready", "/x/y"])
def test_no_header_tells_a_version(server: str, path: str) -> None:
    _status, headers, _body = asked(server, "GET", path)
    assert headers.get("server") == "uvicorn"
    assert {"via", "x-powered-by", "x-generator"}.isdisjoint(headers)


@pytest.mark.parametrize("size", [guard.MAX_ADDRESS, 70_000])
def test_an_address_too_long_is_refused(server: str, size: int) -> None:
    status, _headers, _body = asked(server, "GET", "/state?state=" + "a" * size)
    assert status in (400, 414)


def test_headers_too_long_are_refused(server: str) -> None:
    status, _headers, body = asked(server, "GET", "/", X_Long="a" * guard.MAX_HEADERS)
    assert (status, "header fields" in body) == (431, True)


def test_a_file_is_taken_from_nobody_who_has_no_session_and_no_token(server: str) -> None:
    path = f"{guard.UPLOADS}00000000-0000-0000-0000-000000000000/1"
    status, _headers, body = asked(server, "PUT", path, b"x" * 100)
    assert (status, "XSRF" in body) == (403, True)
    token = {"X_Xsrftoken": "a", "Cookie": "_streamlit_xsrf=a"}
    assert asked(server, "PUT", path, b"x", **token)[0] in (400, 403)


def test_what_streamlit_offers_to_programs_is_off(server: str) -> None:
    for path in ("/_stcore/agent/interact", "/_stcore/agent/mcp"):
        status, _headers, body = asked(server, "POST", path, b"{}", Content_Type="application/json")
        assert 400 <= status < 500, (path, body)
    _status, _headers, told = asked(server, "GET", "/_stcore/host-config")
    assert json.loads(told)["allowedOrigins"] == []


def test_a_file_of_200_mb_is_not_sent(visit: Visit) -> None:
    """The browser refuses it by the size that the place takes; nothing reaches the server."""
    visit.open("log")
    opening = visit.page.get_by_text("Open a plan from a file")
    if opening.is_visible():  # there are plans already: the way is folded up
        opening.click()
    visit.page.locator("input[type=file]").wait_for(state="attached")
    sent: list[str] = []
    visit.page.on("request", lambda one: sent.append(one.url) if guard.UPLOADS in one.url else None)
    visit.page.evaluate(
        """() => {
          const place = document.querySelector('input[type=file]');
          const held = new DataTransfer();
          held.items.add(new File([new Uint8Array(200 * 2 ** 20)], 'plan.json'));
          place.files = held.files;
          place.dispatchEvent(new Event('change', { bubbles: true }));
        }"""
    )
    visit.page.get_by_text("209.7MB").wait_for()  # stands there as refused, its reason behind it
    visit.settle()
    assert sent == []
    assert visit.wrong == []
