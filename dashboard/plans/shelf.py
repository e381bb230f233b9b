"""Saves that stay: every revision is kept, and nobody saves over another unseen.

Plans and briefings are kept alike: a row each in a table of heads, as the latest revision has it,
and a row a save in a table of revisions, whole and with its checksum. A `Shelf` is asked for a
person, who finds only what is theirs to read (`rights`).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from dashboard.desks.person import ALONE, Person
from dashboard.plans import rights, rows, strict
from dashboard.plans.kept_kind import KeptKind
from dashboard.plans.moments import now
from dashboard.plans.strict import Line, Text
from data.errors import PlanError
from data.strict import StrictModel


class Signed(StrictModel):
    """Who writes, and what they say of it."""

    author: Line
    note: Text


@dataclass(frozen=True)
class Shelf(KeptKind):
    """A kind of thing with all its revisions: they are written, listed and read here."""

    def put(
        self,
        connection: sa.Connection,
        text: str,
        head: Mapping[str, object],
        *,
        person: Person,
        name: str,
        who: str,
        note: str,
        thing: str | None,
        expect_revision: int,
    ) -> dict[str, Any] | None:
        """Write the next revision of a thing, and return it as a row.

        Parameters
        ----------
        connection : Connection
            That may write.
        text : str
            The whole of it.
        head : mapping of str to object
            What the list of all says of it.
        person : Person
            Who saves it; something new becomes their desk's.
        name : str
            What the database is called, for messages.
        who, note : str
            The name that was typed, which counts where nobody logs in; and what they say of the
            change.
        thing : str, optional
            What it was kept as before; something new if not given.
        expect_revision : int
            Number of the revision on which this one was made.

        Returns
        -------
        dict or None
            None where it has another revision by now: nothing was written.

        Raises
        ------
        PlanError
            If nobody is named, what they say does not fit, there is no such thing, or this person
            may not edit it.
        """
        signed = signed_by(person, who, note, where="the save")
        at = now()
        named = {**head, "revision": 1 if thing is None else expect_revision + 1, "saved_at": at}
        if thing is None:
            rights.check_keeps(self, person)
            thing = secrets.token_hex(16)  # nobody guesses it
            named |= {self.key: thing, "created_at": at, "desk": person.desk}
            connection.execute(sa.insert(self.heads).values(named))
        else:
            rights.check_editable(connection, self, thing, person, name)
            is_head = (self.heads.c[self.key] == thing) & (self.heads.c.revision == expect_revision)
            if connection.execute(sa.update(self.heads).where(is_head).values(named)).rowcount != 1:
                return None
        row = {
            self.key: thing,
            "number": named["revision"],
            "author": signed.author,
            "note": signed.note,
            "saved_at": at,
            "document": text,
            "sha256": _digest(text),
        }
        connection.execute(sa.insert(self.revisions).values(row))
        return row

    def row(
        self,
        connection: sa.Connection,
        thing: str,
        number: int | None,
        *,
        person: Person,
        name: str,
    ) -> Mapping[Any, Any]:
        """Return a revision as a row, the latest if no number is given.

        Raises
        ------
        PlanError
            If there is none that this person may read, or it is not as it was written.
        """
        rights.check_readable(connection, self, thing, person, name)
        asked = sa.select(self.revisions).where(self.revisions.c[self.key] == thing)
        if number is not None:
            asked = asked.where(self.revisions.c.number == number)
        latest = asked.order_by(self.revisions.c.number.desc()).limit(1)
        row = connection.execute(latest).mappings().first()
        if row is None:
            raise self.missing(thing if number is None else f"{thing}, revision {number}", name)
        return self.whole(row, name)

    def rows(
        self, connection: sa.Connection, thing: str, *, person: Person, name: str
    ) -> list[Mapping[Any, Any]]:
        """Return every revision of a thing, the first one first; see `row`."""
        rights.check_readable(connection, self, thing, person, name)
        asked = sa.select(self.revisions).where(self.revisions.c[self.key] == thing)
        found = connection.execute(asked.order_by(self.revisions.c.number)).mappings().all()
        if not found:
            raise self.missing(thing, name)
        return [self.whole(row, name) for row in found]

    def listed(
        self, connection: sa.Connection, *, person: Person, name: str
    ) -> list[dict[str, Any]]:
        """Return what the heads say of all that a person may read, the one saved last first.

        Times are UTC and say so; ``may_edit`` says whether this person may save over it.

        Raises
        ------
        PlanError
            If a row is not as one is written; it names the thing.
        """
        asked = sa.select(self.heads, rights.editable(self, person).label("may_edit"))
        mine = asked.where(rights.readable(self, person))
        ordered = mine.order_by(self.heads.c.saved_at.desc(), self.heads.c[self.key])
        return [
            in_utc(
                rows.read(
                    f"{self.word} {row[self.key]} in {name}", self.listed_as, row
                ).model_dump()
            )
            for row in connection.execute(ordered).mappings().all()
        ]

    def whole(self, row: Mapping[Any, Any], name: str) -> Mapping[Any, Any]:
        """Return a revision, if it is as it was written."""
        where = self.where(row, name)
        rows.read(where, rows.SaveRow, row)
        if not isinstance(row["document"], str) or _digest(row["document"]) != row["sha256"]:
            raise PlanError(
                where,
                found="a document that is not as it was saved",
                expected=f"one with the checksum {str(row['sha256'])[:12]}…",
                do="restore the database from a backup; earlier revisions may be whole",
            )
        return row

    def where(self, row: Mapping[Any, Any], name: str) -> str:
        """Return which revision a row is, for messages."""
        return f"{self.word} {row[self.key]}, revision {row['number']} in {name}"


def signed_by(person: Person, who: str, note: str = "", *, where: str) -> Signed:
    """Return who writes: whoever is logged in, or under the name that was typed.

    Raises
    ------
    PlanError
        If nobody is named, or what they say does not fit.
    """
    author = who if person == ALONE else person.name
    return strict.read(where, lambda: Signed(author=author, note=note))


def in_utc(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return a row whose times say that they are UTC."""
    return {
        name: value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
        for name, value in row.items()
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
