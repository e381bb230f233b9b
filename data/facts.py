"""The facts of one version: typed tables, read when first asked, and a memory of what follows.

Analytics take the tables that they need, or the facts where they need four or more. What is asked
again is recalled (`Facts.recall`); where it lies is the matter of `data.memory`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import pandas as pd

from data import memory, schema, store

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

N_VERSIONS = 2
"""Versions held at once: that of now, and that which earlier requests are still answered from."""


class Facts:
    """One version of the facts.

    Each table of ``data/schema.py`` is an attribute. It is shared by all who ask, and not to be
    changed by any.

    Attributes
    ----------
    version : str
        Digest of what the tables were made from.
    """

    aliases: pd.DataFrame
    authorships: pd.DataFrame
    boundaries: pd.DataFrame
    commissioners: pd.DataFrame
    corrections: pd.DataFrame
    evidence: pd.DataFrame
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
    states: pd.DataFrame
    tiles: pd.DataFrame
    topics: pd.DataFrame
    votes: pd.DataFrame

    def __init__(
        self, version: str, read: Callable[[str], pd.DataFrame], folder: Path | None = None
    ) -> None:
        """Make facts whose tables are read by a function.

        Parameters
        ----------
        version : str
        read : callable
            Returns the table of a name.
        folder : Path, optional
            Where results are kept between starts; nowhere when not given.
        """
        self.version = version
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


def of_snapshot(snapshot: store.Snapshot) -> Facts:
    """Return the facts of a snapshot; what took long is kept beside it."""
    return Facts(snapshot.version, snapshot.frame, snapshot.path.parent / memory.FOLDER)


_held: dict[tuple[Path, int], Facts] = {}
_holding = threading.Lock()


def current_facts() -> Facts:
    """Return the facts of the snapshot as it lies on disk now.

    Raises
    ------
    StoreError
        If there is none, or it cannot be read.
    """
    return facts_at(store.snapshot_path())


def facts_at(path: Path) -> Facts:
    """Return the facts of a snapshot as it lies on disk now; see `current_facts`."""
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    with _holding:
        if (path, stamp) not in _held:
            made = of_snapshot(store.open_snapshot(path))
            while len(_held) >= N_VERSIONS:
                del _held[next(iter(_held))]
            _held[path, stamp] = made
        return _held[path, stamp]
