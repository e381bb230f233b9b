"""Logouts in a database: kept once, until the login would have ended, and refused if damaged."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from dashboard.plans import address, logouts
from dashboard.plans.database import Database
from data.errors import PlanError

MINE, THEIRS = "a" * 64, "b" * 64


@pytest.fixture(params=["sqlite", "postgresql"])
def database(plans_url: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    """Return a database in a file, and on a server."""
    is_file = request.param == "sqlite"
    with closing(
        Database(plans_url if is_file else request.getfixturevalue("postgresql_url"))
    ) as opened:
        yield opened


def test_a_logout_is_held_by_all_and_kept_once(database: Database) -> None:
    ends_at = round(time.time()) + 900.5
    logouts.keep(database, {MINE: ends_at, THEIRS: ends_at + 1})
    logouts.keep(database, {MINE: ends_at + 50})
    found = logouts.held(database)
    assert (found[MINE], found[THEIRS]) == (ends_at, ends_at + 1)


@pytest.mark.slow
def test_what_is_over_is_neither_told_nor_kept(plans_url: str) -> None:
    file = address.file_of(plans_url)
    assert file is not None
    with closing(Database(plans_url)) as database, closing(sqlite3.connect(file)) as other:
        asked = "SELECT login FROM logouts"
        logouts.keep(database, {MINE: time.time() + 0.3})
        assert other.execute(asked).fetchall() == [(MINE,)]
        time.sleep(0.4)
        assert logouts.held(database) == {}
        logouts.keep(database, {THEIRS: time.time() + 900})
        assert other.execute(asked).fetchall() == [(THEIRS,)]


@pytest.mark.parametrize(
    ("column", "value"), [("login", "A. Jansen"), ("login", ""), ("ends_at", "tomorrow")]
)
def test_a_row_that_was_damaged_is_refused_by_name(plans_url: str, column: str, value: str) -> None:
    file = address.file_of(plans_url)
    assert file is not None
    with closing(Database(plans_url)) as database:
        logouts.keep(database, {MINE: time.time() + 900})
        with closing(sqlite3.connect(file)) as other:
            other.execute(f"UPDATE logouts SET {column} = ?", (value,))  # noqa: S608  # our columns
            other.commit()
        with pytest.raises(PlanError, match=f"logouts in sqlite.*, {column}: found"):
            logouts.held(database)
