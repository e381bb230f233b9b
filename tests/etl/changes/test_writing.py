"""Whole or not at all: killed at any moment, two desks at once, the journal, commits."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
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
from tests.etl.changes.desk import REQUESTS, SOURCE, add, undo

ROOT = Path(__file__).parents[3]
MOMENTS = ("os.fsync", "os.replace", "pathlib.Path.rename", "pathlib.Path.replace",
           "pathlib.Path.unlink")  # fmt: skip
"""Calls between which a change can be killed: each makes one step of it."""

KILLED = """
import importlib, os, signal, sys
from etl.__main__ import main
left = int(sys.argv[1])
def dying(call):
    def step(*given, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*given, **named)
    return step
for name in sys.argv[2].split(","):
    owner, _, call = name.rpartition(".")
    module, _, kind = owner.partition(".")
    place = importlib.import_module(module)
    place = getattr(place, kind) if kind else place
    setattr(place, call, dying(getattr(place, call)))
sys.exit(main(sys.argv[3:]))
"""


def request(archive: Archive, kind: str) -> Path:
    path = archive.root.parent / f"request-{kind}.json"
    said = {"who": "A. Desk", "why": "Published", "source": SOURCE, **REQUESTS[kind]}
    path.write_text(json.dumps(said))
    return path


def command(archive: Archive, kind: str) -> list[str]:
    return [*archive.arguments("add"), kind, "--json", str(request(archive, kind)), "--yes"]


def environment(archive: Archive) -> dict[str, str]:
    return {**os.environ, "TROJKA_SNAPSHOT": str(archive.snapshot)}


def kill_at(archive: Archive, step: int, kind: str) -> int:
    """Make a change that is killed at a step; return how the process ended."""
    words = [sys.executable, "-c", KILLED, str(step), ",".join(MOMENTS), *command(archive, kind)]
    done = subprocess.run(words, cwd=ROOT, env=environment(archive), capture_output=True)
    return done.returncode


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


@pytest.mark.slow
@pytest.mark.parametrize("step", [0, 6, 9, 11, 40])
def test_a_change_killed_while_it_writes_is_there_whole_or_not_at_all(
    built: Archive, step: int
) -> None:
    before, version = desk.sources_of(built), store.open_snapshot().version
    ended = kill_at(built, step, "roster")
    assert ended == (0 if step == 40 else -signal.SIGKILL)
    assert assert_whole(built, before, version) == (step == 40)


@pytest.mark.proof
@pytest.mark.timeout(1800)
def test_fifty_changes_killed_at_random_leave_nothing_by_half(built: Archive) -> None:
    """Half are killed at a step of the writing, half at any moment of the process."""
    chance = np.random.default_rng(50)
    outcomes = set()
    for n in range(50):
        before, version = desk.sources_of(built), store.open_snapshot().version
        kind = str(chance.choice(list(REQUESTS)))
        if n % 2:
            ended = kill_at(built, int(chance.integers(30)), kind)
        else:
            words = [sys.executable, "-m", "etl", *command(built, kind)]
            process = subprocess.Popen(
                words, cwd=ROOT, env=environment(built), stdout=subprocess.DEVNULL
            )
            time.sleep(chance.uniform(0.5, 6))
            process.kill()
            ended = process.wait()
        outcomes.add((ended, assert_whole(built, before, version)))
        if len(journal.entries(desk.journal_of(built))):
            (last,) = journal.entries(desk.journal_of(built))
            undo(built, last.entry_id)
            shutil.rmtree(desk.journal_of(built))
    assert {ended for ended, _is_there in outcomes} >= {-signal.SIGKILL}


@pytest.mark.slow
def test_a_build_takes_back_what_a_killed_change_left(built: Archive) -> None:
    before = desk.sources_of(built)
    assert kill_at(built, 11, "roster") == -signal.SIGKILL
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
def test_two_desks_that_write_at_once_wait_for_each_other(built: Archive) -> None:
    kinds = ("milestone", "roster")
    running = []
    for kind in kinds:
        words = [sys.executable, "-m", "etl", *command(built, kind)]
        running.append(
            subprocess.Popen(words, cwd=ROOT, env=environment(built), stdout=subprocess.PIPE)
        )
    told = [json.loads(process.communicate()[0])["answer"] for process in running]
    assert told == ["written", "written"]
    entries = journal.entries(desk.journal_of(built))
    assert {entry.kind for entry in entries} == set(kinds)
    assert entries[1].base == entries[0].version
    assert store.open_snapshot().version == entries[1].version


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
