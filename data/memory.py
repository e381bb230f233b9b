"""What is kept of results: in this process, and on disk where making them took long.

A result is known by the function that made it, the version of the facts, the arguments, and the
provenance of the code: the text of every module of ``analytics/`` and ``data/`` and the versions
of the libraries that compute. One that is not found, is torn, or was made by other code is made
again. Losing what is kept loses time, never facts.

In this process at most `N_RESULTS` of at most `N_BYTES` stay, of all versions together, the longest
unused going first (cachetools); what is of a version that is closed goes with it. On disk they are
joblib's files, written beside one another and put in place in one step. Whoever asks for what
another is making waits for it, threads for threads and processes for processes, and is told how far
it is (`data.progress`). What is recalled is made on one thread of linear algebra (`data.threads`),
so that it is the same to the last bit on any number of cores.
"""

from __future__ import annotations

import collections
import contextlib
import fcntl
import hashlib
import itertools
import logging
import os
import pickle
import threading
import time
import weakref
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import cachetools
import joblib

from data import digests, progress, threads, whole_file
from data.errors import StoreError

Made = TypeVar("Made")

FOLDER = "kept"
"""Beside the snapshot."""

N_RESULTS = 4_000
"""Results held in a process."""

N_BYTES = 1 << 30
"""Bytes of results held in a process, as they would be pickled."""

WAIT_SECONDS = 0.2
"""Between two looks at how far another is with what is waited for."""

MIN_SECONDS = 1.0
"""What took longer to make is kept on disk too."""

DAYS_KEPT = 30
"""Files that nobody used for longer are removed."""

CODE = ("analytics", "data")
"""The packages whose modules results depend on."""

_log = logging.getLogger("trojka.memory")


class Memory:
    """Results of one version of the facts.

    Parameters
    ----------
    version : str
        Of the facts.
    folder : Path, optional
        Where files are kept; nowhere when not given, or when it cannot be written.
    """

    def __init__(self, version: str, folder: Path | None = None) -> None:
        self._version = version
        self._folder = folder
        self._mine = next(_numbers)
        self._results = _results
        self._making: dict[Hashable, _Making] = {}
        self._guard = threading.Lock()
        weakref.finalize(self, _results.forget, self._mine)
        self._turns = _Turns(folder)

    def recall(
        self,
        function: Callable[..., Made],
        arguments: tuple[Any, ...],
        named: dict[str, Any],
        *,
        key: Hashable,
    ) -> Made:
        """Return ``function(*arguments, **named)``, made once for each key.

        Parameters
        ----------
        function : callable
            Of a module, found by its name there.
        arguments, named
            What it is called with.
        key : hashable or picklable
            What tells one call from another.

        Raises
        ------
        StoreError
            If the function has no name by which it could be found again.
        """
        name = f"{function.__module__}.{function.__qualname__}"
        if "<" in name:
            raise StoreError(
                "memory",
                found=f"the function {name}",
                expected="one that stands in a module under a name of its own",
                do="give it a name; a result is known by it",
            )

        def make() -> Made:
            threads.hold_to_one()
            return function(*arguments, **named)

        whole = (name, key) if _is_hashable(key) else (name, joblib.hash(key))
        return self.once(whole, lambda: self._of_disk(name, key, make))

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what ``make`` returns, made once for each key while this process runs."""
        with self._guard:
            held = self._results.held(self._mine, key)
            _counts.add("missed" if held is None else "held")
            if held is not None:
                found: Made = held.result
                return found
            making = self._making.setdefault(key, _Making())
        with making.turn():
            held = self._results.held(self._mine, key)
            if held is not None:
                made_meanwhile: Made = held.result
                return made_meanwhile
            try:
                with progress.watched(making.note):
                    made = make()
                self._results.hold(self._mine, key, _Held(made, _n_bytes(made)))
            finally:
                with self._guard:
                    self._making.pop(key, None)
            return made

    def _of_disk(self, name: str, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return a result from its file, or make it, and keep it where that took long."""
        if self._folder is None:
            return make()
        short = name.removeprefix("analytics.").replace(".", "-")
        made_by = f"{digests.of_code(CODE)}{digests.of_libraries()}"
        digest = hashlib.sha256(f"{made_by}{joblib.hash(key)}".encode()).hexdigest()
        stem = f"{short}-{self._version}-{digest[:16]}"
        path = self._folder / f"{stem}.joblib"
        found = _read(path)
        if found is not None:
            _counts.add("read")
            return found[0]  # type: ignore[no-any-return]  # what was dumped under this name
        with self._turns.of(stem):
            found = _read(path)
            if found is not None:
                return found[0]  # type: ignore[no-any-return]
            start = time.perf_counter()
            made = make()
            if time.perf_counter() - start > MIN_SECONDS:
                _write(made, path)
            return made


class _Held(NamedTuple):
    """A result, and what it counts."""

    result: Any
    n_bytes: int


