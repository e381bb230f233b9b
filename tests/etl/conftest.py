from pathlib import Path

import pytest

from tests.etl.archive import Archive


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The small folder of sources; its snapshot lies beside it."""
    found = Archive(tmp_path)
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(found.snapshot))
    return found
