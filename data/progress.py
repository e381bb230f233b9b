"""How far long work is: whoever does it says so, and whoever waits for it is told.

Neither knows the other. Work that has parts says how many are done (`say`); a page, a command line
or another process that waits listens (`watched`).
"""

from __future__ import annotations

import contextlib
import contextvars
import time
from collections.abc import Callable, Iterator
from pathlib import Path

Listener = Callable[[int, int], None]
"""Told the number of parts done and their total."""

WRITE_SECONDS = 0.5
"""Between two notes of how far work is, for other processes."""

_listeners: contextvars.ContextVar[tuple[Listener, ...]] = contextvars.ContextVar(
    "listeners", default=()
)


def say(done: int, total: int) -> None:
    """Tell everyone who listens in this thread how far the work is."""
    for listener in _listeners.get():
        listener(done, total)


@contextlib.contextmanager
def watched(listener: Listener) -> Iterator[None]:
    """Tell a listener of work that is done in this thread while the context lasts."""
    token = _listeners.set((*_listeners.get(), listener))
    try:
        yield
    finally:
        _listeners.reset(token)


class ProgressNote:
    """A file in which one process notes for others how far its work is.

    Where it cannot be written nobody is told: that costs no more than the telling.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written = 0.0

    def write(self, done: int, total: int) -> None:
        """Note how far the work is, now and then."""
        now = time.monotonic()
        if now - self._written > WRITE_SECONDS:
            self._written = now
            with contextlib.suppress(OSError):
                self._path.write_text(f"{done} {total}", encoding="ascii")

    def pass_on(self) -> None:
        """Say in this process how far the other one is, if it noted anything."""
        try:
            done, total = map(int, self._path.read_text(encoding="ascii").split())
        except (OSError, ValueError):
            return
        say(done, total)

    def remove(self) -> None:
        """Remove the file: the work has ended."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
