"""Readers beside whoever writes: they read all the time, and none may see half of anything."""

from __future__ import annotations

import json
from pathlib import Path

from data import snapshots
from tests.etl import processes
from tests.etl.processes import Processes


class Readers:
    """Processes that read the snapshot in a folder until they are stopped.

    Parameters
    ----------
    started : Processes
    folder : Path
    n_readers : int
    """

    def __init__(self, started: Processes, folder: Path, n_readers: int) -> None:
        self._processes = started
        self._folder = folder
        self._held = dict([processes.look()])
        self._numbers = [started.start("read", folder) for _ in range(n_readers)]

    def note(self, path: Path | None = None) -> None:
        """Note what a snapshot holds, the present one at first: readers may have seen it."""
        version, digest = processes.look(path)
        assert self._held.setdefault(version, digest) == digest

    def note_kept(self) -> None:
        """Note what every snapshot holds that is kept."""
        for one in snapshots.kept():
            self.note(one.path)

    def stop(self) -> int:
        """Let the readers end, check what each saw, and return how often they read.

        Every version that one saw was noted, and held what it holds, whole.
        """
        (self._folder / "stop").touch()
        n_read = 0
        for number in self._numbers:
            ended = self._processes.wait(number)
            assert ended == 0, (self._folder / f"errors-{number}").read_text()
            seen = json.loads((self._folder / f"seen-{number}.json").read_text())
            assert seen
            assert all(self._held[version] == digest for version, digest in seen)
            n_read += len(seen)
        return n_read
