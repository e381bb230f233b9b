"""Keep plans: every save a revision that stays, every step of an approach a line in the log.

>>> from datetime import date
>>> from tempfile import TemporaryDirectory
>>> from dashboard.plans import document, steps
>>> folder = TemporaryDirectory()
>>> plans = open_plans(f"sqlite:///{folder.name}/plans.sqlite")
>>> draft = document.make(
...     title="Nairobi", instrument_id="reaim_2026_pathways", target=60, snapshot_version="0a1b"
... )
>>> first = plans.save(draft, who="desk")
>>> first.number, plans.load(first.plan_id).document.title
(1, 'Nairobi')
>>> plans.save(draft, plan_id=first.plan_id, expect_revision=1, who="desk").number
2
>>> step = steps.make(state="KEN", status="answer", result="willing", on=date(2026, 11, 24))
>>> plans.log(first.plan_id, step, who="Nairobi embassy").step.result
'willing'
>>> plans.close(); folder.cleanup()
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from dashboard.desks.person import ALONE, Person
from dashboard.plans import address, document, log, rights, rows, shelf
from dashboard.plans.database import Database, opened
from dashboard.plans.document import PlanDocument
from dashboard.plans.log import LogEntry, LoggedMeanwhileError
from dashboard.plans.moments import now
from dashboard.plans.sharing import Sharing
from dashboard.plans.shelf import Shelf
from dashboard.plans.steps import LoggedStep
from dashboard.plans.tables import PLANS, REVISIONS
from data.errors import PlanError


@dataclass(frozen=True)
class Revision:
    """A plan as it was saved once.

    Attributes
    ----------
    plan_id : str
        Stays the same over all revisions; part of the plan's link.
    number : int
        1, 2, 3 … without gaps.
    document : PlanDocument
    author : str
        Who saved it.
    note : str
        What they said of the change.
    saved_at : datetime
        In UTC.
    """

    plan_id: str
    number: int
    document: PlanDocument
    author: str
    note: str
    saved_at: datetime


@dataclass(frozen=True)
class Listed:
    """A plan in the list of all: as its latest revision has it.

    ``desk`` is whose it is, ``may_edit`` whether who asks may save over it.
    """

    plan_id: str
    title: str
    instrument_id: str
    is_next: bool
    target: int
    snapshot_version: str
    revision: int
    created_at: datetime
    saved_at: datetime
    desk: str = ""
    may_edit: bool = True


class ConflictError(PlanError):
    """Somebody saved the plan meanwhile; neither version is lost.

    Attributes
    ----------
    mine : PlanDocument
        What was to be saved.
    theirs : Revision
        What was saved by then. To save over it, expect its number.
    """

    def __init__(self, mine: PlanDocument, theirs: Revision, expected: int) -> None:
        self.mine = mine
        self.theirs = theirs
        super().__init__(
            f"plan '{theirs.document.title}'",
            found=f"revision {theirs.number}, saved by {theirs.author}",
            expected=f"revision {expected}, on which yours was made",
            do="look at both, then save yours over it or as a new plan",
        )


_SHELF = Shelf(PLANS, REVISIONS, "plan_id", "plan", rows.PlanRow)


class Plans(Sharing):
    """The saved plans of one database that a person may read. Safe to share between threads."""

    def __init__(self, database: Database, person: Person = ALONE) -> None:
        super().__init__(database, person, _SHELF)

    def save(
        self,
        plan: PlanDocument,
        *,
        who: str,
        plan_id: str | None = None,
        expect_revision: int = 0,
        note: str = "",
    ) -> Revision:
        """Keep a plan as its next revision, in one transaction.

        Parameters
        ----------
        plan : PlanDocument
            The whole plan.
        who : str
            The name that was typed; whoever is logged in saves under their own.
        plan_id : str, optional
            Of a plan saved before; a new plan if not given.
        expect_revision : int
            Number of the revision on which this one was made.
        note : str
            What changed.

        Returns
        -------
        Revision
            As kept; once returned, it is on the disk.

        Raises
        ------
        ConflictError
            If the plan has another revision by now; it carries both.
        PlanError
            If there is no such plan, this person may not edit it, or the database cannot be
            written. Nothing is changed.
        """
        head = {
            "title": plan.title,
            "instrument_id": plan.instrument_id,
            "is_next": plan.is_next,
            "target": plan.target,
            "snapshot_version": plan.snapshot_version,
        }
        with self._database.writing() as connection:
            row = _SHELF.put(
                connection,
                document.to_json(plan),
                head,
                person=self._person,
                name=self._database.name,
                who=who,
                note=note,
                thing=plan_id,
                expect_revision=expect_revision,
            )
            if row is None:
                theirs = self._row(connection, str(plan_id), None)
                raise ConflictError(
                    plan, _as_revision(theirs, self._database.name), expect_revision
                )
            self._note(connection, "saved", row["plan_id"], who)
        return _as_revision(row, self._database.name)

    def load(self, plan_id: str, number: int | None = None) -> Revision:
        """Return a plan as last saved, or as it was at a revision.

        Raises
        ------
        PlanError
            If there is none, it is damaged, or the database cannot be read.
        """
        with self._database.reading() as connection:
            row = self._row(connection, plan_id, number)
        return _as_revision(row, self._database.name)

    def list(self) -> tuple[Listed, ...]:
        """Return all plans that this person may read, the one saved last first.

        Raises
        ------
        PlanError
            If a row of theirs is damaged, or the database cannot be read.
        """
        with self._database.reading() as connection:
            listed = _SHELF.listed(connection, person=self._person, name=self._database.name)
        return tuple(Listed(**row) for row in listed)

    def history(self, plan_id: str) -> tuple[Revision, ...]:
        """Return every revision of a plan, the first one first.

        Raises
        ------
        PlanError
            If there is no such plan, or the database cannot be read.
        """
        with self._database.reading() as connection:
            saves = _SHELF.rows(connection, plan_id, person=self._person, name=self._database.name)
        return tuple(_as_revision(row, self._database.name) for row in saves)

    def log(self, plan_id: str, step: LoggedStep, *, who: str) -> LogEntry:
        """Write a step of an approach into the log of a plan; see `log_all`."""
        (entry,) = self.log_all(plan_id, [step], who=who)
        return entry

    def log_all(
        self,
        plan_id: str,
        logged: Sequence[LoggedStep],
        *,
        who: str,
        seen: int | None = None,
    ) -> tuple[LogEntry, ...]:
        """Write steps into the log of a plan, all or none of them, in one transaction.

        Parameters
        ----------
        plan_id : str
        logged : sequence of LoggedStep
        who : str
            Who writes them.
        seen : int, optional
            Number of the last entry that the writer has seen, 0 for none. Not asked if not given.

        Raises
        ------
        LoggedMeanwhileError
            If the log has a later entry of one of these States than the writer has seen.
        PlanError
            If there is no such plan, or the database cannot be written. Nothing is changed.
        """
        at = now()
        lines = []
        for step in logged:
            signed = shelf.signed_by(self._person, who, step.note, where="the log entry")
            row = {**step.model_dump(), "plan_id": plan_id, "author": signed.author}
            lines.append({**row, "logged_at": at})
        with self._database.writing() as connection:
            self._check_editable(connection, plan_id)
            if seen is not None:
                theirs = [
                    one
                    for one in self._entries(connection, plan_id, after=seen)
                    if one.step.state in {step.state for step in logged}
                ]
                if theirs:
                    raise LoggedMeanwhileError(logged, theirs)
            written = tuple(log.write(connection, line) for line in lines)
            self._note(connection, "logged", plan_id, who)
        return written

    def take_back(self, plan_id: str, entries: Iterable[LogEntry], *, who: str) -> None:
        """Say of entries of the log that they do not hold: they stay, and so does who said so.

        Raises
        ------
        PlanError
            If there is no such plan, this person may not edit it, or the database cannot be
            written. Nothing is changed.
        """
        signed = shelf.signed_by(self._person, who, where="the log entry")
        with self._database.writing() as connection:
            self._check_editable(connection, plan_id)
            for one in entries:
                row = {
                    **one.step.model_dump(),
                    "plan_id": plan_id,
                    "author": signed.author,
                    "logged_at": now(),
                    "takes_back": one.entry_id,
                }
                log.write(connection, row)
            self._note(connection, "logged", plan_id, who)

    def entries(self, plan_id: str) -> tuple[LogEntry, ...]:
        """Return the log of a plan, the first entry first.

        Raises
        ------
        PlanError
            If there is no such plan, or the database cannot be read.
        """
        with self._database.reading() as connection:
            rights.check_readable(connection, _SHELF, plan_id, self._person, self._database.name)
            return self._entries(connection, plan_id)

    def _row(
        self, connection: sa.Connection, plan_id: str, number: int | None
    ) -> Mapping[Any, Any]:
        name = self._database.name
        return _SHELF.row(connection, plan_id, number, person=self._person, name=name)

    def _entries(
        self, connection: sa.Connection, plan_id: str, *, after: int = 0
    ) -> tuple[LogEntry, ...]:
        return log.entries(connection, plan_id, after=after, name=self._database.name)


def open_plans(url: str | None = None, person: Person = ALONE) -> Plans:
    """Return the plans of a database, made ready for this version if need be.

    Parameters
    ----------
    url : str, optional
        ``sqlite:///path`` or ``postgresql://user:password@host/name``; where
        ``TROJKA_PLANS_URL`` says, or a file in ``var/``, if not given.
    person : Person, optional
        Who asks; somebody alone before their own machine if not given.

    Raises
    ------
    PlanError
        If it cannot be opened, or was written by a newer version.
    """
    return Plans(Database(url or address.of_plans()), person)


def saved_plans(person: Person) -> Plans:
    """Return the plans that a person may read, of the database that the environment names.

    Raises
    ------
    PlanError
        See `open_plans`.
    """
    return Plans(opened(address.of_plans()), person)


def _as_revision(row: Mapping[Any, Any], name: str) -> Revision:
    """Return a row as a revision."""
    return Revision(
        plan_id=row["plan_id"],
        number=row["number"],
        document=document.from_json(row["document"], where=_SHELF.where(row, name)),
        author=row["author"],
        note=row["note"],
        saved_at=row["saved_at"].replace(tzinfo=UTC),
    )
