"""Whatever is wrong: one sentence a fault, exit code 2, the old snapshot as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data import store
from etl import catalog
from tests.etl import hostile, spoilt, spoilt_votes
from tests.etl.archive import Archive

WRONG = {**spoilt.WRONG, **spoilt_votes.WRONG, **hostile.WRONG}
SENTENCE = re.compile(
    r"^(?P<where>.+?): found (?P<found>.+), expected (?P<expected>.+); (?P<do>.+)\.$"
)


@pytest.mark.parametrize("what", WRONG)
def test_bad_input_is_refused(
    archive: Archive, former: bytes, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    spoil, message = WRONG[what]
    spoil(archive)
    assert archive.run() == 2
    errors = capsys.readouterr().err
    for line in errors.splitlines():
        assert SENTENCE.match(line), line
    assert re.search(message, errors), errors
    assert archive.snapshot.read_bytes() == former


def test_all_faults_are_reported_at_once(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.edit("rosters/hague", "Kenya", "Kenyaa")
    archive.edit("rosters/hague", "Netherlands", "Nederlanden")
    archive.edit("rollcalls/plenary", "BRA", "XXX")
    assert archive.run("check") == 2
    assert len(capsys.readouterr().err.splitlines()) == 4


def test_a_roster_may_be_known_by_its_count_only(archive: Archive) -> None:
    archive.overwrite("rosters/seoul", b"iso3,role\n")
    archive.edit_sidecar("rosters/seoul", '"partial"', '"count_only"')
    assert archive.run("check") == 0


def test_a_source_that_cannot_be_read_is_named(
    archive: Archive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "hague.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(catalog.Path, "read_bytes", refuse)
    assert archive.run() == 2
    assert re.search(
        r"hague\.csv: found that it cannot be read \(.*Permission denied", capsys.readouterr().err
    )


def test_a_folder_that_cannot_be_written_is_named(
    archive: Archive,
    former: bytes,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_path = Path.open

    def refuse(path: Path, *args: object, **kwargs: object) -> object:
        if path.parent == archive.snapshot.parent and "w" in str(args):
            raise OSError(30, "Read-only file system", str(path))
        return open_path(path, *args, **kwargs)  # type: ignore[call-overload]  # passed on as given

    monkeypatch.setattr(store.Path, "open", refuse)
    assert archive.run() == 2
    assert re.search(
        r"warehouse: found that the snapshot cannot be written there \(.*Read-only file system",
        capsys.readouterr().err,
    )
    assert archive.snapshot.read_bytes() == former


def test_a_snapshot_below_a_file_is_refused(
    archive: Archive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(archive.corrections / "trojka.duckdb"))
    assert archive.run() == 2
    assert "cannot be written there" in capsys.readouterr().err
