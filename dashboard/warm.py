"""What a first visitor would wait for is made before, once for each version of the facts.

Beside a server that has just started, a process of its own makes it and keeps it on disk, so that
the server goes on answering; then the server reads it. What is kept is taken out of the garbage
collector's rounds: there is much of it, it stays, and looking through it again after every answer
is what would take most of a server's time.
"""

from __future__ import annotations

import gc
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.errors import TrojkaError
from data.facts import Facts, current_facts

ROOT = Path(__file__).parent.parent

Asked = tuple[Callable[..., Any], tuple[Any, ...]]

_log = logging.getLogger("trojka.warm")


def asked(facts: Facts) -> tuple[Asked, ...]:
    """Return what pages ask at first and takes long, with its arguments."""
    raise NotImplementedError


def up(facts: Facts, on_progress: Callable[[int, int], None] | None = None) -> None:
    """Make all of it, or recall it where it was made before.

    Parameters
    ----------
    facts : Facts
    on_progress : callable, optional
        Told how many of the results are made, and of how many.
    """
    questions = asked(facts)
    for done, (question, arguments) in enumerate(questions, 1):
        facts.recall(question, *arguments)
        if on_progress is not None:
            on_progress(done, len(questions))


def beside() -> threading.Thread:
    """Warm up beside a server that starts, and return the thread that does."""
    thread = threading.Thread(target=_beside, name="warm", daemon=True)
    thread.start()
    return thread


def _beside() -> None:
    command = [sys.executable, "-m", "dashboard", "warm"]
    done = subprocess.run(  # noqa: S603  # our own command
        command, cwd=ROOT, check=False, capture_output=True, preexec_fn=_last, text=True
    )
    if done.returncode:
        _log.warning("not warmed up: %s", done.stderr.strip())
        return
    try:
        up(current_facts())
    except TrojkaError as error:
        _log.warning("not warmed up: %s", error)
        return
    gc.collect()
    gc.freeze()


def _last() -> None:
    """Let readers go first."""
    os.nice(10)
