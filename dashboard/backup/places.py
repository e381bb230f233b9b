"""Where the files lie that a backup holds beside the tables of plans, and how they are put back.

They are the sources, the list of known errors, the journal of changes, the present snapshot and
those that are kept.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data import journal, settings, snapshots, store
from data.errors import StoreError

CORRECTIONS = Path(__file__).parents[2] / "etl" / "corrections.toml"
"""Where the list of known errors lies unless ``TROJKA_CORRECTIONS`` names another place."""

LOCK = ".lock"
"""File of the journal that whoever changes the sources holds."""

JOURNAL, SNAPSHOT = "journal", "snapshot.duckdb"
NAMES = ("sources", "corrections.toml", JOURNAL, SNAPSHOT, "snapshots")
"""What a backup calls the places of `Places`, in their order."""

MOUNTS = Path("/proc/self/mountinfo")
"""Where Linux lists what is mounted, a line each; the fifth word is the place."""

_ESCAPED = re.compile(r"\\([0-7]{3})")
"""How a blank stands in the name of such a place."""

ASIDE = ".before-restore"
"""What the name of a file or folder ends in that made room for what was restored."""


@dataclass(frozen=True)
class Places:
    """Where the files lie, by what a backup calls them.

    Attributes
    ----------
    sources, journal : Path
        Folders.
    corrections, snapshot : Path
        Files.
    kept : Path
        The folder of the snapshots that are kept.
    """

    sources: Path
    corrections: Path
    journal: Path
    snapshot: Path
    kept: Path

    def by_name(self) -> dict[str, Path]:
        """Return every place by its name in a backup."""
        held = (self.sources, self.corrections, self.journal, self.snapshot, self.kept)
        return dict(zip(NAMES, held, strict=True))


def here() -> Places:
    """Return where the files lie, as the environment says.

    Raises
    ------
    StoreError
        If a setting names no place.
    """
    sources = journal.sources_folder()
    snapshot = store.snapshot_path().absolute()
    return Places(
        sources=sources,
        corrections=settings.place("TROJKA_CORRECTIONS", CORRECTIONS).absolute(),
        journal=journal.journal_folder(sources),
        snapshot=snapshot,
        kept=snapshot.parent / snapshots.FOLDER,
    )


@contextmanager
def still(places: Places) -> Iterator[None]:
    """Hold sources, journal and snapshot still while they are read or put back.

    Raises
    ------
    StoreError
        If a change was cut off in the middle, which a build takes back.
    """
    lock = places.journal / LOCK
    if not lock.exists():
        yield
        return
    with os.fdopen(os.open(lock, os.O_RDWR | os.O_NOFOLLOW), "rb+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if any(places.journal.glob(f"*/{journal.OPEN}")):
            raise StoreError(
                str(places.journal),
                found="a change that was cut off in the middle",
                expected="changes that are whole",
                do="run python -m etl build, which takes it back, and try again",
            )
        yield


def files(places: Places) -> dict[str, Path]:
    """Return every file by its name in a backup; links are passed over."""
    found = {}
    for name, place in places.by_name().items():
        if place.is_file():
            found[name] = place
        elif place.is_dir():
            for path in sorted(place.rglob("*")):
                if path.is_file() and not path.is_symlink() and not _is_hidden(path, place):
                    found[f"{name}/{path.relative_to(place).as_posix()}"] = path
    return found


def check_movable(places: Places, unpacked: Path) -> None:
    """Refuse a place at which something is mounted: it cannot make room for what was unpacked.

    Raises
    ------
    StoreError
        If there is one. Nothing was touched.
    """
    for name, place in places.by_name().items():
        if (unpacked / name).exists() and is_mounted(place):
            raise StoreError(
                str(place),
                found="a place at which something is mounted, so that it cannot be moved aside",
                expected="a place that can be moved aside, as what was there stays beside it",
                do="mount the folder above it instead, and try again; nothing was restored",
            )


def is_mounted(place: Path) -> bool:
    """Return whether something is mounted just at a place, be it a part of the same disk."""
    if place.is_symlink():
        return False  # the link is moved, not what it leads to
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:  # a system that does not list what is mounted
        return place.is_mount()
    points = {_ESCAPED.sub(lambda found: chr(int(found[1], 8)), line.split()[4]) for line in lines}
    return str(place.resolve()) in points


@contextmanager
def replaced(places: Places, unpacked: Path) -> Iterator[None]:
    """Put back what was unpacked; if the work of the context fails, all is as it was before.

    Sources, list of errors and journal that were there stay beside what replaces them.
    """
    moved: list[tuple[Path, Path]] = []
    put: list[Path] = []
    try:
        for name, place in places.by_name().items():
            draft = unpacked / name
            if not draft.exists():
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.exists():
                aside = _aside(place)
                place.rename(aside)
                moved.append((aside, place))
            shutil.move(draft, place)
            put.append(place)
        yield
    except BaseException:
        for place in reversed(put):
            shutil.move(place, unpacked / f"withdrawn-{place.name}")
        for aside, place in reversed(moved):
            aside.rename(place)
        raise
    for aside, place in moved:  # what a build makes again need not stay
        if place == places.snapshot:
            aside.unlink()
        elif place == places.kept:
            shutil.rmtree(aside)


def _aside(place: Path) -> Path:
    """Return a name beside a place that nothing has yet."""
    number = 1
    while (aside := place.with_name(f"{place.name}{ASIDE}-{number}")).exists():
        number += 1
    return aside


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
