"""Write one immutable snapshot, or open it read-only.

The snapshot is a DuckDB file. It is written beside the old one, closed, and put in its place with
one ``os.replace``: a reader sees the old file or the new one, never half of one. Builds take turns:
each holds a lock while it writes, which the operating system drops if it is killed. Neither the
lock nor the draft is ever opened through a link.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from data import contract, missing_columns, schema, settings, snapshot_version
from data.errors import StoreError
from data.snapshot_version import Inputs

SNAPSHOT = Path(__file__).parent / "warehouse" / "trojka.duckdb"
"""Where the snapshot lies unless ``TROJKA_SNAPSHOT`` names another place."""

_META = "snapshot"
_FILES = "source_files"


@dataclass(frozen=True)
class Snapshot:
    """One version of the facts, open for reading.

    Attributes
    ----------
    path : Path
        The DuckDB file.
    version : str
        Digest of the inputs, 12 hexadecimal digits: the same inputs give the same version.
    facts_digest, code_digest : str
        Digests of what was read and of what read it; empty where not recorded.
    written_at : datetime or None
        When it was written; None where not recorded.
    lacks : frozenset of str
        Tables of today's contract, and columns as ``table.column``, that were not there yet when it
        was written. Such a table is read as empty, such a column as not known.
    """

    path: Path
    version: str
    facts_digest: str = ""
    code_digest: str = ""
    written_at: datetime | None = None
    lacks: frozenset[str] = frozenset()

    def columns(self) -> dict[str, frozenset[str]]:
        """Return the columns of every table that it holds.

        Raises
        ------
        StoreError
            If the file can no longer be read.
        """
        return _columns_in(self.path)

    def source_files(self) -> dict[str, bytes]:
        """Return the source files that it was made of, by path; none where they were not kept.

        Raises
        ------
        StoreError
            If the file can no longer be read.
        """
        if _FILES not in _columns_in(self.path):
            return {}
        try:
            with _reading(self.path, self.version) as connection:
                rows = connection.execute(f'FROM "{_FILES}" ORDER BY path').fetchall()
        except duckdb.Error as error:
            raise unreadable(self.path, error) from error
        return {path: snapshot_version.unpacked(content) for path, content in rows}

    def frame(self, table: str) -> pd.DataFrame:
        """Return a whole table as the contract in ``data/schema.py`` types it.

        Raises
        ------
        StoreError
            If there is no such table, or the file can no longer be read.
        """
        columns = list(schema.TABLES[table].to_schema().columns) if self.lacks else []
        if table in self.lacks:
            return _typed(table, pd.DataFrame(columns=columns, dtype=object))
        found = self._answer(table, "*")
        later = {name: None for name in columns if f"{table}.{name}" in self.lacks}
        return _typed(table, found.assign(**later)[columns] if later else found)

    def n_rows(self, table: str) -> int:
        """Return the number of rows of a table.

        Raises
        ------
        StoreError
            If there is no such table, or the file can no longer be read.
        """
        return int(self._answer(table, "count(*)").to_numpy().item())

    def _answer(self, table: str, columns: str) -> pd.DataFrame:
        if table not in schema.TABLES:
            raise StoreError(
                "the snapshot",
                found=f"no table '{table}'",
                expected="one of " + ", ".join(schema.TABLES),
                do="ask for one of these",
            )
        try:
            with _reading(self.path, self.version) as connection:
                return connection.execute(f'FROM "{table}" SELECT {columns}').df()
        except duckdb.Error as error:
            raise unreadable(self.path, error) from error


def snapshot_path() -> Path:
    """Return the path of the snapshot: ``TROJKA_SNAPSHOT``, or the default place.

    Raises
    ------
    StoreError
        If no file can have the name.
    """
    return settings.place("TROJKA_SNAPSHOT", SNAPSHOT)


def open_snapshot(path: Path | None = None, *, is_whole: bool = True) -> Snapshot:
    """Return the snapshot at ``path``, or at the default place.

    Parameters
    ----------
    path : Path, optional
    is_whole : bool
        Whether it has to hold every table of today's contract, as pages ask.

    Raises
    ------
    StoreError
        If there is none, or the file is not a snapshot of this schema.
    """
    path = path or snapshot_path()
    if not os.path.exists(path):  # noqa: PTH110  # which also says no to a name that cannot be
        raise StoreError(
            str(path), found="no snapshot", expected="a DuckDB file", do="run: python -m etl build"
        )
    try:
        with _reading(path) as connection:
            answer = connection.execute(f"FROM {_META}")
            names = [column[0] for column in answer.description or ()]
            row = answer.fetchone()
            missing = missing_columns.of(_columns(connection))
    except duckdb.Error as error:
        raise unreadable(path, error) from error
    if row is None:
        raise missing_columns.incomplete(path, [_META])
    about = dict(zip(names, row, strict=True))
    written = about.pop("written_at", None)
    written_at = written and written.replace(tzinfo=UTC)
    found = Snapshot(path, **about, written_at=written_at, lacks=frozenset(missing))
    if is_whole:
        missing_columns.refuse_any(path, missing)
    return found


@contextmanager
def _reading(path: Path, version: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Read a file as it lies there now, and no other: if a version is given, that one.

    DuckDB answers of the file that it has open already under a name, even where another was put in
    its place since; so it is opened in a database of its own.

    Raises
    ------
    StoreError
        If it holds another version now.
    """
    name = str(path).replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{name}' AS held (READ_ONLY, TYPE duckdb)")
        connection.execute("USE held")
        if version is not None:
            row = connection.execute(f"FROM {_META} SELECT version").fetchone()
            if row is None or row[0] != version:
                raise StoreError(
                    f"snapshot {version}",
                    found="that another was put in its place while it was read",
                    expected="the one that was opened",
                    do="ask again",
                )
        yield connection


