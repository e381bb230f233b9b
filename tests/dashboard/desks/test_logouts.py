"""Logging out ends a login at every replica, also at one that was started anew."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.starlette import starlette_app_utils as streamlits

from dashboard.desks import claims, gate, logouts, session
from dashboard.plans import address
from tests.dashboard.desks.asking import Before, run
from tests.dashboard.plans.conftest import postgresql_url as _postgresql_url
from tests.oidc.provider import COOKIE_SECRET, Provider

postgresql_url = _postgresql_url

HEARD_SECONDS = gate.LISTEN_SECONDS + logouts.FRESH_SECONDS + logouts.WAIT_SECONDS
"""So late may a replica hear of what happens at another."""


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a gate look anew whenever it is asked."""
    monkeypatch.setattr(logouts, "FRESH_SECONDS", 0.0)


@pytest.fixture
def file(plans_url: str) -> Path:
    """Return the file of plans, which is there once a gate has looked into it."""
    found = address.file_of(plans_url)
    assert found is not None
    return found


def passes(before: Before, cookie: str) -> bool:
    """Return whether a gate lets somebody pass."""
    answer = before.ask("/state", cookie=cookie)
    assert answer.status_code in (200, 401)
    return answer.status_code == 200


@contextmanager
def away(file: Path) -> Iterator[None]:
    """Take a database away while the context lasts."""
    aside = file.with_name("aside")
    file.rename(aside)
    yield
    aside.rename(file)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_login_that_was_left_at_one_replica_is_left_at_all(
    kind: str, provider: Provider, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind == "postgresql":
        monkeypatch.setenv("TROJKA_PLANS_URL", request.getfixturevalue("postgresql_url"))
    one, other = Before(provider), Before(provider)
    mine, theirs = (one.cookie(provider.claims(who)) for who in ("desk", "other"))
    assert passes(one, mine)
    assert passes(other, mine)
    one.ask("/auth/logout", cookie=mine)
    assert not passes(one, mine)
    assert not passes(other, mine)
    assert other.line(mine, ["hello"]) == [{"type": "websocket.close", "code": gate.LOGIN_NEEDED}]
    assert other.ask("/login/time", cookie=mine).json()["seconds"] == 0
    assert passes(other, theirs)
    again = one.cookie(provider.claims("desk", iat=int(time.time()) - 1))
    assert passes(other, again)
    other.ask("/auth/logout", cookie=mine)  # once more changes nothing
    assert not passes(one, mine)


def test_a_replica_that_was_started_anew_knows_of_it(before: Before, provider: Provider) -> None:
    mine = before.cookie(provider.claims("desk"))
    before.ask("/auth/logout", cookie=mine)
    assert not passes(Before(provider), mine)


@pytest.mark.slow
def test_open_lines_at_the_other_replica_fall_silent(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert HEARD_SECONDS <= 5
    monkeypatch.setattr(gate, "LISTEN_SECONDS", 0.05)
    one, other = Before(provider), Before(provider)
    mine, theirs = (one.cookie(provider.claims(who)) for who in ("desk", "other"))
    sent: dict[str, list[Message]] = {mine: [], theirs: []}

    async def left() -> None:
        lines = [asyncio.create_task(other.kept_open(held, said)) for held, said in sent.items()]
        await asyncio.sleep(0.5)
        assert all(len(said) > 1 for said in sent.values())
        async with one.client() as client:
            await client.get("/auth/logout", headers={"cookie": mine})
        await asyncio.sleep(0.5)
        mine_said, theirs_said = (len(said) for said in sent.values())
        await asyncio.sleep(0.5)
        assert len(sent[mine]) == mine_said
        assert len(sent[theirs]) > theirs_said
        for line in lines:
            line.cancel()

    run(left())


class TestDatabaseAway:
    """What is known here holds here; nobody else is kept out."""

    def test_what_is_known_holds_and_others_go_on(
        self, before: Before, provider: Provider, file: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        mine, theirs = (before.cookie(provider.claims(who)) for who in ("desk", "other"))
        before.ask("/auth/logout", cookie=mine)
        heard = Before(provider)
        assert not passes(heard, mine)
        with away(file), caplog.at_level(logging.WARNING, logger="trojka.logouts"):
            for _time in range(3):
                assert [passes(one, mine) for one in (before, heard)] == [False, False]
                assert [passes(one, theirs) for one in (before, heard)] == [True, True]
        assert [one.getMessage() for one in caplog.records] == [logouts.AWAY % "gone"] * 2

    def test_who_leaves_meanwhile_is_told_of_afterwards(
        self, before: Before, provider: Provider, file: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        mine = before.cookie(provider.claims("desk"))
        other = Before(provider)
        assert passes(before, mine)
        with away(file):
            before.ask("/auth/logout", cookie=mine)
            assert not passes(before, mine)
            assert passes(other, mine)  # nobody can have told it
        caplog.clear()
        assert not passes(before, mine)
        assert not passes(other, mine)
        assert [one.getMessage() for one in caplog.records] == [logouts.BACK] * 2

    def test_what_a_database_was_put_back_without_is_told_anew(
        self, before: Before, provider: Provider, file: Path
    ) -> None:
        mine = before.cookie(provider.claims("desk"))
        before.ask("/auth/logout", cookie=mine)
        with closing(sqlite3.connect(file)) as other:
            other.execute("DELETE FROM logouts")
            other.commit()
        assert not passes(before, mine)
        assert not passes(Before(provider), mine)

    @pytest.mark.slow
    @pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # as pg8000 leaves its sockets
    def test_one_that_is_silent_keeps_nobody_waiting_for_long(
        self, before: Before, provider: Provider, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(logouts, "FIRST_SECONDS", 1.0)
        monkeypatch.setattr(logouts, "WAIT_SECONDS", 0.3)
        before = Before(provider)
        mine, theirs = (before.cookie(provider.claims(who)) for who in ("desk", "other"))
        with socket.create_server(("127.0.0.1", 0)) as silent:
            port = silent.getsockname()[1]
            monkeypatch.setenv("TROJKA_PLANS_URL", f"postgresql://trojka@127.0.0.1:{port}/trojka")

            async def asked() -> list[float]:
                """Ask, leave and ask again; return the pauses of a clock beside it."""
                ticks = [time.monotonic()]

                async def ticking() -> None:
                    while True:
                        await asyncio.sleep(0.02)
                        ticks.append(time.monotonic())

                clock = asyncio.create_task(ticking())
                asks = [("/state", theirs), ("/auth/logout", mine), ("/state", mine)]
                async with before.client() as client:
                    told = [await client.get(path, headers={"cookie": c}) for path, c in asks]
                assert [one.status_code for one in told] == [200, 200, 401]
                clock.cancel()
                return ticks

            ticks = asyncio.run(asked())
        while any(one.name.startswith("AnyIO worker") for one in threading.enumerate()):
            time.sleep(0.01)  # they end with the socket that they wait for
        gc.collect()
        assert ticks[-1] - ticks[0] < 10
        assert len(ticks) > 10


def pieces(said: dict[str, Any], before: Before) -> dict[str, str]:
    """Return the cookies of a login that is too long for one."""
    whole = said | {"origin": before.login.origin, "is_logged_in": True, "provider": "default"}
    made: dict[str, str] = {}

    def sign(name: str, value: str) -> bytes:
        return streamlits.create_signed_value(COOKIE_SECRET, name, value)

    def put(name: str, value: str) -> None:
        made[name] = sign(name, value).decode()

    groups = [f"group-{number}" for number in range(3_000)]
    set_cookie_with_chunks(
        put, sign, session.COOKIE, whole | {"groups": groups}, cookie_attr_size=80
    )
    return made


def as_header(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


@pytest.mark.slow
def test_of_a_cookie_in_pieces_the_whole_counts(
    before: Before, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first piece says only how many there are, and the same of everybody at one moment."""
    now = time.time()
    with monkeypatch.context() as then:
        then.setattr(time, "time", lambda: now)
        mine, theirs = (pieces(provider.claims(who), before) for who in ("desk", "other"))
    assert mine[session.COOKIE] == theirs[session.COOKIE]
    before.ask("/auth/logout", cookie=as_header(mine))
    assert not passes(before, as_header(mine))
    assert passes(before, as_header(theirs))
    with monkeypatch.context() as then:
        then.setattr(time, "time", lambda: now - 5)
        earlier = pieces(provider.claims("other"), before)
    assert earlier[session.COOKIE] != mine[session.COOKIE]
    assert passes(before, as_header(earlier))
    swapped = mine | {session.COOKIE: earlier[session.COOKIE]}
    assert not passes(before, as_header(swapped))


def test_what_is_kept_names_nobody_and_ends_with_the_login(
    before: Before, provider: Provider, file: Path
) -> None:
    ends = int(time.time()) + 600
    mine = before.cookie(provider.claims("desk", exp=ends))
    before.ask("/auth/logout", cookie=mine)
    with closing(sqlite3.connect(file)) as other:
        other.row_factory = sqlite3.Row
        (row,) = map(dict, other.execute("SELECT * FROM logouts"))
    assert set(row) == {"login", "ends_at"}
    cookie = mine.partition("=")[2]
    assert row["login"] == session.mark_of({session.COOKIE: cookie}, COOKIE_SECRET)
    over = time.gmtime(ends + 2 * claims.LEEWAY_SECONDS)
    assert row["ends_at"].startswith(time.strftime("%Y-%m-%d %H:%M:%S", over))
