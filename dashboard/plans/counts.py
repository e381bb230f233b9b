"""Keep counts: what is counted, and line by line what was entered into it.

Lines are added, never changed, so that two desks that enter at once lose nothing; what they say
together is `counting`'s to tell.

>>> from datetime import date
>>> from tempfile import TemporaryDirectory
>>> from dashboard.plans import count_document
>>> folder = TemporaryDirectory()
>>> counts = Counts(Database(f"sqlite:///{folder.name}/plans.sqlite"))
>>> begun = counts.begin(
...     count_document.make(
...         title="Nairobi", kind="endorsement", on=date(2027, 4, 1), snapshot_version="0a1b"
...     ),
...     who="desk",
... )
>>> kenya = count_document.line(act="answer", batch="b1", state="KEN", answer="joins")
>>> _ = counts.enter(begun.count_id, [kenya], who="Nairobi")
>>> [entry.line.state for entry in counts.entries(begun.count_id)]
['KEN']
>>> counts.close(); folder.cleanup()
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from dashboard.desks.person import ALONE, Person
from dashboard.plans import address, count_document, rights, rows, shelf
from dashboard.plans.count_document import (
    CountDocument,
    CountFile,
    CountLine,
    FiledLine,
)
from dashboard.plans.database import Database, opened
from dashboard.plans.moments import now
from dashboard.plans.sharing import Sharing
from dashboard.plans.shelf import Shelf
from dashboard.plans.tables import COUNT_LINES, COUNT_REVISIONS, COUNTS
from data.errors import PlanError

_SHELF = Shelf(COUNTS, COUNT_REVISIONS, "count_id", "count", rows.CountHeadRow)


@dataclass(frozen=True)
class KeptCount:
    """A count as it was begun."""

    count_id: str
    document: CountDocument
    author: str
    saved_at: datetime


@dataclass(frozen=True)
class ListedCount:
    """A count in the list of all; see `store.Listed`."""

    count_id: str
    title: str
    kind: str
    saved_at: datetime
    desk: str = ""
    may_edit: bool = True


@dataclass(frozen=True)
class CountEntry:
    """A line of a count, who entered it and when, in UTC."""

    entry_id: int
    line: CountLine
    author: str
    entered_at: datetime


class Counts(Sharing):
    """The counts of one database that a person may read. Safe to share between threads."""

    def __init__(self, database: Database, person: Person = ALONE) -> None:
        super().__init__(database, person, _SHELF)

    def begin(
        self, document: CountDocument, *, who: str, lines: Iterable[FiledLine] = ()
    ) -> KeptCount:
        """Keep a new count, in one transaction.

        Parameters
        ----------
        document : CountDocument
        who : str
            Who begins it.
        lines : iterable of FiledLine
            What was entered into it elsewhere, of a file.

        Raises
        ------
        PlanError
            If nobody is named, or the database cannot be written. Nothing is changed.
        """
        filed = [_row(one.line, who=one.author, at=_time(one.at)) for one in lines]
        with self._database.writing() as connection:
            row = _SHELF.put(
                connection,
                count_document.to_json(document),
                {"title": document.title, "kind": document.kind},
                person=self._person,
                name=self._database.name,
                who=who,
                note="",
                thing=None,
                expect_revision=0,
            )
            kept = _as_kept(dict(row or {}), self._database.name)
            if filed:
                named = [{**one, "count_id": kept.count_id} for one in filed]
                connection.execute(sa.insert(COUNT_LINES), named)
            self._note(connection, "saved", kept.count_id, who)
        return kept

    def load(self, count_id: str) -> KeptCount:
        """Return a count as it was begun.

        Raises
        ------
        PlanError
            If there is none, it is damaged, or the database cannot be read.
        """
        with self._database.reading() as connection:
            row = _SHELF.row(
                connection, count_id, None, person=self._person, name=self._database.name
            )
        return _as_kept(row, self._database.name)

    def list(self) -> tuple[ListedCount, ...]:
        """Return all counts that this person may read, the one begun last first.

        Raises
        ------
        PlanError
            If the database cannot be read.
        """
        with self._database.reading() as connection:
            listed = _SHELF.listed(connection, person=self._person, name=self._database.name)
        return tuple(
            ListedCount(**{name: row[name] for name in ListedCount.__dataclass_fields__})
            for row in listed
        )

    def enter(self, count_id: str, lines: Sequence[CountLine], *, who: str) -> None:
        """Add lines to a count, all or none of them.

        Raises
        ------
        PlanError
            If nobody is named, there is no such count, this person may not edit it, or the
            database cannot be written. Nothing is changed.
        """
        signed = shelf.signed_by(self._person, who, where="what was entered")
        at = now()
        entered = [{**_row(one, who=signed.author, at=at), "count_id": count_id} for one in lines]
        with self._database.writing() as connection:
            self._check_editable(connection, count_id)
            if entered:
                connection.execute(sa.insert(COUNT_LINES), entered)
                self._note(connection, "logged", count_id, who)

    def entries(self, count_id: str) -> tuple[CountEntry, ...]:
        """Return every line of a count, the first one first.

        Raises
        ------
        PlanError
            If there is no such count, or the database cannot be read.
        """
        asked = sa.select(COUNT_LINES).where(COUNT_LINES.c.count_id == count_id)
        with self._database.reading() as connection:
            self._check_readable(connection, count_id)
            found = connection.execute(asked.order_by(COUNT_LINES.c.entry_id)).mappings().all()
        return tuple(_as_entry(row, self._database.name) for row in found)

    def latest(self, count_id: str) -> int:
        """Return the number of the last line of a count; 0 if there is none.

        Raises
        ------
        PlanError
            If there is no such count, or the database cannot be read.
        """
        asked = sa.select(sa.func.max(COUNT_LINES.c.entry_id))
        with self._database.reading() as connection:
            self._check_readable(connection, count_id)
            last = connection.execute(asked.where(COUNT_LINES.c.count_id == count_id)).scalar()
        return int(last or 0)

    def _check_readable(self, connection: sa.Connection, count_id: str) -> None:
        rights.check_readable(connection, _SHELF, count_id, self._person, self._database.name)


def kept_counts(person: Person) -> Counts:
    """Return the counts that a person may read, of the database that the environment names.

    Raises
    ------
    PlanError
        If it cannot be opened, or was written by a newer version.
    """
    return Counts(opened(address.of_plans()), person)


def as_file(count: KeptCount, entries: Iterable[CountEntry]) -> str:
    """Return a count with all its lines as one JSON text."""
    lines = tuple(
        FiledLine(line=one.line, author=one.author, at=one.entered_at.isoformat())
        for one in entries
    )
    return CountFile(count=count.document, lines=lines).model_dump_json()


def _time(text: str) -> datetime:
    """Return a time of a file, as the database holds it."""
    try:
        given = datetime.fromisoformat(text)
    except ValueError as error:
        raise PlanError(
            "the file",
            found=f"the time {text!r}",
            expected="one as Trojka writes it",
            do="correct it",
        ) from error
    in_utc = given.astimezone(UTC) if given.tzinfo else given
    return in_utc.replace(tzinfo=None)


def _row(one: CountLine, *, who: str, at: datetime) -> dict[str, Any]:
    return {**one.model_dump(), "author": who, "entered_at": at}


def _as_kept(row: Mapping[Any, Any], name: str) -> KeptCount:
    return KeptCount(
        count_id=row["count_id"],
        document=count_document.from_json(row["document"], where=_SHELF.where(row, name)),
        author=row["author"],
        saved_at=row["saved_at"].replace(tzinfo=UTC),
    )


def _as_entry(row: Mapping[Any, Any], name: str) -> CountEntry:
    where = f"count {row['count_id']}, line {row['entry_id']} in {name}"
    held = rows.read(where, rows.WrittenRow, {**row, "at": row["entered_at"]})
    fields = {field: row[field] for field in CountLine.model_fields}
    return CountEntry(
        entry_id=held.entry_id,
        line=count_document.line(where, **fields),
        author=held.author,
        entered_at=held.at.replace(tzinfo=UTC),
    )
