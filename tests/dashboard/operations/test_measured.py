"""Every request is counted, timed and numbered by its route as declared, never as asked for."""

from __future__ import annotations

import prometheus_client
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard import warm
from dashboard.operations import counters, reruns
from dashboard.operations.answering import ROUTES
from dashboard.operations.measured import HEADER, Measured
from data import facts, memory, store


async def greet(request: Request) -> Response:
    if request.path_params["name"] == "nobody":
        raise LookupError("nobody")
    return PlainTextResponse("hello")


@pytest.fixture
def client() -> TestClient:
    app = Starlette(
        routes=[Route("/greet/{name}", greet), *ROUTES], middleware=[Middleware(Measured)]
    )
    return TestClient(app, raise_server_exceptions=False)


class Gate:
    """Keeps out who says so, and passes on a copy of what others ask, as a gate may."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kept = PlainTextResponse("who are you?", 401)
        is_kept = scope["type"] == "http" and b"kept" in scope["query_string"]
        await (kept if is_kept else self._app)({**scope}, receive, send)


def counted(name: str, **labels: str) -> float:
    return counters.REGISTRY.get_sample_value(name, labels) or 0.0


def test_requests_are_counted_by_route_method_and_status(client: TestClient) -> None:
    about = {"route": "/greet/{name}", "method": "GET", "status": "200"}
    before = counted("trojka_requests_total", **about)
    seconds = counted("trojka_request_seconds_count", route="/greet/{name}")
    client.get("/greet/ann?secret=1")
    client.get("/greet/bob")
    assert counted("trojka_requests_total", **about) == before + 2
    assert counted("trojka_request_seconds_count", route="/greet/{name}") == seconds + 2


@pytest.mark.parametrize(
    ("method", "path", "route", "status", "told"),
    [
        ("GET", "/nowhere/ann", "none", "404", "GET"),
        ("POST", "/greet/ann", "/greet/{name}", "405", "POST"),
        ("BREW", "/nowhere", "none", "404", "other"),
        ("GET", "/greet/nobody", "/greet/{name}", "500", "GET"),
    ],
)
def test_what_goes_wrong_is_counted_too(
    client: TestClient, method: str, path: str, route: str, status: str, told: str
) -> None:
    about = {"route": route, "method": told, "status": status}
    before = counted("trojka_requests_total", **about)
    assert client.request(method, path).status_code == int(status)
    assert counted("trojka_requests_total", **about) == before + 1


@pytest.mark.parametrize(("query", "status"), [("", "200"), ("kept", "401")])
def test_a_route_is_told_behind_a_gate_and_before_it(query: str, status: str) -> None:
    app = Starlette(
        routes=[Route("/greet/{name}", greet)], middleware=[Middleware(Measured), Middleware(Gate)]
    )
    about = {"route": "/greet/{name}", "method": "GET", "status": status}
    before = counted("trojka_requests_total", **about)
    assert TestClient(app).get(f"/greet/ann?{query}").status_code == int(status)
    assert counted("trojka_requests_total", **about) == before + 1


def test_every_answer_has_a_number_of_its_own(client: TestClient) -> None:
    sent = {HEADER: "A. Jansen"}
    numbers = [client.get("/greet/ann", headers=sent).headers[HEADER] for _ in range(3)]
    assert len(set(numbers)) == 3
    assert all(len(number) == 16 and int(number, 16) >= 0 for number in numbers)


def test_runs_of_pages_are_counted_also_where_they_fail() -> None:
    before = counted("trojka_rerun_seconds_count", page="state")
    with reruns.measured("state"):
        pass
    with pytest.raises(LookupError), reruns.measured("state"):
        raise LookupError
    assert counted("trojka_rerun_seconds_count", page="state") == before + 2


def test_prometheus_can_read_it_all(client: TestClient) -> None:
    client.get("/greet/ann")
    answer = client.get("/metrics")
    assert answer.headers["content-type"] == prometheus_client.CONTENT_TYPE_LATEST
    assert answer.headers["cache-control"] == "no-store"
    families = {one.name for one in text_string_to_metric_families(answer.text)}
    assert {
        "trojka_requests",
        "trojka_request_seconds",
        "trojka_rerun_seconds",
        "trojka_results",
        "trojka_warm",
        "process_resident_memory_bytes",
    } <= families
    assert "ann" not in answer.text
    assert client.post("/metrics").status_code == 405


@pytest.mark.slow
def test_the_version_of_the_facts_is_told_once_they_are_held(
    client: TestClient, tiny_snapshot: store.Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(tiny_snapshot.path))
    told = f'trojka_facts_info{{version="{tiny_snapshot.version}"}} 1.0'
    assert told not in client.get("/metrics").text
    assert facts.version_held() is None
    facts.todays_facts()
    assert told in client.get("/metrics").text


def n_states(known: facts.Facts) -> int:
    return len(known.states)


def test_results_are_counted_by_how_they_were_come_by(world) -> None:
    before = memory.counts()
    known = facts.of_tables(world)
    assert [known.recall(n_states), known.recall(n_states)] == [8, 8]
    now = memory.counts()
    assert {found: now[found] - before[found] for found in now} == {
        "held": 1,
        "missed": 1,
        "read": 0,
    }
    assert counted("trojka_results_total", found="held") >= now["held"]


def test_one_state_of_warmth_holds(client: TestClient) -> None:
    told = {state: counted("trojka_warm", state=state) for state in warm.STATES}
    assert told == {state: float(state == warm.state()) for state in warm.STATES}
