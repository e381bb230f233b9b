"""Builds that cannot end: the old snapshot stays as it was. Each runs as a process of its own."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path

from data import store
from tests.etl.archive import Archive

ROOT = Path(__file__).parents[2]


def start(archive: Archive, *command: str, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "TROJKA_SNAPSHOT": str(archive.snapshot)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]  # passed on as given
    )


def test_a_full_disk_leaves_the_old_snapshot(archive: Archive, former: bytes) -> None:
    small = 64 * 1024  # far less than a snapshot
    process = start(
        archive,
        "-m",
        "etl",
        *archive.arguments("build"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (small, small)),
    )
    _, errors = process.communicate()
    assert process.returncode == 2
    assert "Traceback" not in errors
    assert re.search(r"warehouse: found that the snapshot cannot be written there", errors)
    assert archive.snapshot.read_bytes() == former
    assert not list(archive.snapshot.parent.glob("*.draft*"))


KILLED = """
import os, sys, time
from etl.__main__ import main
def pause(draft, path):
    print("written", flush=True)
    time.sleep(60)
os.replace = pause
main(sys.argv[1:])
"""


def test_a_killed_build_leaves_the_old_snapshot_and_is_tidied_up(
    archive: Archive, former: bytes
) -> None:
    process = start(archive, "-c", KILLED, *archive.arguments("build"))
    assert process.stdout is not None
    assert any(line.strip() == "written" for line in process.stdout)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    drafts = list(archive.snapshot.parent.glob(".*.draft*"))
    assert drafts
    assert archive.snapshot.read_bytes() == former

    assert archive.run() == 0
    assert not list(archive.snapshot.parent.glob(".*.draft*"))
    assert len(store.open_snapshot().frame("states")) == 6


def test_a_fault_exits_with_2_and_no_traceback(archive: Archive) -> None:
    archive.edit("rosters/hague", "Kenya", "Kenyaa")
    process = start(archive, "-m", "etl", *archive.arguments("build"))
    _, errors = process.communicate()
    assert process.returncode == 2
    assert errors.count("\n") == 1
    assert "found State 'Kenyaa'" in errors
