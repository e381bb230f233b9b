"""Snapshots that are kept: the last ones and the pinned ones, each whole, each found by version."""

from __future__ import annotations

import datetime as dt
import errno
import logging
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from data import facts, freshness, memory, schema, snapshots, store
from data.errors import StoreError
from data.snapshot_version import Inputs
from tests import tiny_world

ROOT = Path(__file__).parents[2]

N_MILESTONES = len(tiny_world.tables()["milestones"])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a snapshot of the tiny world, written once; tests change copies of it."""
    found = tmp_path_factory.mktemp("written") / "trojka.duckdb"
    store.write_snapshot(tiny_world.tables(), version="0" * 12, path=found)
    return found


@pytest.fixture
def path(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the present snapshot lies, of version 000000000000, and kept."""
    found = tmp_path / "warehouse" / "trojka.duckdb"
    found.parent.mkdir()
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(found))
    shutil.copy(written, found)
    os.utime(found, (1_000_000, 1_000_000))
    assert snapshots.keep(found)
    return found


def put(path: Path, version: str, change: str = "") -> None:
    """Put another snapshot in the place of the present one, as a build does."""
    draft = path.with_name("draft")
    shutil.copy(path, draft)
    with duckdb.connect(str(draft)) as connection:
        connection.execute("UPDATE snapshot SET version = ?", [version])
        if change:
            connection.execute(change)
    draft.replace(path)


def write(path: Path, number: int, change: str = "") -> str:
    """Put the next snapshot in place and keep it; each is a second later than the one before."""
    version = f"{number:012x}"
    put(path, version, change)
    os.utime(path, (1_000_000 + number, 1_000_000 + number))
    assert snapshots.keep(path)
    return version


def versions(path: Path) -> list[str]:
    return [one.version for one in snapshots.kept(path)]


@pytest.mark.slow
def test_the_last_ones_are_kept_and_older_ones_go(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "N_KEPT", 3)
    for number in range(1, 6):
        write(path, number)
    assert versions(path) == [f"{number:012x}" for number in (5, 4, 3)]


def test_results_of_a_snapshot_go_with_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "N_KEPT", 1)
    kept = path.parent / memory.FOLDER
    kept.mkdir()
    old, new = kept / f"record-x-{'0' * 12}-abcd.joblib", kept / "record-x-000000000001-abcd.joblib"
    for result in (old, new):
        result.write_bytes(b"a result")
    write(path, 1)
    assert [one.name for one in kept.iterdir()] == [new.name]


@pytest.mark.slow
def test_what_is_pinned_stays_until_it_is_unpinned(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "N_KEPT", 2)
    snapshots.pin("0" * 12)
    for number in range(1, 5):
        write(path, number)
    assert versions(path) == ["000000000004", "000000000003", "0" * 12]
    assert [one.is_pinned for one in snapshots.kept(path)] == [False, False, True]
    snapshots.unpin("0" * 12)
    assert versions(path) == ["000000000004", "000000000003"]


@pytest.mark.slow
def test_a_kept_snapshot_opens_as_it_was(path: Path) -> None:
    write(path, 1, "DELETE FROM milestones")
    assert snapshots.open_kept("0" * 12).n_rows("milestones") == N_MILESTONES > 0
    assert snapshots.open_kept("000000000001").path == path, "the present one is itself"
    assert snapshots.open_kept(snapshots.PRESENT).version == "000000000001"


def test_keeping_takes_no_room_of_its_own(path: Path) -> None:
    assert path.stat().st_ino == snapshots.kept(path)[0].path.stat().st_ino


