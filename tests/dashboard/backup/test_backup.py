"""What was backed up is restored whole on an empty machine, or nothing is."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from dashboard import __main__ as command_line
from dashboard.backup import archive, commands, places
from dashboard.plans import logouts, steps
from dashboard.plans.database import Database
from dashboard.plans.store import Plans
from dashboard.plans.trail import Trail
from data.errors import PlanError, StoreError
from tests.dashboard.backup.conftest import VERSION, Machine
from tests.dashboard.plans.conftest import plan
from tests.dashboard.plans.conftest import postgresql_url as _postgresql_url
from tests.dashboard.plans.people import OFFICER
from tests.deploy import confined

postgresql_url = _postgresql_url


def files_of(machine: Machine) -> list[Path]:
    """Return all that lies on a machine but what SQLite and locks leave."""
    if not machine.folder.exists():
        return []
    found = [path for path in machine.folder.rglob("*") if path.is_file()]
    return sorted(p for p in found if "sqlite" not in p.name and not p.name.startswith("."))


@pytest.mark.slow
def test_an_empty_machine_has_the_same_plans_trail_and_facts(
    old: Machine, new: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup.zip"
    made = commands.backup(file)
    before = old.held()
    assert made.facts_version == VERSION
    assert file.stat().st_mode & 0o777 == 0o600
    new.use(monkeypatch)
    assert commands.restore(file) == made
    after = new.held()
    assert after == before
    assert after["chain"] is None
    last = Trail(Database(new.url)).lines()[0]
    assert (last.act, last.kind, last.facts_version) == ("restored", "database", VERSION)
    assert last.number == made.trail_rows + 1


@pytest.mark.slow
def test_work_goes_on_after_a_restore(
    old: Machine, new: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands.backup(tmp_path / "backup.zip")
    new.use(monkeypatch)
    commands.restore(tmp_path / "backup.zip")
    plans = Plans(Database(new.url), OFFICER)
    first = plans.list()[0]
    plans.save(plan("on"), who="", plan_id=first.plan_id, expect_revision=first.revision)
    assert Trail(Database(new.url)).broken_at() is None


@pytest.mark.proof
def test_a_file_is_restored_into_a_server_and_back(
    old: Machine,
    new: Machine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    postgresql_url: str,
) -> None:
    before = old.held()
    commands.backup(tmp_path / "first.zip")
    server = Machine(tmp_path / "server", postgresql_url).use(monkeypatch)
    commands.restore(tmp_path / "first.zip", is_over=True)
    held = server.held()
    noted = [one for one in held["trail"] if one.kind != "database"]  # type: ignore[attr-defined]
    assert held | {"trail": noted} == before
    with closing(Database(postgresql_url)) as database:
        plans = Plans(database, OFFICER)
        step = steps.make(state="GHA", status="done", on=date(2026, 11, 2))
        theirs = plans.list()[-1].plan_id
        before_it = {entry.entry_id for entry in plans.entries(theirs)}
        entry = plans.log(theirs, step, who="")  # the server goes on counting after those put in
        assert entry.entry_id > max(before_it, default=0)
        plans.save(plan("on the server"), who="")
    commands.backup(tmp_path / "second.zip")
    new.use(monkeypatch)
    commands.restore(tmp_path / "second.zip")
    again = new.held()
    assert {one.title for one in again["plans"]} == {  # type: ignore[attr-defined]
        "on the server",
        *(one.title for one in before["plans"]),  # type: ignore[attr-defined]
    }
    assert again["chain"] is None


@pytest.mark.slow
def test_plans_that_are_here_are_not_lost_unasked(
    old: Machine, new: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands.backup(tmp_path / "backup.zip")
    new.use(monkeypatch)
    Plans(Database(new.url), OFFICER).save(plan("mine"), who="")
    with pytest.raises(PlanError, match="found plans, or a trail, that are here already"):
        commands.restore(tmp_path / "backup.zip")
    assert [one.title for one in Plans(Database(new.url)).list()] == ["mine"]
    assert files_of(new) == []
    commands.restore(tmp_path / "backup.zip", is_over=True)
    assert new.held()["plans"] == Plans(Database(old.url)).list()


@pytest.mark.slow
def test_changes_of_the_facts_that_are_here_are_not_lost_unasked(
    old: Machine, new: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands.backup(tmp_path / "backup.zip")
    new.use(monkeypatch)
    ours = new.folder / "data" / "journal" / "0001"
    ours.mkdir(parents=True)
    theirs = json.loads((old.folder / "data" / "journal" / "0001" / "entry.json").read_text())
    (ours / "entry.json").write_text(json.dumps(theirs | {"made": "2026-11-30T09:00:00Z"}))
    with pytest.raises(StoreError, match="that the backup does not know: 0001"):
        commands.restore(tmp_path / "backup.zip")
    assert Plans(Database(new.url)).list() == ()
    commands.restore(tmp_path / "backup.zip", is_over=True)
    assert new.held()["files"] == old.held()["files"]
    kept = new.folder / "data" / "journal.before-restore-1" / "0001" / "entry.json"
    assert "09:00:00" in kept.read_text()


@pytest.mark.slow
def test_logouts_are_in_no_backup_and_outlast_a_restore(
    old: Machine, new: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever logged out is not let in again by a restore."""
    theirs, ours = "0" * 64, "1" * 64
    with closing(Database(old.url)) as database:
        logouts.keep(database, {theirs: time.time() + 900})
    made = commands.backup(tmp_path / "backup.zip")
    assert "tables/plans.jsonl" in made.files
    assert "tables/logouts.jsonl" not in made.files
    new.use(monkeypatch)
    with closing(Database(new.url)) as database:
        logouts.keep(database, {ours: time.time() + 900})
        before = logouts.held(database)
        commands.restore(tmp_path / "backup.zip")
        assert logouts.held(database) == before
        commands.restore(tmp_path / "backup.zip", is_over=True)
        assert list(logouts.held(database)) == [ours]


