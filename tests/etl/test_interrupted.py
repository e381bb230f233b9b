"""Builds that cannot end: no reader notices. Each build and each reader is a process of its own."""

from __future__ import annotations

import os
import re
import signal
import time

import numpy as np
import pytest

from data import store
from tests.etl.archive import Archive
from tests.etl.processes import Processes
from tests.etl.readers import Readers


def errors(archive: Archive, number: int) -> str:
    return (archive.root.parent / f"errors-{number}").read_text()


def drafts(archive: Archive) -> list[str]:
    return [path.name for path in archive.snapshot.parent.glob(".*.draft*")]


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_snapshot(
    archive: Archive, former: bytes, processes: Processes
) -> None:
    number = processes.start("build on a full disk", archive.root.parent)
    assert processes.wait(number) == 2
    told = errors(archive, number)
    assert "Traceback" not in told
    assert re.search(r"warehouse: found that the snapshot cannot be written there", told)
    assert archive.snapshot.read_bytes() == former
    assert not drafts(archive)


@pytest.mark.slow
def test_a_killed_build_leaves_the_old_snapshot_and_is_tidied_up(
    archive: Archive, former: bytes, processes: Processes
) -> None:
    number = processes.start("build and pause", archive.root.parent)
    while not (archive.root.parent / "written").exists():
        time.sleep(0.01)
    os.kill(number, signal.SIGKILL)
    assert processes.wait(number) == -signal.SIGKILL
    assert drafts(archive)
    assert archive.snapshot.read_bytes() == former

    assert archive.run() == 0
    assert not drafts(archive)
    assert len(store.open_snapshot().frame("states")) == 6


@pytest.mark.slow
def test_a_fault_exits_with_2_and_no_traceback(archive: Archive, processes: Processes) -> None:
    archive.edit("rosters/hague", "Kenya", "Kenyaa")
    number = processes.start("build", archive.root.parent)
    assert processes.wait(number) == 2
    assert errors(archive, number).count("\n") == 1
    assert "found State 'Kenyaa'" in errors(archive, number)


@pytest.mark.slow
def test_no_reader_notices_three_killed_builds(built: Archive, processes: Processes) -> None:
    kill_while_others_read(built, processes, n_builds=3, n_readers=1)


@pytest.mark.proof
@pytest.mark.timeout(1800)
def test_no_reader_notices_fifty_killed_builds(built: Archive, processes: Processes) -> None:
    kill_while_others_read(built, processes, n_builds=50, n_readers=5)


def kill_while_others_read(
    archive: Archive, processes: Processes, *, n_builds: int, n_readers: int
) -> None:
    """Kill builds of ever other facts at random moments of their work, while others read."""
    folder = archive.root.parent
    sources = {path.name for path in archive.root.rglob("*.*")}
    chance = np.random.default_rng(2026)
    began = time.perf_counter()
    assert processes.run("build", folder) == 0
    seconds = time.perf_counter() - began
    readers = Readers(processes, folder, n_readers)
    n_killed = 0
    for i in range(n_builds):
        archive.edit("milestones", f"A summit{i or ''},", f"A summit{i + 1},")
        build = processes.start("build", folder)
        time.sleep(chance.uniform(0, seconds))
        os.kill(build, signal.SIGKILL)
        ended = processes.wait(build)
        assert ended in (0, -signal.SIGKILL)
        n_killed += ended != 0
        readers.note()
    assert processes.run("build", folder) == 0
    readers.note()
    print(f"{n_killed} of {n_builds} builds killed, {readers.stop():,} times read")
    assert n_killed
    title = store.open_snapshot().frame("milestones").query("date_text == '2024-09'")["title"]
    assert title.tolist() == [f"A summit{n_builds}"]
    assert {path.name for path in archive.root.rglob("*.*")} == sources
    assert not drafts(archive)
