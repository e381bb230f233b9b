"""One database of plans: transactions, and what goes wrong in them, in words."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from dashboard.plans import address, migrate
from data.errors import PlanError

_SQLITE = (
    ("SQLITE_BUSY", "busy"),
    ("SQLITE_LOCKED", "busy"),
    ("SQLITE_READONLY", "read_only"),
    ("SQLITE_FULL", "full"),
    ("SQLITE_IOERR_WRITE", "full"),
    ("SQLITE_CANTOPEN", "gone"),
    ("SQLITE_NOTADB", "foreign"),
    ("SQLITE_CORRUPT", "foreign"),
)
"""Names of SQLite's errors, by how they begin."""

_POSTGRESQL = (
    ("55P03", "busy"),
    ("53100", "full"),
    ("25006", "read_only"),
    ("42501", "read_only"),
    ("28", "refused"),
    ("3D000", "gone"),
    ("42P01", "gone"),
    ("57P", "gone"),
    ("08", "gone"),
)
"""PostgreSQL's codes, by how they begin."""

_WORDS = {
    "busy": (
        "that others kept it locked for too long",
        "a turn to write",
        "try again in a moment",
    ),
    "read_only": (
        "that it may only be read",
        "the right to write",
        "let it write to the file and its folder, or set TROJKA_PLANS_URL",
    ),
    "full": (
        "a disk that is full",
        "room for the plan",
        "free some space, then try again",
    ),
    "gone": (
        "no database that can be opened",
        "the one in which plans are kept",
        "put it back or start the server, or start Trojka anew to begin an empty one",
    ),
    "refused": (
        "a server that does not let us in",
        "the right user and password",
        "correct TROJKA_PLANS_URL",
    ),
    "foreign": (
        "something that is no database of plans, or a damaged one",
        "a database written by Trojka",
        "restore it from a backup, or name another place with TROJKA_PLANS_URL",
    ),
}
"""Each fault as what was found, what was expected and what to do."""


class Database:
    """Where plans are kept.

    Attributes
    ----------
    name : str
        The address without its password, for messages.
    """

    def __init__(self, url: str) -> None:
        self._engine = address.engine(url)
        self.name = sa.make_url(url).render_as_string(hide_password=True)
        try:
            self._prepare(url)
        except PlanError:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Return a connection that sees one state of everything, and waits for nobody.

        Raises
        ------
        PlanError
            If the database cannot be read.
        """
        with self._in_words(), self._engine.connect() as connection:
            connection.execution_options(is_reading=True)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Return a connection whose work is kept whole once the block ends, or not at all.

        Raises
        ------
        PlanError
            If the database cannot be written; nothing is changed then.
        """
        with self._in_words(), self._engine.begin() as connection:
            yield connection

    def answer(self) -> None:
        """Read from it, so that one that does not answer says so.

        Raises
        ------
        PlanError
            If it does not.
        """
        with self.reading() as connection:
            migrate.is_current(connection)

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    def _prepare(self, url: str) -> None:
        """Make the file where there is none, and bring the tables to this version."""
        path = address.file_of(url)
        with self._in_words():
            if path is not None and not path.exists():
                address.create_file(path)
        with self.reading() as connection:
            is_current = migrate.is_current(connection)
        if not is_current:
            with self.writing() as connection:
                migrate.upgrade(connection)
        if path is not None:
            address.keep_to_owner(path)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Turn what the database says into a sentence."""
        try:
            yield
        except (sa.exc.DBAPIError, sa.exc.TimeoutError, sqlite3.Error, OSError) as error:
            raise self._fault(error) from error

    def _fault(self, error: Exception) -> PlanError:
        raw = error.orig if isinstance(error, sa.exc.DBAPIError) and error.orig else error
        kind = _kind(raw)
        text = str(raw).strip().splitlines() or [type(raw).__name__]
        found, expected, do = _WORDS.get(kind, (text[0], "a database that answers", "try again"))
        return PlanError(
            f"plans in {self.name}",
            found=found,
            expected=expected,
            do=f"{do}; what is on screen is not lost, and can be downloaded",
            reason=kind or None,
        )


@functools.lru_cache(maxsize=4)
def opened(url: str) -> Database:
    """Return the database of an address, opened once.

    Raises
    ------
    PlanError
        If it cannot be opened, or was written by a newer version.
    """
    return Database(url)


def _kind(error: BaseException) -> str:
    """Return what is wrong: a key of the words, or nothing that we know."""
    if isinstance(error, sa.exc.TimeoutError):
        return "busy"
    if isinstance(error, PermissionError):
        return "read_only"
    if isinstance(error, OSError):
        return "gone"
    if isinstance(error, sqlite3.Error):
        return _first(_SQLITE, getattr(error, "sqlite_errorname", ""))
    told = error.args[0] if error.args else None
    code = told.get("C", "") if isinstance(told, dict) else ""
    return _first(_POSTGRESQL, code) if code else "gone"


def _first(kinds: tuple[tuple[str, str], ...], code: str) -> str:
    return next((kind for start, kind in kinds if code.startswith(start)), "")
