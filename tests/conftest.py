"""Fixtures for every test: the tiny world, and the real record.

The answers of the tiny world are worked by hand in the docstring of ``tests/tiny_world.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analytics import resampling
from data import facts, store
from tests import tiny_world

NOT_QUICK = frozenset({"real", "browser", "slow", "proof"})
"""The marks of what ``make quick`` leaves out."""


@pytest.fixture(autouse=True)
def _record_where_asked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no quick test reach the real record: it has to pass where none was built."""
    if NOT_QUICK & {mark.name for mark in request.node.iter_markers()}:
        return
    if "snapshot" in request.fixturenames:
        path = request.getfixturevalue("snapshot").path
        assert path != store.SNAPSHOT, "mark it real: it asks for the real record"
    if "TROJKA_SNAPSHOT" not in os.environ:
        monkeypatch.setenv("TROJKA_SNAPSHOT", str(Path(__file__).parent / "nowhere.duckdb"))


@pytest.fixture
def world() -> dict[str, pd.DataFrame]:
    """Return every table of the tiny world, each test its own."""
    return tiny_world.tables()


@pytest.fixture
def tiny_snapshot(world: dict[str, pd.DataFrame], tmp_path: Path) -> store.Snapshot:
    """Return the tiny world as a snapshot on disk."""
    return store.write_snapshot(world, version="0123456789ab", path=tmp_path / "tiny.duckdb")


@pytest.fixture(scope="session")
def snapshot() -> store.Snapshot:
    """Return the real record, built once if it is missing."""
    if not store.snapshot_path().exists():
        root = Path(__file__).parents[1]
        subprocess.run([sys.executable, "-m", "etl", "build"], cwd=root, check=True)
    return store.open_snapshot()


@pytest.fixture(scope="session", name="facts")
def _facts(snapshot: store.Snapshot) -> facts.Facts:
    """Return the real record, with the memory that the pages of this process share."""
    return facts.facts_at(snapshot.path)


@pytest.fixture(scope="session")
def record(snapshot: store.Snapshot) -> dict[str, pd.DataFrame]:
    """Return the tables of the real record that the pages of the record are made of."""
    names = ("states", "instruments", "memberships", "rollcalls", "topics", "votes", "stances")
    tables = {name: snapshot.frame(name) for name in (*names, "milestones")}
    rollcalls = resampling.with_text_ids(tables["rollcalls"], snapshot.frame("repeated_votes"))
    return tables | {"rollcalls": rollcalls}
