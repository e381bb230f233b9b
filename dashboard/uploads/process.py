"""Starts the process that reads a file, waits for it no longer than it may take, and hears it."""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from dashboard.plans.strict import UnreadableError
from dashboard.uploads import process_limits
from dashboard.uploads.tasks import TASKS, Header, Task
from data.errors import BriefingError, PlanError

ROOT = Path(__file__).parents[2]

AT_ONCE = 2
"""Files that are read at a time; who comes then waits, and is told if that takes long."""

WAIT_SECONDS = 20

_log = logging.getLogger("trojka.uploads")
_places = threading.BoundedSemaphore(AT_ONCE)

Fault = type[PlanError] | type[BriefingError]


def answered(name: str, header: Header, content: bytes, *, fault: Fault) -> bytes:
    """Return what a process of its own makes of a file.

    Parameters
    ----------
    name : str
        Key of `TASKS`.
    header : mapping
        What is said of the file; ``where`` is the name by which messages call it.
    content : bytes
        Of the file.
    fault : type
        Kind of the error that is raised.

    Raises
    ------
    PlanError, BriefingError
        With the faults of the file; or if reading it took too long or too much memory, or ended
        the process.
    """
    task, where = TASKS[name], str(header["where"])
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise fault(
            where,
            found="too many files that are being read",
            expected="a free place",
            do="try again in a moment; nothing was changed",
        )
    try:
        with tempfile.TemporaryFile() as said:
            ended = _run(name, task, json.dumps(dict(header)).encode() + b"\n" + content, said)
            said.seek(0)
            answer, told = _parts(said)
    finally:
        _places.release()
    if ended == 0 and answer.get("answer") == "read":
        return told
    if ended == 0 and answer.get("answer") == "faults":
        raise _again(answer["faults"], fault)
    found = _reason(ended, answer, task)
    _log.warning("a file for %s was not read: %s", name, found)
    raise fault(
        where,
        found=found,
        expected=task.expected,
        do="check that it is the right file; nothing was changed",
    )


def _run(name: str, task: Task, given: bytes, said: IO[bytes]) -> int | None:
    """Return the code with which the process ended; none if it was ended after its time."""
    try:
        return subprocess.run(  # noqa: S603  # our own program; what is handed in is its input
            [sys.executable, "-m", "dashboard.uploads", name],
            cwd=ROOT,
            env={
                **process_limits.environment(),
                "OPENBLAS_NUM_THREADS": "1",
                "MALLOC_ARENA_MAX": "2",
            },
            input=given,
            stdout=said,
            stderr=subprocess.DEVNULL,
            timeout=task.limits.seconds,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return None


def _parts(said: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Return what the process answered, and the bytes behind it; nothing where it broke off."""
    try:
        answer = json.loads(said.readline())
    except ValueError:
        return {}, b""
    return (answer if isinstance(answer, dict) else {}), said.read()


def _again(parts: Sequence[dict[str, str]], fault: Fault) -> PlanError | BriefingError:
    """Return the faults that the process found, as it raised them."""
    faults = [fault(one["where"], **{key: one[key] for key in _SAID}) for one in parts]
    many = [one for one in faults if isinstance(one, PlanError)]
    return UnreadableError(many) if len(many) > 1 else faults[0]


_SAID = ("found", "expected", "do")


def _reason(ended: int | None, answer: dict[str, Any], task: Task) -> str:
    """Return why a file was not read."""
    if ended is None or ended == -signal.SIGXCPU:
        return f"a file that takes longer than {task.limits.seconds} s"
    if answer.get("answer") == "memory" or ended in (-signal.SIGABRT, -signal.SIGKILL):
        return f"a file that takes more than {task.limits.memory // 2**20:,} MB of memory"
    if answer.get("answer") == "broken":
        return f"parts that do not fit together ({answer.get('kind')})"
    return "a file that ended the program reading it"
