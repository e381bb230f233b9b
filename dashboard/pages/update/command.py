"""Ask the program that changes the sources: a process of its own, with its limits."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.desks import permission
from dashboard.desks.person import Person, Role
from dashboard.uploads import process_limits
from data.errors import StoreError

ROOT = Path(__file__).parents[3]

SECONDS = 300
"""Time after which it is ended; it then leaves everything as it was."""

SETTINGS = (
    "TROJKA_SOURCES",
    "TROJKA_CORRECTIONS",
    "TROJKA_SNAPSHOT",
    "TROJKA_UNDL",
    "TROJKA_COMMIT_CHANGES",
)
"""What it is told of the settings of this server: where the facts are, and no secret."""

Answered = dict[str, Any]
"""What it says, as one JSON object: questions, a preview, what was written, or faults."""


def add(kind: str, request: Mapping[str, Any], *, person: Person, is_written: bool) -> Answered:
    """Return what comes of a request; it is written only if asked.

    Raises
    ------
    AccessError
        If the person may not change facts.
    StoreError
        If the program does not answer.
    """
    permission.require(person, Role.STEWARD, to="change the facts")
    words = ["add", kind, "--json", "-", *(["--yes"] if is_written else [])]
    return _answered(words, json.dumps(request))


def undo(entry_id: str, *, person: Person, who: str, why: str, base: str | None) -> Answered:
    """Return what would come of taking a change back; with ``base``, take it back.

    Raises
    ------
    AccessError
        If the person may not change facts.
    StoreError
        If the program does not answer.
    """
    permission.require(person, Role.STEWARD, to="take a change of the facts back")
    words = ["undo", entry_id, "--json", f"--who={who}", f"--why={why}"]
    return _answered([*words, *([f"--base={base}", "--yes"] if base else [])], "")


def _answered(words: Sequence[str], request: str) -> Answered:
    try:
        done = subprocess.run(  # noqa: S603  # our own program, words from outside only as arguments
            [sys.executable, "-m", "etl", *words],
            cwd=ROOT,
            env=process_limits.environment(*SETTINGS),
            input=request,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        answer: Answered = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError, OSError) as error:
        said = done.stderr.strip().splitlines() if isinstance(error, ValueError) else [str(error)]
        raise StoreError(
            "the program that changes the facts",
            found=f"no answer ({said[-1] if said else 'nothing was said'})",
            expected="a preview, or what must be mended",
            do="try again; nothing was changed by half",
        ) from error
    return answer