def _columns_in(path: Path) -> dict[str, frozenset[str]]:
    """Return the columns of every table in a file."""
    try:
        with _reading(path) as connection:
            return _columns(connection)
    except duckdb.Error as error:
        raise unreadable(path, error) from error


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    """Return the columns of every table that is read."""
    rows = connection.execute(
        "FROM duckdb_columns() SELECT table_name, list(column_name) GROUP BY table_name"
    ).fetchall()
    return {table: frozenset(columns) for table, columns in rows}


def _nothing() -> None:
    """Do nothing before a snapshot is put in its place."""


def write_snapshot(
    tables: Mapping[str, pd.DataFrame],
    *,
    version: str,
    made_of: Inputs | None = None,
    path: Path | None = None,
    first: Callable[[], None] = _nothing,
) -> Snapshot:
    """Check the tables, write them beside the old snapshot and put them in its place.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Exactly the tables of ``data/schema.py``.
    version : str
        Digest of the inputs.
    made_of : Inputs, optional
        The inputs, to be kept with the tables; not recorded if not given.
    path : Path, optional
        Where to write; the default place if not given.
    first : callable, optional
        Called when the new snapshot is whole and lies beside the old one, just before it is put in
        its place. What it raises leaves the old snapshot where it is.

    Raises
    ------
    FaultsError
        If a table breaks the contract; the old snapshot is untouched.
    StoreError
        If the folder cannot be written or the disk is full; the old snapshot is untouched.
    """
    contract.check_tables(tables)
    path = path or snapshot_path()
    draft = path.with_name(f".{path.name}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            _remove(draft)  # what a killed build left behind
            try:
                _write(draft, tables, version, made_of or Inputs("", ""))
                first()
                os.replace(draft, path)  # noqa: PTH105  # the atomic call, named as in its manual
            finally:
                _remove(draft)
    except (OSError, duckdb.Error) as error:
        raise _unwritable(path, error) from error
    return open_snapshot(path)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Wait until no other process writes this snapshot; a killed one no longer counts."""
    place = path.with_name(f".{path.name}.lock")
    lock = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _remove(draft: Path) -> None:
    for leftover in (draft, draft.with_name(draft.name + ".wal")):
        leftover.unlink(missing_ok=True)


def _write(draft: Path, tables: Mapping[str, pd.DataFrame], version: str, made_of: Inputs) -> None:
    with duckdb.connect(str(draft)) as connection:
        for name in schema.TABLES:
            connection.register("incoming", tables[name])
            connection.execute(f'CREATE TABLE "{name}" AS FROM incoming')
            connection.unregister("incoming")
        kept = {path: snapshot_version.packed(content) for path, content in made_of.files.items()}
        files = pd.DataFrame({"path": list(kept), "content": list(kept.values())}, dtype=object)
        connection.register("incoming", files)
        connection.execute(f'CREATE TABLE "{_FILES}" (path VARCHAR, content BLOB)')
        connection.execute(f'INSERT INTO "{_FILES}" FROM incoming')
        connection.execute(
            f"CREATE TABLE {_META} (version VARCHAR, facts_digest VARCHAR, code_digest VARCHAR, "
            "written_at TIMESTAMP)"
        )
        connection.execute(
            f"INSERT INTO {_META} VALUES (?, ?, ?, ?)",  # noqa: S608  # a constant
            [
                version,
                made_of.facts_digest,
                made_of.code_digest,
                datetime.now(UTC).replace(tzinfo=None),
            ],
        )
        connection.execute("CHECKPOINT")


def _typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    columns = schema.TABLES[table].to_schema().columns
    wanted = {
        name: column.dtype.type
        for name, column in columns.items()
        if str(column.dtype) not in ("object", "category")
    }
    return frame.astype(wanted)


def unreadable(path: Path, error: Exception) -> StoreError:
    """Return the error for a file that the database cannot read."""
    return StoreError(
        str(path),
        found=f"a file that cannot be read as a snapshot ({_first_line(error)})",
        expected="a snapshot written by this version of Trojka",
        do="run: python -m etl build",
    )


def _unwritable(path: Path, error: Exception) -> StoreError:
    return StoreError(
        str(path.parent),
        found=f"that the snapshot cannot be written there ({_first_line(error)})",
        expected="a writable folder with about 200 MB of free space",
        do="free space, change the folder's rights, or set TROJKA_SNAPSHOT to another path; "
        "the former snapshot, if there was one, is unchanged",
    )


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
