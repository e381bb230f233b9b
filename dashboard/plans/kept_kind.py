"""One kind of thing that is kept: the tables it lies in, its key, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from dashboard.plans import rows, trail
from data.errors import PlanError


@dataclass(frozen=True)
class KeptKind:
    """Where one kind of thing is kept.

    Attributes
    ----------
    heads, revisions : Table
    key : str
        The column of both that names a thing.
    word : str
        What one is called, in messages, among shares and in the trail.
    listed_as : type
        A row of the list of all, as it must be to be read.
    """

    heads: sa.Table
    revisions: sa.Table
    key: str
    word: trail.Kind
    listed_as: type[rows.HeadRow]

    def missing(self, thing: str, name: str) -> PlanError:
        """Return the error of what is not kept here."""
        return PlanError(
            f"{self.word}s in {name}",
            found=f"no {self.word} {thing}",
            expected="one that was saved here",
            do="choose one from the list, or import it from a file",
        )
