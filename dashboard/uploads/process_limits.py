"""What a process that reads a stranger's file may use, and what it may not do."""

from __future__ import annotations

import os
import resource
import sys
from dataclasses import dataclass

from data import ended_first

MEGABYTE = 2**20

_KNOWN = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR", "TZ")

_NEVER = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system")
"""Beginnings of the names of what is refused: talking to others, and starting programs."""

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True)
class Limits:
    """What one process may use.

    Attributes
    ----------
    seconds : int
        After which it is ended; of its own time on a processor it has as much.
    memory : int
        Bytes of its address space: the interpreter and its libraries are in it.
    answer : int
        Bytes that it may give back.
    is_writer : bool
        Whether its libraries may write files, such as their caches.
    """

    seconds: int
    memory: int
    answer: int
    is_writer: bool = False


READING = Limits(seconds=20, memory=1024 * MEGABYTE, answer=32 * MEGABYTE)
WRITING = Limits(seconds=120, memory=2560 * MEGABYTE, answer=256 * MEGABYTE, is_writer=True)


class ForbiddenError(RuntimeError):
    """The process tried what no reading of a file needs."""


def environment(*settings: str) -> dict[str, str]:
    """Return what a process that reads a stranger's file is told of the environment: no secrets.

    Parameters
    ----------
    *settings : str
        Names of settings that it needs besides those of the machine.
    """
    return {name: os.environ[name] for name in (*_KNOWN, *settings) if name in os.environ}


def hold(limits: Limits) -> None:
    """Hold this process to its limits, for as long as it lives; it is the first to be ended."""
    ended_first.be_ended_first()
    _at_most(resource.RLIMIT_AS, limits.memory)
    _at_most(resource.RLIMIT_CPU, limits.seconds)
    _at_most(resource.RLIMIT_FSIZE, limits.answer)
    _at_most(resource.RLIMIT_CORE, 0)
    sys.dont_write_bytecode = True

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(_NEVER) or (
            event == "open" and not limits.is_writer and _is_writing(arguments[2])
        ):
            raise ForbiddenError(event)

    sys.addaudithook(refuse)


def _is_writing(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & _WRITES)


def _at_most(what: int, most: int) -> None:
    """Lower a limit of this process; one that is lower already stays."""
    _soft, hard = resource.getrlimit(what)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (least, least))
