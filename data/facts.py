"""The facts of one version: typed tables, read when first asked, and a memory of what follows.

Analytics take the tables that they need, or the facts where they need four or more. What is asked
again is recalled (`Facts.recall`); where it lies is the matter of `data.memory`.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import cachetools
import pandas as pd

from data import freshness, memory, schema, snapshots, store
from data.errors import StoreError

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

N_VERSIONS = 4
"""Versions held at once: that of now, that which earlier requests are still answered from, and
those kept ones that were looked at last."""


class Facts:
    """One version of the facts.

    Each table of ``data/schema.py`` is an attribute. It is shared by all who ask, and not to be
    changed by any.

    Attributes
    ----------
    version : str
        Digest of what the tables were made from.
    written_at : datetime or None
        When the snapshot was written, in UTC; None of tables in memory.
    """

    aliases: pd.DataFrame
    authorships: pd.DataFrame
    boundaries: pd.DataFrame
    commissioners: pd.DataFrame
    corrections: pd.DataFrame
    evidence: pd.DataFrame
    group_positions: pd.DataFrame
    instruments: pd.DataFrame
    leads: pd.DataFrame
    mandates: pd.DataFrame
    memberships: pd.DataFrame
    milestones: pd.DataFrame
    reference_points: pd.DataFrame
    refusals: pd.DataFrame
    repeated_votes: pd.DataFrame
    rollcalls: pd.DataFrame
    sources: pd.DataFrame
    sponsors: pd.DataFrame
    stances: pd.DataFrame
    stated_positions: pd.DataFrame
    states: pd.DataFrame
    tiles: pd.DataFrame
    topics: pd.DataFrame
    votes: pd.DataFrame

    def __init__(
        self,
        version: str,
        read: Callable[[str], pd.DataFrame],
        folder: Path | None = None,
        written_at: datetime | None = None,
    ) -> None:
        """Make facts whose tables are read by a function.

        Parameters
        ----------
        version : str
        read : callable
            Returns the table of a name.
        folder : Path, optional
            Where results are kept between starts; nowhere when not given.
        written_at : datetime, optional
        """
        self.version = version
        self.written_at = written_at
        self._read = read
        self._memory = memory.Memory(version, folder)
        self._reading = threading.RLock()

    if not TYPE_CHECKING:  # so that a misspelt table is a type error

        def __getattr__(self, name: str) -> pd.DataFrame:
            """Read a table when it is first asked for."""
            if name not in schema.TABLES:
                raise AttributeError(name)
            with self._reading:
                if name not in self.__dict__:
                    self.__dict__[name] = self._read(name)
                return self.__dict__[name]

    def recall(
        self,
        function: Callable[Concatenate[Facts, Asked], Answer],
        *arguments: Asked.args,
        **named: Asked.kwargs,
    ) -> Answer:
        """Return ``function(facts, …)``, made once and recalled from then on.

        Parameters
        ----------
        function : callable
            Pure, of a module of its own name; what it returns is frozen or never changed.
        *arguments, **named
            What tells one result from another, beside the facts.

        Raises
        ------
        TrojkaError
            What the function raises; that is not kept.
        """
        return self._memory.recall(
            function, (self, *arguments), named, key=(arguments, tuple(sorted(named.items())))
        )

    def once(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return what ``make`` returns, made once for each key while this process runs.

        For what is no function of the facts alone, such as a chart in the reader's language. The
        key holds every choice on which it hangs.
        """
        return self._memory.once(key, make)


def of_tables(tables: Mapping[str, pd.DataFrame], version: str = "in memory") -> Facts:
    """Return facts made of tables in memory, such as those of a test; nothing is kept on disk."""
    return Facts(version, tables.__getitem__)


def of_snapshot(snapshot: store.Snapshot, kept_in: Path | None = None) -> Facts:
    """Return the facts of a snapshot; what took long is kept in a folder, or beside it."""
    folder = (kept_in or snapshot.path.parent) / memory.FOLDER

    def read(table: str) -> pd.DataFrame:
        try:
            return snapshot.frame(table)
        except StoreError:
            if kept_in is not None:
                raise
            # A build may have put another in its place: then it is one of those kept beside.
            kept = snapshots.place_of(snapshot.version, snapshot.path)
            return store.open_snapshot(kept).frame(table)

    return Facts(snapshot.version, read, folder, snapshot.written_at)


_held: cachetools.LRUCache[tuple[Path, int], Facts] = cachetools.LRUCache(N_VERSIONS)
_holding = threading.Lock()
_looked_at: ContextVar[str | None] = ContextVar("looked_at", default=None)


@contextmanager
def looking_at(version: str | None) -> Iterator[None]:
    """Take a kept version for the current facts while the context lasts; today's if None."""
    token = _looked_at.set(version)
    try:
        yield
    finally:
        _looked_at.reset(token)


def version_looked_at() -> str | None:
    """Return the kept version that is looked at; None where it is today's."""
    return _looked_at.get()


def day_looked_at() -> dt.date:
    """Return the day by which the age of what is looked at is judged, in UTC.

    It is today, or the day on which the kept version that is looked at was written.
    """
    version = _looked_at.get()
    kept = snapshots.kept() if version else ()
    written = (one.written_at.date() for one in kept if one.version == version)
    return next(written, freshness.today())


def current_facts() -> Facts:
    """Return the facts that are looked at: of the snapshot as it lies on disk now, or `looking_at`.

    Raises
    ------
    StoreError
        If there is none, or it cannot be read.
    """
    version = _looked_at.get()
    return todays_facts() if version is None else facts_of(version)


def todays_facts() -> Facts:
    """Return the facts of the snapshot as it lies on disk now, whatever is looked at.

    Raises
    ------
    StoreError
        If there is none, or it cannot be read.
    """
    return facts_at(store.snapshot_path())


def facts_of(version: str) -> Facts:
    """Return the facts of a version: of the present snapshot, or of one that is kept.

    Raises
    ------
    StoreError
        If it is not kept, or today's program cannot show it.
    """
    present = store.snapshot_path()
    if present.exists() and todays_facts().version == version:
        return todays_facts()
    place = snapshots.place_of(version, present)
    return _held_or(place, lambda: of_snapshot(snapshots.open_kept(version), present.parent))


def facts_at(path: Path) -> Facts:
    """Return the facts of a snapshot as it lies on disk now.

    Raises
    ------
    StoreError
        If there is none, or it cannot be read.
    """
    return _held_or(path, lambda: of_snapshot(store.open_snapshot(path)))


def version_held() -> str | None:
    """Return the version of today's facts where they are held; it waits for nothing, reads nothing.

    None where nobody asked for them yet, or they are just being opened.
    """
    try:
        path = store.snapshot_path()
        stamp = path.stat().st_mtime_ns
    except (StoreError, OSError):
        return None
    if not _holding.acquire(blocking=False):
        return None
    try:
        found = _held.get((path, stamp))
    finally:
        _holding.release()
    return None if found is None else found.version


def _held_or(path: Path, make: Callable[[], Facts]) -> Facts:
    """Return the facts of a file that are held; made, and held from now on, if they are not."""
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    with _holding:
        found = _held.get((path, stamp))
        if found is None:
            found = _held[path, stamp] = make()
        return found