class _Results:
    """The results that this process holds, of all memories together."""

    def __init__(self) -> None:
        self._held: cachetools.LRUCache[tuple[int, Hashable], _Held] = cachetools.LRUCache(
            N_BYTES, getsizeof=lambda held: held.n_bytes
        )
        self._closed: collections.deque[int] = collections.deque()
        self._guard = threading.Lock()

    def held(self, memory: int, key: Hashable) -> _Held | None:
        """Return a result of a memory, if it is held."""
        with self._guard:
            return self._held.get((memory, key))

    def hold(self, memory: int, key: Hashable, result: _Held) -> None:
        """Hold a result; those unused for longest make room for it."""
        with self._guard:
            self._let_go()
            self._held[memory, key] = result

    def forget(self, memory: int) -> None:
        """Let go of all results of a memory that nobody has any more, when next one is held.

        It is told so in the middle of anything, by whoever drops the memory: it waits for nobody.
        """
        self._closed.append(memory)

    def _let_go(self) -> None:
        """Let go of the results of closed memories."""
        while self._closed:
            closed = self._closed.popleft()
            for key in [key for key in self._held if key[0] == closed]:
                del self._held[key]


class _Counts:
    """How often results were asked for in this process, by how they were come by."""

    def __init__(self) -> None:
        self._numbers = dict.fromkeys(("held", "missed", "read"), 0)
        self._guard = threading.Lock()

    def add(self, kind: str) -> None:
        with self._guard:
            self._numbers[kind] += 1

    def told(self) -> dict[str, int]:
        with self._guard:
            return dict(self._numbers)


_numbers = itertools.count()
_results = _Results()
_counts = _Counts()


def counts() -> dict[str, int]:
    """Return how often results were held, missed, and of those missed read from disk, so far."""
    return _counts.told()


class _Making:
    """A result that a thread is making, and how far it is."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._how_far: tuple[int, int] | None = None

    def note(self, done: int, total: int) -> None:
        """Note how far it is, for those who wait."""
        self._how_far = done, total

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for others that make the same, saying how far they are; then hold them off."""
        while not self._lock.acquire(timeout=WAIT_SECONDS):
            if self._how_far is not None:
                progress.say(*self._how_far)
        try:
            yield
        finally:
            self._lock.release()


class _Turns:
    """Lets one process at a time make a result: a lock on one byte of a file for each.

    The operating system drops the locks of a process that dies.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._file: int | None = None

    @contextlib.contextmanager
    def of(self, stem: str) -> Iterator[None]:
        """Wait for others that make the same, saying how far they are; then hold them off."""
        number = self._opened()
        if number is None or self._folder is None:
            yield
            return
        place = int(hashlib.sha256(stem.encode()).hexdigest()[:7], 16)
        note = progress.ProgressNote(self._folder / f".{stem}.progress")
        while not _is_locked(number, place):
            note.pass_on()
            time.sleep(WAIT_SECONDS)
        try:
            with progress.watched(note.write):
                yield
        finally:
            note.remove()
            fcntl.lockf(number, fcntl.LOCK_UN, 1, place)

    def _opened(self) -> int | None:
        """Return the descriptor of the file of locks, held open: closing it would drop them."""
        if self._file is None and self._folder is not None:
            with contextlib.suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                self._file = os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        return self._file


def _is_locked(number: int, place: int) -> bool:
    """Lock one byte of a file; return whether that went, or another process holds it."""
    try:
        fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
    except BlockingIOError:
        return False
    return True


class _Count:
    """A file that counts what is written and keeps none of it."""

    def __init__(self) -> None:
        self.n_bytes = 0

    def write(self, data: bytes) -> None:
        self.n_bytes += memoryview(data).nbytes


def _n_bytes(result: object) -> int:
    """Return what a result counts: its bytes if pickled, and at least its share of all that stays.

    What cannot be pickled, such as a function, counts its share.
    """
    count = _Count()
    with contextlib.suppress(pickle.PicklingError, TypeError, AttributeError):
        pickle.Pickler(count, protocol=5).dump(result)
    return min(max(count.n_bytes, N_BYTES // N_RESULTS), N_BYTES)


def _is_hashable(key: Hashable) -> bool:
    """Return whether a key can be looked up as it is."""
    try:
        hash(key)
    except TypeError:
        return False
    return True


def _read(path: Path) -> tuple[Any] | None:
    """Return what a file holds, in a tuple; None where there is no whole file."""
    try:
        found = joblib.load(path)
        os.utime(path)
    except FileNotFoundError:
        return None
    except (
        OSError,
        EOFError,
        ValueError,
        AttributeError,
        ImportError,
        IndexError,
        KeyError,
        TypeError,
        pickle.UnpicklingError,
    ) as error:
        _log.warning("%s cannot be read (%s) and is made again", path.name, type(error).__name__)
        return None
    return (found,)


def _write(made: object, path: Path) -> None:
    """Keep a result in a file put in its place in one step; where that fails, only say so."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file.replacing(path, is_private=True, is_lasting=False) as draft:
            joblib.dump(made, draft, compress=("zlib", 1))
        _sweep(path.parent)
    except (OSError, pickle.PicklingError) as error:
        _log.warning("%s is not kept on disk (%s)", path.name, error)


def forget(version: str, folder: Path) -> None:
    """Remove what is kept of results of a version of the facts."""
    for path in folder.glob(f"*-{version}-*.joblib"):
        with contextlib.suppress(OSError):
            path.unlink()


def _sweep(folder: Path) -> None:
    """Remove what nobody used for long, and drafts that a killed process left behind."""
    oldest = time.time() - DAYS_KEPT * 86_400
    for path in folder.iterdir():
        if path.suffix in (".joblib", whole_file.SUFFIX, ".progress"):
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()