def test_where_the_disk_knows_no_second_names_it_is_copied(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    version = write(path, 1)
    kept = snapshots.kept(path)[0].path
    assert kept.stem == version
    assert kept.stat().st_ino != path.stat().st_ino
    assert kept.read_bytes() == path.read_bytes()


def test_keeping_the_same_twice_leaves_one(path: Path) -> None:
    assert snapshots.keep(path)
    assert [one.name for one in (path.parent / snapshots.FOLDER).iterdir()] == [
        "000000000000.duckdb"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("trouble", ["a file in the way", "no room"])
def test_where_keeping_fails_only_the_keeping_is_lost(
    path: Path,
    trouble: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = path.parent / snapshots.FOLDER
    if trouble == "a file in the way":
        folder.rename(folder.with_name("elsewhere"))
        folder.write_text("")
    else:

        def refuse(*_paths: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "link", refuse)
        monkeypatch.setattr("shutil.copy2", refuse)
    put(path, "000000000001")
    with caplog.at_level(logging.WARNING, "trojka.snapshots"):
        assert not snapshots.keep(path)
    assert "is not kept" in caplog.text
    assert store.open_snapshot(path).version == "000000000001"
    if folder.is_dir():
        assert versions(path) == ["0" * 12]
        assert [one for one in folder.iterdir() if one.name.startswith(".")] == []


KILLED = """
import os, sys, time
from pathlib import Path
def pause(draft, path):
    print("doubled", flush=True)
    time.sleep(60)
os.replace = pause
from data import snapshots
snapshots.keep(Path(sys.argv[1]))
"""


@pytest.mark.slow
def test_a_keeping_that_is_killed_leaves_no_half_file(path: Path) -> None:
    put(path, "000000000001")
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "doubled"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert versions(path) == ["0" * 12]
    (left,) = (path.parent / snapshots.FOLDER).glob(".*")
    os.utime(left, (0, 0))
    assert snapshots.keep(path)
    assert sorted(versions(path)) == ["0" * 12, "000000000001"]
    assert not left.exists(), "what a killed process left behind goes after a day"


@pytest.mark.parametrize(
    "version", ["", "ffffffffffff", "../trojka", "0", "0" * 13, "\u202e" * 12, "x" * 500]
)
def test_a_version_that_is_not_kept_is_one_sentence(path: Path, version: str) -> None:
    with pytest.raises(StoreError, match=r"not kept here any more.*today's facts") as caught:
        snapshots.open_kept(version)
    assert len(str(caught.value)) < 300
    for act in (snapshots.pin, snapshots.unpin):
        with pytest.raises(StoreError, match="not kept here"):
            act(version)


@pytest.mark.slow
def test_a_version_is_named_by_its_first_digits(path: Path) -> None:
    put(path, "abcdef000001")
    snapshots.keep(path)
    assert snapshots.version_named("abcd") == "abcdef000001"
    assert snapshots.version_named("now") == "abcdef000001"
    assert snapshots.version_named("0000") == "0" * 12
    with pytest.raises(StoreError, match="not kept"):
        snapshots.version_named("abc")
    put(path, "abcdef000002")
    with pytest.raises(StoreError, match="2 that begin so: abcdef000001, abcdef000002"):
        snapshots.version_named("abcdef")


@pytest.mark.slow
def test_one_of_before_a_table_or_column_knows_nothing_of_it(path: Path) -> None:
    write(path, 1, "DROP TABLE tiles; ALTER TABLE milestones DROP COLUMN place")
    write(path, 2)
    held = snapshots.open_kept("000000000001")
    assert held.lacks == {"tiles", "milestones.place"}
    for table in ("tiles", "milestones"):
        schema.TABLES[table].validate(held.frame(table))
    assert held.frame("tiles").empty
    assert held.frame("milestones")["place"].isna().all()
    assert len(held.frame("milestones")) == N_MILESTONES
    with pytest.raises(StoreError, match=r"tables missing: milestones\.place, tiles"):
        store.open_snapshot(held.path)


def test_the_present_one_has_to_answer_what_pages_ask(path: Path) -> None:
    put(path, "000000000001", "DROP TABLE tiles")
    for version in ("000000000001", snapshots.PRESENT):
        with pytest.raises(StoreError, match="tables missing: tiles"):
            snapshots.open_kept(version)
        assert snapshots.open_kept(version, is_whole=False).lacks == {"tiles"}


def test_what_was_opened_is_never_read_from_another_that_took_its_place(path: Path) -> None:
    opened = snapshots.open_kept(snapshots.PRESENT)
    put(path, "000000000001", "DELETE FROM milestones")
    with pytest.raises(StoreError, match="another was put in its place"):
        opened.frame("milestones")
    assert snapshots.open_kept(opened.version).n_rows("milestones") == N_MILESTONES


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ("ALTER TABLE states DROP COLUMN name_nl", "states.name_nl"),
        ("ALTER TABLE tiles DROP COLUMN row", "tiles.row"),
    ],
)
def test_one_of_another_contract_says_what_can_be_done_with_it(
    path: Path, change: str, missing: str
) -> None:
    write(path, 1, change)
    write(path, 2)
    with pytest.raises(StoreError, match=rf"without {missing}.*python -m etl diff"):
        snapshots.open_kept("000000000001")
    assert snapshots.open_kept("000000000001", is_whole=False).n_rows("states") == 8


@pytest.mark.slow
def test_a_snapshot_says_of_what_it_was_made_and_keeps_the_files(path: Path) -> None:
    files = {"sources/b.csv": b"b" * 9_000, "sources/a.csv": b"\x00\xff"}
    made_of = Inputs("f" * 12, "c" * 12, files)
    found = store.write_snapshot(
        tiny_world.tables(), version=made_of.version, made_of=made_of, path=path
    )
    assert (found.facts_digest, found.code_digest) == ("f" * 12, "c" * 12)
    assert found.source_files() == files
    assert found.written_at is not None


def test_a_snapshot_of_before_has_no_files_and_no_digests(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP TABLE source_files")
        connection.execute("CREATE OR REPLACE TABLE snapshot AS SELECT '0123456789ab' AS version")
    found = store.open_snapshot(path)
    assert (found.version, found.facts_digest, found.written_at) == ("0123456789ab", "", None)
    assert found.source_files() == {}


class TestFactsOfAVersion:
    @pytest.mark.slow
    def test_any_kept_version_is_opened(self, path: Path) -> None:
        write(path, 1, "DELETE FROM milestones")
        assert len(facts.facts_of("0" * 12).milestones) == N_MILESTONES
        assert facts.current_facts().milestones.empty
        assert facts.facts_of("000000000001") is facts.current_facts()
        with pytest.raises(StoreError, match="not kept"):
            facts.facts_of("ffffffffffff")

    @pytest.mark.slow
    def test_while_a_version_is_looked_at_it_is_the_current_one(self, path: Path) -> None:
        write(path, 1)
        with facts.looking_at("0" * 12):
            assert facts.current_facts().version == "0" * 12
            with facts.looking_at(None):
                assert facts.current_facts().version == "000000000001"
            assert facts.current_facts().version == "0" * 12
        assert facts.current_facts().version == "000000000001"

    @pytest.mark.slow
    def test_a_version_that_is_held_is_not_opened_again(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(path, 1)
        first = facts.facts_of("0" * 12)
        facts.current_facts()
        monkeypatch.delattr(store, "_reading")
        assert facts.facts_of("0" * 12) is first

    def test_the_age_of_what_is_looked_at_is_judged_by_its_own_day(self, path: Path) -> None:
        assert facts.day_looked_at() == freshness.today()
        with facts.looking_at("0" * 12):
            assert facts.day_looked_at() == dt.date(1970, 1, 12)

    @pytest.mark.slow
    def test_few_are_held_at_once_the_longest_unused_going_first(self, path: Path) -> None:
        for number in range(1, facts.N_VERSIONS + 3):
            write(path, number)
        first = facts.facts_of("0" * 12)
        for number in range(1, facts.N_VERSIONS):
            facts.facts_of(f"{number:012x}")
            assert facts.facts_of("0" * 12) is first, "it is in use"
        facts.facts_of(f"{facts.N_VERSIONS:012x}")
        facts.facts_of(f"{facts.N_VERSIONS + 1:012x}")
        assert len(facts._held) == facts.N_VERSIONS
