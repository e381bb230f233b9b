from pathlib import Path

import pytest

from tests.etl.archive import Archive


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The small folder of sources; its snapshot lies beside it."""
    found = Archive(tmp_path)
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(found.snapshot))
    return found


@pytest.fixture
def former(archive: Archive) -> bytes:
    """A snapshot that stands there already; what it holds does not matter here."""
    archive.snapshot.parent.mkdir()
    archive.snapshot.write_bytes(b"the former snapshot")
    return archive.snapshot.read_bytes()
