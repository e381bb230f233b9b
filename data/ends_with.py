"""A process that works for another ends with it, also where that one is killed."""

from __future__ import annotations

import os
import threading

SECONDS = 2.0
"""How often it looks whether the other is there."""

_watching = threading.Event()


def this_program() -> int:
    """Return the number of this process, for those that work for it."""
    return os.getpid()


def end_with(program: int) -> None:
    """Let this process end with the program that began it; nothing where another began it.

    Parameters
    ----------
    program : int
        Number of the process that may have begun this one, as it knows itself.
    """
    if os.getppid() == program and not _watching.is_set():
        _watching.set()
        threading.Thread(target=_watch, args=(program,), name="ends-with", daemon=True).start()


def _watch(program: int) -> None:
    never = threading.Event()
    while os.getppid() == program:
        never.wait(SECONDS)
    os._exit(0)  # nobody is there to be told anything
