"""A change is made whole or not at all, whoever else writes and wherever it is killed.

First the new snapshot is written beside the old one. Then, in this order: the journal gets its
entry, with what lay there before; each file is put in its place; the snapshot is; the entry is
closed. Whoever comes next finds an entry that is still open and takes it back, unless all of it was
in place. One at a time: whoever writes holds a lock, which the operating system drops if it is
killed.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data import journal, snapshots, store, whole_file
from data.errors import StoreError
from data.journal import ChangedFile, JournalEntry
from etl import build
from etl.catalog import Changed
from etl.faults import shown

LOCK = ".lock"
CORRECTIONS = "corrections.toml"
SOURCES = "sources"


@contextmanager
def alone(root: Path, corrections: Path) -> Iterator[None]:
    """Wait until nobody else changes these sources, and take back what a killed one left behind.

    Raises
    ------
    StoreError
        If the journal cannot be written, or the lock is a link.
    """
    folder = journal.journal_folder(root)
    try:
        folder.mkdir(exist_ok=True)
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        settle(root, corrections)
        yield
    finally:
        os.close(lock)


@contextmanager
def settled(root: Path, corrections: Path) -> Iterator[None]:
    """Hold the sources still while they are read, where they ever were changed by a request."""
    if (journal.journal_folder(root) / LOCK).exists():
        with alone(root, corrections):
            yield
    else:
        yield


def settle(root: Path, corrections: Path) -> None:
    """Take back every change that is not whole; a change that is, is closed."""
    folder = journal.journal_folder(root)
    for place in sorted(folder.iterdir(), reverse=True):
        if place.name.startswith(".") and place.is_dir():
            shutil.rmtree(place)
        elif (place / journal.OPEN).exists():
            if _is_whole(place, root, corrections):
                (place / journal.OPEN).unlink()
            else:
                _take_back(place, root, corrections)
                # first out of the journal, then away: a folder half removed is no entry
                gone = place.rename(place.with_name(f".{place.name}"))
                shutil.rmtree(gone)


def write(
    changed: Changed,
    record: build.Record,
    entry: JournalEntry,
    *,
    root: Path,
    corrections: Path,
) -> None:
    """Make a change: journal, files and snapshot; to be called while `alone`.

    Parameters
    ----------
    changed : mapping of Path to bytes or None
        Files as they shall be; None where one goes.
    record : Record
        What is built of them.
    entry : JournalEntry
    root, corrections : Path

    Raises
    ------
    StoreError
        If a file cannot be written; then all is as it was.
    """
    place = journal.journal_folder(root) / entry.entry_id

    def put() -> None:
        try:
            _open(place, entry, changed, root, corrections)
            for path, content in changed.items():
                _put(path, content)
        except OSError as error:
            raise _unwritable(place.parent, error) from error

    snapshots.keep()  # where somebody was killed before it had
    try:
        store.write_snapshot(
            record.tables, version=record.version, made_of=record.inputs, first=put
        )
        (place / journal.OPEN).unlink()
    except BaseException:
        settle(root, corrections)
        raise
    snapshots.keep()


def entry_files(changed: Changed, *, root: Path, corrections: Path) -> tuple[ChangedFile, ...]:
    """Return the files of a change with their checksums before and after it."""
    return tuple(
        ChangedFile(
            path=_name(path, root, corrections),
            before=checksum(path.read_bytes()) if path.is_file() else None,
            after=None if content is None else checksum(content),
        )
        for path, content in changed.items()
    )


def path_of(name: str, root: Path, corrections: Path) -> Path:
    """Return where a file lies that the journal names."""
    return corrections if name == CORRECTIONS else root / name.removeprefix(f"{SOURCES}/")


def next_id(root: Path) -> str:
    """Return the number of the next entry."""
    numbers = [
        int(place.name)
        for place in journal.journal_folder(root).iterdir()
        if place.name.isdecimal()
    ]
    return f"{max(numbers, default=0) + 1:04}"


def checksum(content: bytes) -> str:
    """Return the checksum of a file."""
    return hashlib.sha256(content).hexdigest()


def _open(
    place: Path, entry: JournalEntry, changed: Changed, root: Path, corrections: Path
) -> None:
    """Write the entry of a change that begins; from then on it can be taken back."""
    draft = place.with_name(f".{place.name}.draft")
    draft.mkdir()
    (draft / journal.ENTRY).write_text(entry.model_dump_json(indent=1) + "\n", encoding="utf-8")
    (draft / journal.OPEN).write_text(str(store.snapshot_path().absolute()), encoding="utf-8")
    for path in changed:
        if path.is_file():
            kept = draft / journal.BEFORE / _name(path, root, corrections)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, kept)
    for path in sorted(draft.rglob("*")):
        whole_file.sync(path)
    whole_file.sync(draft)
    draft.rename(place)
    whole_file.sync(place.parent)


def _put(path: Path, content: bytes | None) -> None:
    """Put a file in its place, or take it away."""
    if content is None:
        path.unlink(missing_ok=True)
        whole_file.sync(path.parent)
    else:
        whole_file.write(path, content)


def _is_whole(place: Path, root: Path, corrections: Path) -> bool:
    """Return whether the files of a change and its snapshot were all in place."""
    entry = journal.entry(place)
    snapshot = Path((place / journal.OPEN).read_text(encoding="utf-8"))
    try:
        built = store.open_snapshot(snapshot).version
    except StoreError:
        return False
    return built == entry.version and all(
        _checksum_of(path_of(file.path, root, corrections)) == file.after for file in entry.files
    )


def _take_back(place: Path, root: Path, corrections: Path) -> None:
    for file in journal.entry(place).files:
        path = path_of(file.path, root, corrections)
        kept = place / journal.BEFORE / file.path
        whole_file.clear(path)
        _put(path, None if file.before is None else kept.read_bytes())


def _checksum_of(path: Path) -> str | None:
    return checksum(path.read_bytes()) if path.is_file() else None


def _name(path: Path, root: Path, corrections: Path) -> str:
    if path == corrections:
        return CORRECTIONS
    return f"{SOURCES}/{path.relative_to(root).as_posix()}"


def _unwritable(folder: Path, error: OSError) -> StoreError:
    return StoreError(
        shown(folder),
        found=f"that the change cannot be written ({error.strerror or error})",
        expected="folders of sources and journal that can be written, with free space",
        do="change their rights or free space; all is as it was",
    )
