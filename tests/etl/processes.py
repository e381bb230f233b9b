"""Builds, changes and readers as processes, forked from one that has imported everything already.

``python -m tests.etl.processes`` reads a request a line, ``{"do": …, "folder": …, "words": …}``,
and answers with the number of the process that does it, or, to ``wait``, with how that process
ended. What a process says lies in its folder, in ``said-NUMBER`` and ``errors-NUMBER``.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from data import facts, store
from etl.__main__ import main
from etl.changes import answers, writing
from tests.etl.changes.desk import REQUESTS, SOURCE

SMALL = 64 * 1024
"""Bytes of the largest file on a full disk: far less than a snapshot."""

TABLES = ("aliases", "corrections", "instruments", "memberships", "milestones", "rollcalls",
          "states", "stances", "votes")  # fmt: skip
"""What a reader reads whole."""

PAUSE_SECONDS = 0.5
"""Between two readings: whoever writes needs a core too."""

STEPS = ("os.fsync", "os.replace", "pathlib.Path.rename", "pathlib.Path.replace",
         "pathlib.Path.unlink")  # fmt: skip
"""Calls between which a change can be killed: each makes one step of it."""


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

    def start(self, do: str, folder: Path, *words: str) -> int:
        """Begin one of ``DOES`` and return the number of its process."""
        return self._ask(do=do, folder=str(folder), words=words)

    def wait(self, number: int) -> int:
        """Return the exit code of a process, or the signal that ended it, negative."""
        return self._ask(do="wait", number=number)

    def run(self, do: str, folder: Path, *words: str) -> int:
        """Do one of ``DOES`` to its end, and return how it ended."""
        return self.wait(self.start(do, folder, *words))

    def close(self) -> None:
        self._parent.communicate()

    def _ask(self, **request: object) -> int:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        print(json.dumps(request), file=self._parent.stdin, flush=True)
        return int(self._parent.stdout.readline())


def _places(folder: Path) -> list[str]:
    where = ["--sources", str(folder / "sources")]
    return [*where, "--corrections", str(folder / "corrections.toml")]


def build(folder: Path) -> int:
    return main(["build", *_places(folder)])


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


def change(folder: Path, kind: str) -> int:
    """Make a change of a kind, as another program asks for it."""
    request = folder / f"request-{os.getpid()}.json"
    said = {"who": "A. Desk", "why": "Published", "source": SOURCE, **REQUESTS[kind]}
    request.write_text(json.dumps(said))
    return main(["add", kind, "--json", str(request), "--yes", *_places(folder)])


def die_before(step: int) -> None:
    """Let this process be killed before a step of what it does next."""
    left = step

    def dying(call: Callable[..., Any]) -> Callable[..., Any]:
        def one_step(*given: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*given, **named)

        return one_step

    for name in STEPS:
        owner, _, call = name.rpartition(".")
        module, _, kind = owner.partition(".")
        place: Any = importlib.import_module(module)
        place = getattr(place, kind) if kind else place
        setattr(place, call, dying(getattr(place, call)))


def change_until_killed(folder: Path, kind: str, step: str) -> int:
    """Make a change, and be killed before a step of it."""
    die_before(int(step))
    return change(folder, kind)


def write_and_be_killed(folder: Path, kind: str, *moments: str) -> int:
    """Write one change over and over, killed at another moment each time, and settle it.

    It is built once. Then writers, each a process of its own, write it: the first to its end, the
    others until they are killed, before a step of it (``9``) or after a share of the time that the
    first one took (``0.37``). After each, all is put back. What lay there before stands in
    ``killed.json``: moment, exit code, and the state as `state_of` returns it.
    """
    write, told = writing.write, []

    def in_forks(*given: Any, root: Path, corrections: Path) -> None:
        kept = Kept(folder)
        seconds = 0.0
        for moment in ("end", *moments):
            began = time.perf_counter()
            number = os.fork()
            if not number:
                if moment.isdecimal():
                    die_before(int(moment))
                write(*given, root=root, corrections=corrections)
                os._exit(0)
            if "." in moment:
                time.sleep(float(moment) * seconds)
                os.kill(number, signal.SIGKILL)
            _, status = os.waitpid(number, 0)
            seconds = seconds or time.perf_counter() - began
            writing.settle(root, corrections)
            told.append([moment, os.waitstatus_to_exitcode(status), state_of(folder)])
            kept.put_back()

    writing.write = in_forks  # type: ignore[assignment]  # in a process of its own
    code = change(folder, kind)
    (folder / "killed.json").write_text(json.dumps(told))
    return code


def state_of(folder: Path) -> list[Any]:
    """Return the version of the snapshot, a digest of the sources, and the entries of the journal.

    The sources are every file, drafts too, and the corrections.
    """
    paths = sorted(path for path in (folder / "sources").rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in (*paths, folder / "corrections.toml"):
        digest.update(f"{path.relative_to(folder)}\n".encode() + path.read_bytes())
    listed = sorted(path.name for path in (folder / "journal").glob("[!.]*"))
    return [store.open_snapshot().version, digest.hexdigest(), listed]


class Kept:
    """The small archive and its snapshot as they are, to be put back."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._copy = folder / "kept"
        shutil.copytree(folder / "sources", self._copy / "sources")
        for name in ("corrections.toml", "warehouse/trojka.duckdb"):
            shutil.copy(folder / name, self._copy / Path(name).name)

    def put_back(self) -> None:
        """Put it back, and the entries of the journal away; readers see one or the other."""
        shutil.rmtree(self._folder / "sources")
        shutil.copytree(self._copy / "sources", self._folder / "sources")
        for place in (self._folder / "journal").glob("[!.]*"):
            shutil.rmtree(place)
        for name in ("corrections.toml", "warehouse/trojka.duckdb"):
            draft = self._folder / f"{name}.back"
            shutil.copy(self._copy / Path(name).name, draft)
            draft.replace(self._folder / name)


