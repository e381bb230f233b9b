"""``python -m dashboard backup | restore``: all that a desk would miss, into one file and back."""

from __future__ import annotations

import getpass
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zipfile import ZipFile

from dashboard.backup import archive, places
from dashboard.backup.archive import Manifest
from dashboard.backup.places import Places
from dashboard.desks.person import ALONE
from dashboard.plans import address, dump, migrate, trail
from dashboard.plans.database import Database
from dashboard.plans.trail import Witness
from data import journal, store
from data.errors import StoreError

TABLES = "tables/"
"""Where the tables stand in the archive, a file each."""

ENDING = ".jsonl"


def backup(path: Path) -> Manifest:
    """Write a backup, and return what it holds.

    It holds plans, their log, briefings, counts, shares and the trail, as one moment has them; the
    sources with the list of known errors, the journal of changes, the present snapshot and those
    that are kept. The trail notes that it was made.

    Parameters
    ----------
    path : Path
        A new file; only its owner may read it.

    Raises
    ------
    StoreError
        If something is there already, a change of the facts is under way, or it cannot be written.
    PlanError
        If the database of plans cannot be read.
    """
    where = places.here()
    seen = trail.witness(ALONE)
    with closing(Database(address.of_plans())) as database:
        with database.writing() as connection:
            trail.write(connection, seen, "exported", "database", "", who=_operator())
        with database.reading() as connection:
            tables = {f"{TABLES}{name}{ENDING}": rows for name, rows in dump.tables(connection)}
            n_rows, seal = dump.end_of_trail(connection)
            step = migrate.step_of(connection) or ""
    with places.still(where):
        made = partial(
            Manifest,
            trojka_backup=archive.FORMAT,
            made=datetime.now(tz=UTC).isoformat(timespec="seconds"),
            facts_version=_version(where.snapshot),
            tables_version=step,
            trail_rows=n_rows,
            trail_seal=seal,
        )
        return archive.write(path, {**tables, **places.files(where)}, made)


def restore(path: Path, *, is_over: bool = False) -> Manifest:
    """Put back what a backup holds, all of it or nothing, and return what that is.

    The sources, the list of known errors and the journal that were here stay beside what replaces
    them. The trail notes that it was restored.

    Parameters
    ----------
    path : Path
        A backup; see `backup`.
    is_over : bool
        Whether plans, and changes of the facts, that are here and not in the backup go.

    Raises
    ------
    StoreError
        If the backup is torn or foreign, changes of the facts are here that it does not know, or
        something is mounted just where a folder or file of it goes.
    PlanError
        If there are plans here already, or the database cannot be written.
    """
    with archive.opened(path) as (manifest, held):
        try:
            with _unpacked(path, manifest, held) as folder:
                _put_back(path, manifest, held, folder, is_over=is_over)
        except OSError as error:
            raise StoreError(
                str(path),
                found=f"that it cannot be restored here ({error.strerror or error})",
                expected="room for all of it, and the right to write",
                do="free space, or let it write, and try again; nothing was restored",
            ) from error
    return manifest


def _put_back(
    path: Path, manifest: Manifest, held: ZipFile, folder: Path, *, is_over: bool
) -> None:
    """Put the tables into the database and the files that are unpacked into their places."""
    where = places.here()
    _check_snapshot(folder / places.SNAPSHOT, manifest, path)
    places.check_movable(where, folder)
    tables = {
        name.removeprefix(TABLES).removesuffix(ENDING): archive.read(path, held, name, file)
        for name, file in manifest.files.items()
        if name.startswith(TABLES)
    }
    with closing(Database(address.of_plans())) as database, places.still(where):
        if not is_over:
            _check_room(database, where, folder)
        with places.replaced(where, folder), database.writing() as connection:
            if not is_over:
                dump.check_empty(connection, database.name)  # nobody has kept anything meanwhile
            dump.put(connection, tables, step=manifest.tables_version, where=str(path))
            dump.check_trail(
                connection, n_rows=manifest.trail_rows, seal=manifest.trail_seal, where=str(path)
            )
            seen = Witness(ALONE, manifest.facts_version)
            trail.write(connection, seen, "restored", "database", manifest.made, who=_operator())


@contextmanager
def _unpacked(path: Path, manifest: Manifest, held: ZipFile) -> Iterator[Path]:
    """Return a folder with the files of a backup, but for its tables; it goes with the context."""
    files = {name: file for name, file in manifest.files.items() if not name.startswith(TABLES)}
    strange = sorted(name for name in files if name.split("/")[0] not in places.NAMES)
    if strange:
        raise archive.torn(path, f"{strange[0][:80]}, which no backup holds")
    with tempfile.TemporaryDirectory(prefix="trojka-restore-") as name:
        archive.unpack(path, held, files, Path(name))
        yield Path(name)


def _check_snapshot(snapshot: Path, manifest: Manifest, path: Path) -> None:
    """Refuse a backup whose snapshot is not of the version that it names."""
    found = _version(snapshot)
    if found != manifest.facts_version:
        raise archive.torn(path, f"a snapshot of version {found or 'none'}")


def _check_room(database: Database, where: Places, folder: Path) -> None:
    """Refuse to restore over plans, or over changes of the facts that the backup does not know."""
    with database.reading() as connection:
        dump.check_empty(connection, database.name)
    known = {(one.entry_id, one.made) for one in journal.entries(folder / places.JOURNAL)}
    lost = [
        one.entry_id
        for one in journal.entries(where.journal)
        if (one.entry_id, one.made) not in known
    ]
    if lost:
        raise StoreError(
            str(where.journal),
            found=f"changes of the facts that the backup does not know: {', '.join(lost[:5])}",
            expected="a machine without changes of its own",
            do="take a backup of this one first, then restore with --over; nothing was restored",
        )


def _version(snapshot: Path) -> str:
    """Return the version of a snapshot; empty where there is none."""
    return store.open_snapshot(snapshot, is_whole=False).version if snapshot.exists() else ""


def _operator() -> str:
    """Return who runs this command, as the machine knows them; empty where it does not."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
