"""What programs take stands in the trail: who, what and of which facts, once an hour."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.api import serving, taken
from dashboard.desks import gate, login
from dashboard.plans.trail import TrailLine, kept_trail
from data import store
from tests.dashboard.plans.people import STEWARD
from tests.oidc.provider import Provider, provided

HERE = "http://here/api/v1/"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with provided() as found:
        yield found


@pytest.fixture
def program(
    provider: Provider,
    tiny_snapshot: store.Snapshot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[TestClient]:
    """Return a program that brings the token of a reader, before a gate."""
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(tiny_snapshot.path))
    monkeypatch.setenv("TROJKA_PLANS_URL", f"sqlite:///{tmp_path / 'plans.sqlite'}")
    found = login.read(provider.settings("https://here"))
    assert found is not None
    before = Middleware(gate.Gate, login=found, begun=lambda: "/auth/login")
    app = Starlette(routes=serving.ROUTES, middleware=[before])
    told = {"Authorization": f"Bearer {provider.token('reader')}"}
    taken._noted.clear()
    with TestClient(app, base_url=HERE, headers=told) as client:
        yield client


def noted() -> list[TrailLine]:
    """Return the trail, the first row first."""
    return list(reversed(kept_trail(STEWARD).lines()))


@pytest.mark.slow
def test_who_took_what_of_which_facts_is_noted(program: TestClient) -> None:
    assert program.get("tables/states").status_code == 200
    (line,) = noted()
    assert (line.subject, line.desk) == ("reader", "DVB/NW")
    assert (line.act, line.kind, line.thing) == ("exported", "facts", "/api/v1/tables/states")
    assert line.facts_version == "0123456789ab"


@pytest.mark.slow
def test_pages_and_repetitions_are_one_row(program: TestClient, provider: Provider) -> None:
    for query in ("page=2&per_page=3", "page=1&per_page=3", "format=csv", ""):
        assert program.get(f"tables/states?{query}").status_code == 200
    program.get("results/roster?instrument=cta_2023")
    other = {"Authorization": f"Bearer {provider.token('steward')}"}
    program.get("tables/states", headers=other)
    assert [(one.subject, one.thing.rpartition("/")[2]) for one in noted()] == [
        ("reader", "states"),
        ("reader", "roster"),
        ("steward", "states"),
    ]


@pytest.mark.slow
def test_what_was_not_given_is_not_noted(program: TestClient) -> None:
    tag = program.head("tables/states").headers["ETag"]
    assert program.get("tables/states", headers={"If-None-Match": tag}).status_code == 304
    for path in ("tables/vots", "tables/states?page=9", "tables/states?iso=1", "", "openapi.json"):
        program.get(path)
    program.post("tables/states")
    assert program.get("tables/states", headers={"Authorization": "Bearer x"}).status_code == 401
    assert noted() == []


@pytest.mark.slow
def test_a_database_that_is_away_holds_up_nobody_and_is_told_again(
    program: TestClient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with monkeypatch.context() as away, caplog.at_level(logging.WARNING, "trojka.trail"):
        away.setenv("TROJKA_PLANS_URL", f"sqlite:///{tmp_path / 'no folder' / 'x' / 'p.sqlite'}")
        (tmp_path / "no folder").write_text("a file in the way")
        assert program.get("tables/states").status_code == 200
    assert "not in the trail: exported of facts /api/v1/tables/states" in caplog.text
    assert noted() == []
    program.get("tables/states")
    assert len(noted()) == 1


@pytest.mark.slow
def test_where_nobody_logs_in_nothing_is_noted(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROJKA_PLANS_URL", f"sqlite:///{tmp_path / 'plans.sqlite'}")
    assert client.get("tables/states").status_code == 200
    assert not (tmp_path / "plans.sqlite").exists()
