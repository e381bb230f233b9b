"""The programming interface over the tiny world, without a server."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.api import serving
from data import store


@pytest.fixture
def client(tiny_snapshot: store.Snapshot, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Return a reader of the tiny world."""
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(tiny_snapshot.path))
    with TestClient(Starlette(routes=serving.ROUTES), base_url="http://here/api/v1/") as found:
        yield found
