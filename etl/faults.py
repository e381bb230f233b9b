"""Collect faults, so that one run reports them all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.errors import FaultError, FaultsError


class Faults:
    """The faults found so far."""

    def __init__(self) -> None:
        self._found: list[FaultError] = []

    def add(self, error: FaultError | FaultsError) -> None:
        """Keep an error, or each of the errors it is made of."""
        self._found.extend(error.faults if isinstance(error, FaultsError) else [error])

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Keep a domain error raised in the block and go on after it."""
        try:
            yield
        except (FaultError, FaultsError) as error:
            self.add(error)

    def raise_if_any(self) -> None:
        """Raise what was kept.

        Raises
        ------
        FaultsError
            If anything was.
        """
        if self._found:
            raise FaultsError(self._found)


def shown(path: Path) -> str:
    """Return a path as a reader would type it: from the present folder, where it lies below it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
