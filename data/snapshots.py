"""Which snapshots are kept beside the present one, and how one of them is opened.

The last `N_KEPT` and all that are pinned lie in a folder beside the present snapshot, each under
its version. Keeping is a second name for the same file, or a copy where the disk knows no second
names, put in its place in one step. Where that fails, only the keeping is lost, never the snapshot.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data import memory, missing_columns, store
from data.errors import StoreError

FOLDER = "snapshots"
"""Beside the present snapshot."""

N_KEPT = 20
"""Snapshots kept, the latest; those that are pinned come on top of them."""

PRESENT = "now"
"""What stands for the version of the present snapshot where a version is asked for."""

_SUFFIX = ".duckdb"
_PIN = ".pinned"
_VERSION = re.compile(r"[0-9a-f]{12}")
_FEWEST_DIGITS = 4

_log = logging.getLogger("trojka.snapshots")


@dataclass(frozen=True)
class KeptSnapshot:
    """A snapshot that can be opened.

    Attributes
    ----------
    version : str
    path : Path
    written_at : datetime
    is_pinned : bool
        Whether it stays until it is unpinned.
    """

    version: str
    path: Path
    written_at: datetime
    is_pinned: bool


def keep(path: Path | None = None) -> bool:
    """Keep the snapshot that lies at ``path`` now, and let the oldest go; return whether that went.

    Where it cannot be kept, the log says so and nothing else is lost.
    """
    path = path or store.snapshot_path()
    folder = path.parent / FOLDER
    if not path.exists():
        return False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".") as drafts:
            draft = Path(drafts) / path.name
            _doubled(path, draft)
            version = store.open_snapshot(draft, is_whole=False).version
            os.replace(draft, _place(folder, version))  # noqa: PTH105  # the atomic call
        _let_go(folder)
    except (OSError, StoreError) as error:
        _log.warning("the snapshot %s is not kept (%s)", path, error)
        return False
    return True


def kept(path: Path | None = None) -> tuple[KeptSnapshot, ...]:
    """Return the snapshots that are kept beside the one at ``path``, the latest first."""
    return tuple(_listed((path or store.snapshot_path()).parent / FOLDER))


def open_kept(version: str, path: Path | None = None, *, is_whole: bool = True) -> store.Snapshot:
    """Return the snapshot of a version: the present one, or one that is kept.

    Parameters
    ----------
    version : str
    path : Path, optional
        Of the present snapshot.
    is_whole : bool
        Whether it has to answer what pages ask. A kept one may have been written before a table or
        column was thought of: it knew nothing of it, and is read so.

    Raises
    ------
    StoreError
        If it is not kept, or lacks a column that cannot be left unknown.
    """
    path = path or store.snapshot_path()
    if path.exists():
        present = store.open_snapshot(path, is_whole=False)
        if version in (present.version, PRESENT):
            if is_whole:
                missing_columns.refuse_any(path, present.lacks)
            return present
    found = store.open_snapshot(place_of(version, path), is_whole=False)
    if is_whole:
        missing_columns.refuse_needed(version, found.lacks)
    return found


def version_named(text: str, path: Path | None = None) -> str:
    """Return the version that is meant by its first digits, or by `PRESENT`.

    Raises
    ------
    StoreError
        If none or several of those that can be opened begin so.
    """
    path = path or store.snapshot_path()
    present = store.open_snapshot(path, is_whole=False).version if path.exists() else None
    if present and text in (PRESENT, present):
        return present
    known = {one.version for one in kept(path)} | ({present} if present else set())
    found = sorted(version for version in known if version.startswith(text))
    if len(found) == 1 and len(text) >= _FEWEST_DIGITS:
        return found[0]
    if len(found) > 1:
        raise StoreError(
            f"snapshot {text[:12]}",
            found=f"{len(found)} that begin so: {', '.join(found)}",
            expected="one",
            do="name more of its digits",
        )
    raise _not_kept(text)


def pin(version: str, path: Path | None = None) -> None:
    """Keep a snapshot until it is unpinned.

    Raises
    ------
    StoreError
        If it is not kept, or the folder cannot be written.
    """
    place = place_of(version, path or store.snapshot_path())
    try:
        place.with_suffix(_PIN).touch()
    except OSError as error:
        raise _unwritable(place.parent, error) from error


def unpin(version: str, path: Path | None = None) -> None:
    """Let a snapshot go once `N_KEPT` later ones are kept.

    Raises
    ------
    StoreError
        If it is not kept, or the folder cannot be written.
    """
    place = place_of(version, path or store.snapshot_path())
    try:
        place.with_suffix(_PIN).unlink(missing_ok=True)
        _let_go(place.parent)
    except OSError as error:
        raise _unwritable(place.parent, error) from error


def _place(folder: Path, version: str) -> Path:
    return folder / f"{version}{_SUFFIX}"


def place_of(version: str, path: Path) -> Path:
    """Return where a version is kept; only what has the form of one is looked for."""
    place = _place(path.parent / FOLDER, version)
    if not _VERSION.fullmatch(version) or not place.is_file():
        raise _not_kept(version)
    return place


def _doubled(path: Path, draft: Path) -> None:
    """Give a file a second name, or copy it where that is not possible."""
    try:
        os.link(path, draft)  # a hard link, not one that can lead elsewhere
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(path, draft)
        with draft.open("rb") as file:
            os.fsync(file.fileno())


def _listed(folder: Path) -> list[KeptSnapshot]:
    found = []
    for place in folder.glob(f"*{_SUFFIX}"):
        with contextlib.suppress(FileNotFoundError):  # another process let it go meanwhile
            if _VERSION.fullmatch(place.stem):
                seconds = place.stat().st_mtime
                found.append(
                    KeptSnapshot(
                        version=place.stem,
                        path=place,
                        written_at=datetime.fromtimestamp(seconds, UTC),
                        is_pinned=place.with_suffix(_PIN).exists(),
                    )
                )
    return sorted(found, key=lambda one: (one.written_at, one.version), reverse=True)


def _let_go(folder: Path) -> None:
    """Remove what is neither pinned nor among the latest, and what a killed process left behind.

    What was kept of results goes with the snapshot that they are of.
    """
    unpinned = [one for one in _listed(folder) if not one.is_pinned]
    for old in unpinned[N_KEPT:]:
        old.path.unlink(missing_ok=True)
        memory.forget(old.version, folder.parent / memory.FOLDER)
    yesterday = time.time() - 86_400
    for left in folder.glob(".*"):
        with contextlib.suppress(FileNotFoundError):
            if left.is_dir() and left.stat().st_mtime < yesterday:
                shutil.rmtree(left, ignore_errors=True)


def _not_kept(version: str) -> StoreError:
    shown = version if version.isascii() and version.isprintable() else ascii(version)
    return StoreError(
        f"snapshot {shown[:40]}",
        found="that it is not kept here any more, or never was",
        expected=f"one of the last {N_KEPT}, or a pinned one",
        do="open today's facts, or see python -m etl snapshots",
    )


def _unwritable(folder: Path, error: OSError) -> StoreError:
    return StoreError(
        str(folder),
        found=f"that it cannot be written ({error.strerror or error})",
        expected="a writable folder",
        do="change its rights, or free space",
    )
