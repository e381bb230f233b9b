"""Whatever is wrong: one sentence a fault, exit code 2, the old snapshot as it was."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pyarrow as pa
import pytest

from data import store
from etl import catalog
from tests.etl import hostile, hostile_facts, hostile_files, spoilt, spoilt_stated, spoilt_votes
from tests.etl.archive import VOTES, Archive

WRONG = {
    **spoilt.WRONG,
    **spoilt_stated.WRONG,
    **spoilt_votes.WRONG,
    **hostile.WRONG,
    **hostile_facts.WRONG,
    **hostile_files.WRONG,
}
FIRST = {message: what for what, (_spoil, message) in reversed(WRONG.items())}
"""The first case of each message; further values that break the same rule are long proofs."""

SENTENCE = re.compile(
    r"^(?P<where>.+?): found (?P<found>.+), expected (?P<expected>.+); (?P<do>.+)\.$"
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "what",
    [
        what if FIRST[message] == what else pytest.param(what, marks=pytest.mark.proof)
        for what, (_spoil, message) in WRONG.items()
    ],
)
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_is_named(
    archive: Archive,
    former: bytes,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_file = os.open

    def refuse(path: object, flags: int, *args: int, **kwargs: int) -> int:
        if Path(str(path)).parent == archive.snapshot.parent and flags & os.O_WRONLY:
            raise OSError(30, "Read-only file system", str(path))
        return open_file(path, flags, *args, **kwargs)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(store.os, "open", refuse)
    assert archive.run() == 2
    assert re.search(
        r"warehouse: found that the snapshot cannot be written there \(.*Read-only file system",
        capsys.readouterr().err,
    )
    assert archive.snapshot.read_bytes() == former


@pytest.mark.slow
def test_a_snapshot_below_a_file_is_refused(
    archive: Archive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(archive.corrections / "trojka.duckdb"))
    assert archive.run() == 2
    assert "cannot be written there" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".lock", ".draft"])
def test_no_link_beside_the_snapshot_is_followed(
    archive: Archive, former: bytes, suffix: str
) -> None:
    victim = archive.root.parent / "victim"
    victim.write_text("mine")
    (archive.snapshot.parent / f".trojka.duckdb{suffix}").symlink_to(victim)
    archive.run()
    assert victim.read_text() == "mine"
    assert suffix == ".draft" or archive.snapshot.read_bytes() == former


@pytest.mark.slow
def test_a_folder_in_place_of_the_snapshot_is_left_alone(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    (archive.snapshot / "precious").mkdir(parents=True)
    assert archive.run() == 2
    assert SENTENCE.match(capsys.readouterr().err.strip())
    assert (archive.snapshot / "precious").is_dir()


@pytest.mark.slow
@pytest.mark.parametrize("metadata", [b"{broken", b'{"index_columns": ["rcid"], "columns": []}'])
def test_what_pandas_wrote_is_not_asked(archive: Archive, metadata: bytes) -> None:
    table = pa.Table.from_pandas(VOTES).replace_schema_metadata({b"pandas": metadata})
    hostile_facts.parquet(archive, table)
    assert archive.run("check") == 0
