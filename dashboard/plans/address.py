"""Where plans are kept: a SQLite file, or the PostgreSQL database that an address names."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa

from data.errors import PlanError

FILE = Path(__file__).parents[2] / "var" / "plans.sqlite"
"""Where plans lie unless ``TROJKA_PLANS_URL`` names another place."""

BUSY_SECONDS = 10.0
"""How long to wait while others write."""

ANSWER_SECONDS = 30
"""How long a PostgreSQL server may be silent."""

TURN_SECONDS = 10.0
"""How long to wait for one of the connections to a PostgreSQL server that are open at once."""

OWNER_FOLDER, OWNER_FILE = 0o700, 0o600
"""Rights of a folder and of a file that are made: its owner's, nobody else's."""

OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""Rights of anybody else."""

BESIDE = ("-wal", "-shm")
"""How the names of files end that SQLite lays beside a database."""

MAX_CHARACTERS = 2_000
"""No address of a database comes near this."""

_EXPECTED = "sqlite:///path/to/file or postgresql://user@host/name"


def of_plans() -> str:
    """Return the address of the database of plans: ``TROJKA_PLANS_URL``, or the default file."""
    return os.environ.get("TROJKA_PLANS_URL") or f"sqlite:///{FILE}"


def engine(url: str) -> sa.Engine:
    """Return an engine for an address; nothing is opened yet.

    A SQLite file is opened afresh for each transaction and never made on the way: a file that is
    gone is an error, not an empty database. Writers take turns from their first word on.

    Raises
    ------
    PlanError
        If the address is neither a SQLite file nor PostgreSQL, or cannot be read.
    """
    if len(url) > MAX_CHARACTERS or not url.isprintable():
        raise _unfit("an address that is far too long, or holds a hidden character")
    try:
        address = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise _unfit("an address that cannot be read") from error
    if not (address.database or "").isprintable():
        raise _unfit("an address that holds a hidden character")
    backend = address.get_backend_name()
    if backend == "sqlite" and address.database and address.database != ":memory:":
        return _sqlite(Path(address.database))
    if backend in ("postgresql", "postgres"):
        return _postgresql(address)
    raise _unfit(f"an address of {backend}" + ("" if address.database else " without a file"))


def file_of(url: str) -> Path | None:
    """Return the file that an address names; nothing for a server."""
    address = sa.make_url(url)
    return Path(address.database) if address.drivername == "sqlite" and address.database else None


def create_file(path: Path) -> None:
    """Make an empty database, and its folder, where there is none; for its owner's eyes only."""
    path.parent.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    path.touch(mode=OWNER_FILE)
    with sqlite3.connect(path, timeout=BUSY_SECONDS) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def keep_to_owner(path: Path) -> None:
    """Take from others the right to read a database that an earlier version made for all to read.

    To be called of a file that was found to be a database of plans, never before: an address may
    name any file of the machine. Where it belongs to somebody else, it is left as it is.
    """
    for part in (path, *(path.with_name(path.name + ending) for ending in BESIDE)):
        with contextlib.suppress(OSError):
            found = part.lstat()
            if stat.S_ISREG(found.st_mode) and found.st_mode & OTHERS:
                part.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)


def _sqlite(path: Path) -> sa.Engine:
    uri = f"file:{quote(str(path.absolute()))}?mode=rw"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA synchronous = FULL")  # a save that is told is on the disk
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    made = sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.NullPool)

    @sa.event.listens_for(made, "begin")
    def _begin(connection: sa.Connection) -> None:
        is_reading = connection.get_execution_options().get("is_reading", False)
        connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")

    return made


def _postgresql(address: sa.URL) -> sa.Engine:
    arguments: dict[str, object] = {"timeout": ANSWER_SECONDS}
    mode = address.query.get("sslmode")
    if mode is not None:
        if mode not in ("require", "verify-full"):
            raise _unfit(f"sslmode={mode}")
        arguments["ssl_context"] = True  # certificates are always checked
    made = sa.create_engine(
        address.set(drivername="postgresql+pg8000").difference_update_query(["sslmode"]),
        connect_args=arguments,
        pool_pre_ping=True,
        pool_recycle=600,
        pool_timeout=TURN_SECONDS,
    )

    @sa.event.listens_for(made, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS:.0f}s'")

    return made


def _unfit(found: str) -> PlanError:
    return PlanError(
        "TROJKA_PLANS_URL", found=found, expected=_EXPECTED, do="correct it and start again"
    )
