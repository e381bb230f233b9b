"""Whole or not at all: killed at any moment, two desks at once, the journal, commits."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from data import journal, store
from data.errors import ReconcileError, StoreError
from etl import build, catalog
from etl.__main__ import main
from etl.changes import writing
from tests.etl.archive import Archive
from tests.etl.changes import desk
from tests.etl.changes.desk import REQUESTS, add, undo
from tests.etl.processes import Processes, digest_of
from tests.etl.readers import Readers


def assert_whole(archive: Archive, before: dict[str, bytes], version: str) -> bool:
    """Check that all of a change is there or nothing of it; return whether it is."""
    with writing.settled(archive.root, archive.corrections):
        held = build.present_version(catalog.sources(archive.root), archive.corrections)
    assert store.open_snapshot().version == held
    is_there = held != version
    assert is_there or desk.sources_of(archive) == before
    assert len(journal.entries(desk.journal_of(archive))) == is_there
    assert list(archive.root.rglob(".*")) == []
    return is_there


def kill_at(archive: Archive, processes: Processes, step: int, kind: str = "roster") -> int:
    """Make a change that is killed at a step; return how the process ended."""
    return processes.run("change until killed", archive.root.parent, kind, str(step))


@pytest.mark.slow
def test_a_change_killed_while_it_writes_is_there_whole_or_not_at_all(
    built: Archive, processes: Processes
) -> None:
    kill_at_steps(built, processes, (0, 6, 9, 11, 40), n_readers=1)


@pytest.mark.proof
def test_a_change_killed_at_any_step_is_there_whole_or_not_at_all(
    built: Archive, processes: Processes
) -> None:
    kill_at_steps(built, processes, range(60), n_readers=2)


def kill_at_steps(
    archive: Archive, processes: Processes, steps: Iterable[int], *, n_readers: int
) -> None:
    """Kill whoever writes a change before each of some steps, until it is there."""
    folder = archive.root.parent
    before, version = digest_of(folder), store.open_snapshot().version
    readers = Readers(processes, folder, n_readers)
    assert processes.run("write until killed", folder, "roster", *map(str, steps)) == 0
    readers.note()
    told = json.loads((folder / "killed.json").read_text())
    *killed, (step, _ended, now, files) = told
    assert len(killed) > 3
    assert all(rest == [-signal.SIGKILL, version, before] for _step, *rest in killed)
    assert (now, files) == (store.open_snapshot().version, digest_of(folder))
    assert now != version
    print(f"killed before {len(killed)} steps, whole at step {step}; {readers.stop():,} times read")


@pytest.mark.proof
@pytest.mark.timeout(1800)
def test_fifty_changes_killed_at_random_leave_nothing_by_half(
    built: Archive, processes: Processes
) -> None:
    """Half are killed at a step of the writing, half at any moment of the process."""
    folder = built.root.parent
    before, version = desk.sources_of(built), store.open_snapshot().version
    began = time.perf_counter()
    assert processes.run("change", folder, "roster") == 0
    seconds = time.perf_counter() - began
    take_back(built)
    readers = Readers(processes, folder, 5)
    chance = np.random.default_rng(50)
    n_killed = n_whole = 0
    for n in range(50):
        kind = str(chance.choice(list(REQUESTS)))
        if n % 2:
            ended = kill_at(built, processes, int(chance.integers(30)), kind)
        else:
            number = processes.start("change", folder, kind)
            time.sleep(chance.uniform(0, 2 * seconds))  # all are slower while others read
            os.kill(number, signal.SIGKILL)
            ended = processes.wait(number)
        assert ended in (0, -signal.SIGKILL)
        n_killed += ended != 0
        is_there = assert_whole(built, before, version)
        n_whole += is_there
        readers.note()
        if is_there:
            take_back(built)
        assert desk.sources_of(built) == before
    print(f"{n_killed} of 50 killed, {n_whole} there whole, {readers.stop():,} times read")
    assert n_killed >= 25
    assert n_whole < 50


def take_back(archive: Archive) -> None:
    """Take the only change back, and the journal with it."""
    (last,) = journal.entries(desk.journal_of(archive))
    undo(archive, last.entry_id)
    shutil.rmtree(desk.journal_of(archive))


@pytest.mark.slow
def test_a_build_takes_back_what_a_killed_change_left(built: Archive, processes: Processes) -> None:
    before = desk.sources_of(built)
    assert kill_at(built, processes, 11) == -signal.SIGKILL
    assert desk.sources_of(built) != before
    assert built.run() == 0
    assert desk.sources_of(built) == before


@pytest.mark.slow
def test_the_second_of_two_desks_sees_the_first_ones_change_before_its_own(built: Archive) -> None:
    first = add(built, "milestone", **REQUESTS["milestone"])
    second = add(built, "roster", **REQUESTS["roster"])
    assert first.base == second.base
    add(built, "milestone", **REQUESTS["milestone"], base=first.base, is_written=True)
    with pytest.raises(ReconcileError, match=r"A\. Desk changed Fourth REAIM summit \(0001"):
        add(built, "roster", **REQUESTS["roster"], base=second.base, is_written=True)
    again = add(built, "roster", **REQUESTS["roster"])
    add(built, "roster", **REQUESTS["roster"], base=again.base, is_written=True)
    assert [entry.entry_id for entry in journal.entries(desk.journal_of(built))] == ["0001", "0002"]


@pytest.mark.slow
def test_two_desks_that_write_at_once_wait_for_each_other(
    built: Archive, processes: Processes
) -> None:
    folder, kinds = built.root.parent, ("milestone", "roster")
    numbers = [processes.start("change", folder, kind) for kind in kinds]
    assert [processes.wait(number) for number in numbers] == [0, 0]
    told = [json.loads((folder / f"said-{number}").read_text()) for number in numbers]
    assert [one["answer"] for one in told] == ["written", "written"]
    entries = journal.entries(desk.journal_of(built))
    assert {entry.kind for entry in entries} == set(kinds)
    assert entries[1].base == entries[0].version
    assert store.open_snapshot().version == entries[1].version


@pytest.mark.proof
@pytest.mark.timeout(600)
def test_three_desks_that_write_thirty_changes_at_once_lose_nothing(
    built: Archive, processes: Processes
) -> None:
    folder, n_each = built.root.parent, 10
    before, version = desk.sources_of(built), store.open_snapshot().version
    desks = ("The Hague", "Seoul", "Nairobi")
    numbers = [processes.start("work", folder, name, str(n_each)) for name in desks]
    for number in numbers:
        assert processes.wait(number) == 0, (folder / f"errors-{number}").read_text()
    entries = journal.entries(desk.journal_of(built))
    assert len(entries) == len(desks) * n_each
    assert [entry.base for entry in entries] == [
        version,
        *(entry.version for entry in entries[:-1]),
    ]
    assert store.open_snapshot().version == entries[-1].version
    titles = set(store.open_snapshot().frame("milestones")["title"])
    assert {f"Meeting {n} of {name}" for n in range(n_each) for name in desks} <= titles
    for entry in reversed(entries):
        assert store.open_snapshot().version == entry.version
        undo(built, entry.entry_id)
        assert store.open_snapshot().version == entry.base
    assert desk.sources_of(built) == before


@pytest.mark.slow
def test_the_journal_says_who_when_what_and_why(
    built: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    add(built, "milestone", **REQUESTS["milestone"], is_written=True)
    undo(built, "0001")
    capsys.readouterr()
    assert main([*built.arguments("journal"), "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["entries"]
    assert {key: first[key] for key in ("entry_id", "made", "kind", "subject", "who", "why")} == {
        "entry_id": "0001",
        "made": "2026-11-29T09:30:00Z",
        "kind": "milestone",
        "subject": "Fourth REAIM summit",
        "who": "A. Desk",
        "why": "It was published",
    }
    assert (first["undone_by"], second["undoes"], second["undone_by"]) == ("0002", "0001", None)
    assert main(built.arguments("journal")) == 0
    assert "(undone by 0002)" in " ".join(capsys.readouterr().out.split())


@pytest.mark.slow
def test_a_lock_that_is_a_link_is_never_opened(built: Archive) -> None:
    victim = built.root.parent / "victim"
    victim.write_text("mine")
    desk.journal_of(built).mkdir(exist_ok=True)
    (desk.journal_of(built) / writing.LOCK).unlink(missing_ok=True)
    (desk.journal_of(built) / writing.LOCK).symlink_to(victim)
    with pytest.raises(StoreError, match="cannot be written"):
        add(built, "milestone", **REQUESTS["milestone"], is_written=True)
    assert victim.read_text() == "mine"


@pytest.mark.slow
def test_a_file_that_cannot_be_put_in_its_place_leaves_all_as_it_was(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.state_of(built)
    replace, calls = Path.replace, iter((False, True))

    def full(draft: Path, place: Path) -> Path:
        if next(calls, False):
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(draft, place)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreError, match=r"No space left on device.*all is as it was"):
        add(built, "milestone", **REQUESTS["milestone"], is_written=True)
    assert desk.state_of(built) == before
    assert journal.entries(desk.journal_of(built)) == ()


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *words], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.slow
def test_a_change_is_a_commit_where_the_setting_says_so(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = built.root.parent
    git(folder, "init", "--quiet")
    for name, value in (("user.name", "Desk"), ("user.email", "desk@example.org")):
        git(folder, "config", name, value)
    git(folder, "add", "sources", "corrections.toml")
    git(folder, "commit", "--quiet", "-m", "Begin")
    (folder / "sources" / "README").write_text("not ours")
    (folder / "sources" / "README").unlink()
    add(built, "milestone", **REQUESTS["milestone"], is_written=True)
    assert git(folder, "rev-list", "--count", "HEAD").strip() == "1"

    monkeypatch.setenv("TROJKA_COMMIT_CHANGES", "1")
    done = add(built, "roster", **REQUESTS["roster"], is_written=True)
    assert [one.words for one in done.remarks if one.code == "committed"] == [
        ("Enter list of harbour",)
    ]
    shown = git(folder, "show", "--name-only", "--format=%s%n%b", "HEAD").split("\n")
    assert [line for line in shown if line] == [
        "Enter list of harbour",
        "It was published",
        "By A. Desk. Source: https://www.mfa.gov.kr/list",
        "journal/0002/entry.json",
        "sources/rosters/harbour.csv",
        "sources/rosters/harbour.toml",
    ]
    undo(built, "0002")
    assert git(folder, "log", "-1", "--format=%s").strip() == "Undo change 0002"
    assert "sources/rosters" not in git(folder, "status", "--porcelain")


@pytest.mark.slow
def test_a_change_outside_a_checkout_stands_and_says_that_it_is_no_commit(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROJKA_COMMIT_CHANGES", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(built.root.parent))
    done = add(built, "milestone", **REQUESTS["milestone"], is_written=True)
    assert done.answer == "written"
    assert [one.code for one in done.remarks] == ["not_committed"]