def work(folder: Path, desk: str, n_changes: str) -> int:
    """Add milestones one after the other, as one of several desks."""
    places = {"root": folder / "sources", "corrections": folder / "corrections.toml"}
    for n in range(int(n_changes)):
        said = {"who": desk, "why": "Published", "source": SOURCE, **REQUESTS["milestone"]}
        said["title"] = f"Meeting {n} of {desk}"
        asked = answers.request("milestone", said, **places)
        answers.add(asked, "milestone", **places, is_written=True, now=datetime.now(UTC))
    return 0


def look(path: Path | None = None) -> tuple[str, str]:
    """Return the version of a snapshot, the present one at first, and a digest of what it holds."""
    digest = hashlib.sha256()
    snapshot = store.open_snapshot(path)
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        row = connection.execute("SELECT version FROM snapshot").fetchone()
        for table in TABLES:
            rows = connection.execute(f"FROM {table} ORDER BY ALL").fetchall()
            assert rows or table == "corrections"
            digest.update(repr(rows).encode())
    assert row is not None
    return row[0], digest.hexdigest()


def read(folder: Path) -> int:
    """Read the snapshot whole, over and over, until told to stop; say what version held what.

    Votes are read as pages read them, of facts that were opened before.
    """
    seen = []
    while not seen or not (folder / "stop").exists():
        opened = facts.of_snapshot(store.open_snapshot())
        assert len(opened.votes)
        seen.append(look())
        time.sleep(PAUSE_SECONDS)
    (folder / f"seen-{os.getpid()}.json").write_text(json.dumps(seen))
    return 0


DOES: dict[str, Callable[..., int]] = {
    "build": build,
    "build on a full disk": build_on_a_full_disk,
    "build and pause": build_and_pause,
    "change": change,
    "change until killed": change_until_killed,
    "write and be killed": write_and_be_killed,
    "work": work,
    "read": read,
}


def _child(do: str, folder: Path, words: list[str]) -> int:
    for stream, name in ((sys.stderr, "errors"), (sys.stdout, "said")):
        file = (folder / f"{name}-{os.getpid()}").open("w")
        os.dup2(file.fileno(), stream.fileno())
    os.environ["TROJKA_SNAPSHOT"] = str(folder / "warehouse" / "trojka.duckdb")
    try:
        return DOES[do](folder, *words)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stderr.flush()
        sys.stdout.flush()


def _answer() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "wait":
            _, status = os.waitpid(request["number"], 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
            continue
        number = os.fork()
        if not number:
            os._exit(_child(request["do"], Path(request["folder"]), request["words"]))
        print(number, flush=True)


if __name__ == "__main__":
    _answer()
