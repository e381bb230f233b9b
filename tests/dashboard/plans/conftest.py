"""Databases of plans: a SQLite file of each test's own, and a PostgreSQL server if there is one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from dashboard.plans import document, store
from dashboard.plans.document import PlanDocument
from tests import postgresql

GIVEN = os.environ.get("TROJKA_PLANS_URL", "")
"""What the tests were started with, before they set their own."""


def plan(title: str = "Nairobi", **fields: object) -> PlanDocument:
    """Return a small plan."""
    needed = {"instrument_id": "reaim_2026_pathways", "target": 60, "snapshot_version": "0a1b"}
    return document.make(title=title, **{**needed, **fields})


@pytest.fixture(params=["sqlite", "postgresql"])
def plans(plans_url: str, request: pytest.FixtureRequest) -> Iterator[store.Plans]:
    """Return a store: in a file, and on a server."""
    is_file = request.param == "sqlite"
    opened = store.open_plans(plans_url if is_file else request.getfixturevalue("postgresql_url"))
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def postgresql_url() -> Iterator[str]:
    """Return the address of a PostgreSQL database: the one given, or one of these tests."""
    if GIVEN.startswith("postgres"):
        yield GIVEN
        return
    try:
        with postgresql.served() as server:
            yield server.url
    except postgresql.NotInstalledError as error:
        pytest.skip(str(error))
