"""Builds and readers as processes, forked from one that has imported everything already.

``python -m tests.etl.processes`` reads a request a line, ``{"do": …, "folder": …}``, and answers
with the number of the process that does it, or, to ``wait``, with how that process ended.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
import traceback
from pathlib import Path

import duckdb

from data import store
from etl.__main__ import main

SMALL = 64 * 1024
"""Bytes of the largest file on a full disk: far less than a snapshot."""


class Processes:
    """The process that forks the others, as a test talks to it."""

    def __init__(self) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.etl.processes"],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, do: str, folder: Path) -> int:
        """Begin one of ``DOES`` and return the number of its process."""
        return self._ask(do=do, folder=str(folder))

    def wait(self, number: int) -> int:
        """Return the exit code of a process, or the signal that ended it, negative."""
        return self._ask(do="wait", number=number)

    def close(self) -> None:
        self._parent.communicate()

    def _ask(self, **request: object) -> int:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        print(json.dumps(request), file=self._parent.stdin, flush=True)
        return int(self._parent.stdout.readline())


def build(folder: Path) -> int:
    where = ["--sources", str(folder / "sources")]
    return main(["build", *where, "--corrections", str(folder / "corrections.toml")])


def build_on_a_full_disk(folder: Path) -> int:
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))
    return build(folder)


def build_and_pause(folder: Path) -> int:
    """Build up to the moment at which the draft would take the place of the snapshot."""

    def pause(draft: Path, path: Path) -> None:
        (folder / "written").touch()
        time.sleep(60)

    os.replace = pause  # type: ignore[assignment]  # in a process of its own
    return build(folder)


def read(folder: Path) -> int:
    """Read the snapshot whole, over and over, until told to stop; say what version told what."""
    seen = []
    while not seen or not (folder / "stop").exists():
        snapshot = store.open_snapshot()
        for table in ("states", "votes", "rollcalls"):
            assert len(snapshot.frame(table))
        with duckdb.connect(str(snapshot.path), read_only=True) as connection:
            version = connection.execute("SELECT version FROM snapshot").fetchone()
            title = connection.execute(
                "SELECT title FROM milestones WHERE date_text = '2024-09'"
            ).fetchone()
        assert version is not None
        assert title is not None
        seen.append([version[0], title[0]])
        time.sleep(0.05)
    (folder / f"seen-{os.getpid()}.json").write_text(json.dumps(seen))
    return 0


DOES = {
    "build": build,
    "build on a full disk": build_on_a_full_disk,
    "build and pause": build_and_pause,
    "read": read,
}


def _child(do: str, folder: Path) -> int:
    errors = (folder / f"errors-{os.getpid()}").open("w")
    os.dup2(errors.fileno(), sys.stderr.fileno())
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    os.environ["TROJKA_SNAPSHOT"] = str(folder / "warehouse" / "trojka.duckdb")
    try:
        return DOES[do](folder)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stderr.flush()


def _answer() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "wait":
            _, status = os.waitpid(request["number"], 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
            continue
        number = os.fork()
        if not number:
            os._exit(_child(request["do"], Path(request["folder"])))
        print(number, flush=True)


if __name__ == "__main__":
    _answer()
