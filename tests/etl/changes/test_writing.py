"""Whole or not at all: killed at any moment, two desks at once, the journal, commits."""

from __future__ import annotations

import errno
import itertools
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from data import journal, store, whole_file
from data.errors import ReconcileError, StoreError
from etl.__main__ import main
from etl.changes import writing
from tests.etl.archive import Archive
from tests.etl.changes import desk
from tests.etl.changes.desk import REQUESTS, add, undo
from tests.etl.processes import Processes, state_of
from tests.etl.readers import Readers


@pytest.mark.slow
def test_a_change_killed_while_it_writes_is_there_whole_or_not_at_all(
    built: Archive, processes: Processes
) -> None:
    steps = ("0", "6", "9", "11")
    readers = Readers(processes, built.root.parent, 1)
    told = killed(built, processes, "roster", steps, readers)
    assert told == [(step, -signal.SIGKILL, False) for step in steps]
    readers.stop()


@pytest.mark.proof
@pytest.mark.timeout(1800)
def test_a_change_killed_before_any_step_is_there_whole_or_not_at_all(
    built: Archive, processes: Processes
) -> None:
    told = killed(built, processes, "roster", [str(step) for step in range(40)])
    whole = [is_whole for _step, _ended, is_whole in told]
    assert whole == sorted(whole), "what is there at a step is there at every later one"
    n_killed = sum(ended != 0 for _step, ended, _is_whole in told)
    print(f"killed before {n_killed} steps, whole from step {whole.index(True)} on")
    assert n_killed > 15


@pytest.mark.proof
@pytest.mark.timeout(1800)
def test_no_reader_notices_fifty_killed_changes(built: Archive, processes: Processes) -> None:
    """Changes of every kind are killed at random moments of their writing, under five readers."""
    chance = np.random.default_rng(50)
    readers = Readers(processes, built.root.parent, 5)
    n_killed = n_whole = 0
    for kind in itertools.cycle(REQUESTS):
        moments = [f"{share:.3f}" for share in chance.uniform(0, 1, 8)]
        for _moment, ended, is_whole in killed(built, processes, kind, moments, readers):
            n_killed += ended != 0
            n_whole += is_whole
        if n_killed >= 50:  # some have written all before their moment comes
            break
    print(f"{n_killed} killed, {n_whole} there whole; {readers.stop():,} times read")


def killed(
    archive: Archive,
    processes: Processes,
    kind: str,
    moments: Sequence[str],
    readers: Readers | None = None,
) -> list[tuple[str, int, bool]]:
    """Write a change and kill it at each moment; return moment, exit code, and if it was whole.

    Check that each time all of it was there, or nothing.
    """
    folder = archive.root.parent
    before = state_of(folder)
    assert processes.run("write and be killed", folder, kind, *moments) == 0
    assert state_of(folder) == before
    (_end, code, after), *told = json.loads((folder / "killed.json").read_text())
    shutil.rmtree(folder / "kept")
    assert code == 0
    assert after[0] != before[0]
    assert all(state in (before, after) for _moment, _ended, state in told)
    if readers is not None:
        readers.note_kept()
    return [(moment, ended, state == after) for moment, ended, state in told]


@pytest.mark.slow
def test_a_build_takes_back_what_a_killed_change_left(built: Archive, processes: Processes) -> None:
    before = desk.sources_of(built)
    folder = built.root.parent
    assert processes.run("change until killed", folder, "roster", "11") == -signal.SIGKILL
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
    replace, calls = os.replace, iter((False, True))

    def full(draft: Path, place: Path) -> None:
        if Path(draft).suffix == whole_file.SUFFIX and next(calls, False):
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(draft, place)

    monkeypatch.setattr(os, "replace", full)
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