@pytest.mark.slow
def test_nothing_is_written_over_a_file(old: Machine, tmp_path: Path) -> None:
    (tmp_path / "letter.zip").write_text("Dear colleague")
    with pytest.raises(StoreError, match="found something there already, expected a new file"):
        commands.backup(tmp_path / "letter.zip")
    assert (tmp_path / "letter.zip").read_text() == "Dear colleague"
    with pytest.raises(StoreError, match="found that it cannot be written"):
        commands.backup(tmp_path / "nowhere" / "backup.zip")


def rewrite(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Write an archive again with other contents, as somebody would who made it by hand."""
    with zipfile.ZipFile(file) as held:
        contents = {name: held.read(name) for name in held.namelist()}
    change(contents)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in contents.items():
            out.writestr(name, content)


def named(
    contents: dict[str, bytes], name: str, content: bytes, n_bytes: int | None = None
) -> None:
    """Put a file into an archive, and into its manifest."""
    contents[name] = content
    manifest = json.loads(contents[archive.MANIFEST])
    size = len(content) if n_bytes is None else n_bytes
    sha256 = hashlib.sha256(content).hexdigest()
    manifest["files"][name] = {"n_bytes": size, "sha256": sha256}
    contents[archive.MANIFEST] = json.dumps(manifest).encode()


def in_manifest(**said: object) -> Callable[[dict[str, bytes]], None]:
    def change(contents: dict[str, bytes]) -> None:
        manifest = json.loads(contents[archive.MANIFEST]) | said
        contents[archive.MANIFEST] = json.dumps(manifest).encode()

    return change


TRAIL = "tables/trail.jsonl"
HOSTILE: dict[str, tuple[Callable[[dict[str, bytes]], object], str]] = {
    "no manifest": (lambda held: held.pop(archive.MANIFEST), "an archive without a manifest"),
    "no JSON": (lambda held: held.update({archive.MANIFEST: b"{"}), "a manifest with 1 faults"),
    "of another format": (in_manifest(trojka_backup=9), "a backup in format 9"),
    "of no size": (
        in_manifest(files={"a": {"n_bytes": -1, "sha256": "0" * 64}}),
        "a manifest with",
    ),
    "other facts": (in_manifest(facts_version="f" * 12), f"a snapshot of version {VERSION}"),
    "a file is missing": (
        lambda held: held.pop("corrections.toml"),
        "other files than its manifest",
    ),
    "a file more": (lambda held: held.update({"x": b""}), "other files than its manifest"),
    "changed": (
        lambda held: held.update({"corrections.toml": b"# one\n"}),
        "corrections.toml, which does not fit its checksum",
    ),
    "longer": (
        lambda held: held.update({"corrections.toml": b"0" * 50_000_000}),
        "corrections.toml, longer than its manifest says",
    ),
    "outside": (lambda held: named(held, "sources/../../x", b"x"), "outside its folder"),
    "absolute": (lambda held: named(held, "/etc/x", b"x"), "outside its folder"),
    "a drive": (lambda held: named(held, "C:x", b"x"), "outside its folder"),
    "hidden": (lambda held: named(held, "sources/a\x1bb", b"x"), "outside its folder"),
    "strange": (lambda held: named(held, "bin/sh", b"x"), "bin/sh, which no backup holds"),
    "far too much": (
        lambda held: named(held, "sources/x", b"x", n_bytes=7_999_999_999),
        "sources/x, which does not fit its checksum|more than 8 GB",
    ),
    "the trail cut": (
        lambda held: named(held, TRAIL, b"\n".join(held[TRAIL].splitlines()[:-1]) + b"\n"),
        "a trail that ends otherwise than its manifest says",
    ),
    "the trail changed": (
        lambda held: named(held, TRAIL, held[TRAIL].replace(b"Desk of", b"Nobody of")),
        "a trail that breaks at row 1",
    ),
    "a table of nonsense": (
        lambda held: named(held, "tables/plans.jsonl", b"nonsense\n"),
        "table plans, line 1: found a line that is no JSON",
    ),
    "a table of lists": (
        lambda held: named(held, "tables/log.jsonl", b"[1, 2]\n"),
        "table log, line 1: found other columns than the table has",
    ),
    "a table that is none": (
        lambda held: named(held, "tables/sqlite_master.jsonl", b""),
        "found a table 'sqlite_master'",
    ),
    "logouts": (
        lambda held: named(held, "tables/logouts.jsonl", b""),
        "found a table 'logouts'",
    ),
    "a day that is none": (
        lambda held: named(
            held, "tables/log.jsonl", held["tables/log.jsonl"].replace(b"2026-11-01", b"never")
        ),
        "table log, line 1: found the time 'never'",
    ),
    "of a newer version": (in_manifest(tables_version="9999"), "tables of another version"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_torn_or_foreign_is_refused_and_nothing_restored(
    case: str, old: Machine, new: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, told = HOSTILE[case]
    file = tmp_path / "backup.zip"
    commands.backup(file)
    rewrite(file, lambda held: change(held) and None)
    new.use(monkeypatch)
    with pytest.raises((StoreError, PlanError), match=told):
        commands.restore(file)
    assert files_of(new) == []
    assert Plans(Database(new.url)).list() == ()
    assert Trail(Database(new.url)).n_rows() == 0


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_half_an_archive_is_refused(
    share: float, old: Machine, new: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup.zip"
    commands.backup(file)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    new.use(monkeypatch)
    with pytest.raises(StoreError, match="expected a whole backup"):
        commands.restore(file)
    assert files_of(new) == []


@pytest.mark.slow
def test_a_restore_that_fails_puts_back_what_was_there(
    old: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup.zip"
    commands.backup(file)
    before = old.held()
    rewrite(file, lambda held: named(held, "tables/plans.jsonl", b"nonsense\n"))
    with pytest.raises(PlanError):
        commands.restore(file, is_over=True)
    assert old.held() == before


def test_what_is_mounted_is_known() -> None:
    assert places.is_mounted(Path("/proc"))
    assert not places.is_mounted(Path("/proc/self"))


@pytest.mark.slow
@pytest.mark.parametrize("mounted", ["data/sources", "warehouse/trojka.duckdb"])
def test_what_cannot_be_moved_aside_is_said_before_anything_is_touched(
    mounted: str, old: Machine, tmp_path: Path
) -> None:
    if not confined.can_mount():
        pytest.skip("this machine lets nobody mount a folder")
    commands.backup(tmp_path / "backup.zip")
    before = old.held()
    place = old.folder / mounted
    done = subprocess.run(
        [
            *("unshare", "--mount", "--propagation", "private", "sh", "-ec"),
            'mount --bind "$1" "$1"; shift; exec "$@"',
            *("sh", str(place), sys.executable, "-m", "dashboard", "restore", "--over"),
            str(tmp_path / "backup.zip"),
        ],
        env={**os.environ, "COLUMNS": "500"},  # the sentence in one line
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"{place}: found a place at which something is mounted")
    assert "mount the folder above it" in done.stderr
    assert list(tmp_path.rglob("*.before-restore*")) == []
    assert old.held() == before


@pytest.mark.slow
def test_a_backup_of_an_older_version_is_restored(
    old: Machine, new: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tables of the version before desks: no desk, no shares, no trail."""
    file = tmp_path / "backup.zip"
    commands.backup(file)

    def older(held: dict[str, bytes]) -> None:
        for name in ("trail", "shares"):
            held.pop(f"tables/{name}.jsonl")
        for name in ("plans", "briefings", "counts"):
            rows = [json.loads(line) for line in held[f"tables/{name}.jsonl"].splitlines()]
            told = [json.dumps({k: v for k, v in row.items() if k != "desk"}) for row in rows]
            named(held, f"tables/{name}.jsonl", "".join(f"{row}\n" for row in told).encode())
        manifest = json.loads(held[archive.MANIFEST])
        for name in ("trail", "shares"):
            del manifest["files"][f"tables/{name}.jsonl"]
        manifest |= {"tables_version": "0005", "trail_rows": 0, "trail_seal": ""}
        held[archive.MANIFEST] = json.dumps(manifest).encode()

    rewrite(file, older)
    new.use(monkeypatch)
    commands.restore(file)
    plans = Plans(Database(new.url))
    assert {one.title for one in plans.list()} == {"second", "theirs"}
    assert {one.desk for one in plans.list()} == {""}


@pytest.mark.slow
def test_a_change_that_was_cut_off_is_said(old: Machine, tmp_path: Path) -> None:
    (old.folder / "data" / "journal" / "0001" / "open").touch()
    with pytest.raises(StoreError, match="found a change that was cut off in the middle"):
        commands.backup(tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()


@pytest.mark.slow
def test_the_command_line_backs_up_restores_and_checks(
    old: Machine,
    new: Machine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "backup.zip"
    assert command_line.main(["backup", "--out", str(file)]) == 0
    new.use(monkeypatch)
    assert command_line.main(["restore", str(file)]) == 0
    assert command_line.main(["restore", str(file)]) == 1
    assert command_line.main(["restore", str(file), "--over"]) == 0
    assert command_line.main(["trail"]) == 0
    told = capsys.readouterr()
    assert f"facts {VERSION}" in told.out
    assert "rows, and the chain holds" in told.out
    assert "that are here already" in told.err.replace("\n", " ")
    with closing(sqlite3.connect(new.folder / "plans.sqlite")) as other:
        other.execute("DROP TRIGGER trail_unchanged")
        other.execute("UPDATE trail SET name = 'nobody' WHERE number = 2")
        other.commit()
    assert command_line.main(["trail"]) == 1
    assert "the trail, row 2" in capsys.readouterr().err.replace("\n", " ")
