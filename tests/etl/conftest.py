from collections.abc import Iterator
from pathlib import Path

import pytest

from etl import build
from tests.etl.archive import Archive
from tests.etl.processes import Processes


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The small folder of sources with its snapshot, built once; not to be changed."""
    found = Archive(tmp_path_factory.mktemp("built"))
    build.build(found.root, found.corrections, snapshot=found.snapshot)
    return found


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The small folder of sources; its snapshot lies beside it."""
    found = Archive(tmp_path)
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(found.snapshot))
    return found


@pytest.fixture
def built(built_once: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The small folder of sources with its snapshot, each test its own."""
    found = Archive(tmp_path, like=built_once)
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(found.snapshot))
    return found


@pytest.fixture
def former(archive: Archive) -> bytes:
    """A snapshot that stands there already; what it holds does not matter here."""
    archive.snapshot.parent.mkdir()
    archive.snapshot.write_bytes(b"the former snapshot")
    return archive.snapshot.read_bytes()


@pytest.fixture(scope="session")
def processes() -> Iterator[Processes]:
    """Whoever starts builds, changes and readers as processes of their own."""
    started = Processes()
    yield started
    started.close()
