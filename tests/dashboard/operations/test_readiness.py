"""Whether pages can be answered is told at once, with reasons, and without places or names."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.operations import answering, readiness
from dashboard.plans.database import opened
from data import store


@pytest.fixture
def client(
    tiny_snapshot: store.Snapshot, monkeypatch: pytest.MonkeyPatch, plans_url: str
) -> TestClient:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(tiny_snapshot.path))
    monkeypatch.setattr(answering, "_watch", readiness.Watch())
    return TestClient(Starlette(routes=answering.ROUTES))


def settled(client: TestClient) -> tuple[int, dict]:
    """Return the answer once a look has ended: the first may say that it takes long."""
    deadline = time.monotonic() + 30
    with client:
        while True:
            answer = client.get("/health/ready")
            if answer.json()["snapshot"] != "unknown" or time.monotonic() > deadline:
                return answer.status_code, answer.json()


@pytest.mark.slow
def test_a_process_that_answers_is_live(client: TestClient) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "live"})
    assert answer.headers["cache-control"] == "no-store"
    assert client.post("/health/live").status_code == 405


@pytest.mark.slow
def test_a_server_that_can_answer_pages_says_of_which_facts(client: TestClient) -> None:
    status, told = settled(client)
    assert status == 200
    assert told == {
        "status": "ready",
        "facts": "0123456789ab",
        "snapshot": "readable",
        "plans": "answers",
        "warm": told["warm"],
        "reasons": [],
    }


@pytest.mark.slow
def test_without_a_snapshot_it_says_what_to_do_and_no_place(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(tmp_path / "nowhere.duckdb"))
    status, told = settled(client)
    assert status == 503
    assert told["snapshot"] == "not readable"
    assert told["plans"] == "answers"
    assert told["reasons"] == ["the snapshot cannot be read; run: python -m etl build"]
    assert str(tmp_path) not in str(told)


@pytest.mark.slow
def test_plans_that_do_not_answer_are_a_reason(
    client: TestClient, plans_url: str, tmp_path: Path
) -> None:
    opened(plans_url).answer()
    (tmp_path / "plans.sqlite").unlink()
    status, told = settled(client)
    assert (status, told["plans"]) == (503, "no answer")
    assert told["reasons"] == ["the database of plans does not answer (gone)"]
    assert "plans.sqlite" not in str(told)


@pytest.mark.slow
def test_a_database_that_others_write_to_still_answers(
    client: TestClient, plans_url: str, tmp_path: Path
) -> None:
    opened(plans_url).answer()
    other = sqlite3.connect(tmp_path / "plans.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert settled(client)[0] == 200
    finally:
        other.close()


def test_a_look_that_takes_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found a moment ago holds meanwhile; nothing is known before the first look ends."""
    may_end, n_looks = threading.Event(), []
    found = readiness.Readiness("abc", "readable", "answers", ())

    def slow() -> readiness.Readiness:
        n_looks.append(1)
        may_end.wait(30)
        return found

    monkeypatch.setattr(readiness, "look", slow)
    monkeypatch.setattr(readiness, "FRESH_SECONDS", 0.0)

    async def asked() -> list[readiness.Readiness]:
        watch = readiness.Watch()
        told = []
        started = time.monotonic()
        told += await asyncio.gather(*(watch.readiness() for _ in range(5)))
        waited = time.monotonic() - started
        may_end.set()
        while (now := await watch.readiness()) is not found:
            pass
        may_end.clear()
        told += [now, await watch.readiness()]
        assert waited < 5, "it waited for the look"
        may_end.set()
        return told

    told = asyncio.run(asked())
    assert told == [readiness.UNKNOWN] * 5 + [found, found]
    assert readiness.UNKNOWN.told()["status"] == "not ready"
