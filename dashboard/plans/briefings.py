"""Keep briefings as plans are kept: in the same database, every save a revision that stays.

>>> from tempfile import TemporaryDirectory
>>> from dashboard.briefing import request
>>> folder = TemporaryDirectory()
>>> briefings = Briefings(Database(f"sqlite:///{folder.name}/plans.sqlite"))
>>> first = briefings.save(request.make(title="Seoul"), who="desk")
>>> first.number, briefings.load(first.briefing_id).request.title
(1, 'Seoul')
>>> briefings.close(); folder.cleanup()
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dashboard.briefing import request as requests
from dashboard.briefing.request import Request
from dashboard.desks.person import ALONE, Person
from dashboard.plans import address, rows
from dashboard.plans.database import Database, opened
from dashboard.plans.sharing import Sharing
from dashboard.plans.shelf import Shelf
from dashboard.plans.tables import BRIEFING_REVISIONS, BRIEFINGS
from data.errors import PlanError

_SHELF = Shelf(BRIEFINGS, BRIEFING_REVISIONS, "briefing_id", "briefing", rows.BriefingRow)


@dataclass(frozen=True)
class SavedBriefing:
    """A briefing as it was saved once; see `store.Revision`."""

    briefing_id: str
    number: int
    request: Request
    author: str
    saved_at: datetime


@dataclass(frozen=True)
class ListedBriefing:
    """A briefing in the list of all; see `store.Listed`."""

    briefing_id: str
    title: str
    n_items: int
    revision: int
    saved_at: datetime
    desk: str = ""
    may_edit: bool = True


class Briefings(Sharing):
    """The saved briefings of one database that a person may read. Safe to share between threads."""

    def __init__(self, database: Database, person: Person = ALONE) -> None:
        super().__init__(database, person, _SHELF)

    def save(
        self,
        request: Request,
        *,
        who: str,
        briefing_id: str | None = None,
        expect_revision: int = 0,
    ) -> SavedBriefing:
        """Keep a briefing as its next revision, in one transaction.

        Parameters
        ----------
        request : Request
        who : str
            The name that was typed; whoever is logged in saves under their own.
        briefing_id : str, optional
            Of a briefing saved before; a new one if not given.
        expect_revision : int
            Number of the revision on which this one was made.

        Raises
        ------
        PlanError
            If it has another revision by now, there is no such briefing, this person may not edit
            it, or the database cannot be written. Nothing is changed.
        """
        name = self._database.name
        with self._database.writing() as connection:
            row = _SHELF.put(
                connection,
                requests.to_json(request),
                {"title": request.title, "n_items": len(request.items)},
                person=self._person,
                name=name,
                who=who,
                note="",
                thing=briefing_id,
                expect_revision=expect_revision,
            )
            if row is None:
                theirs = _SHELF.row(
                    connection, str(briefing_id), None, person=self._person, name=name
                )
                raise PlanError(
                    f"briefing '{request.title}'",
                    found=f"revision {theirs['number']}, saved by {theirs['author']}",
                    expected=f"revision {expect_revision}, on which yours was made",
                    do="save yours as a new briefing, and look at both",
                )
            self._note(connection, "saved", row["briefing_id"], who)
        return _as_saved(row, name)

    def load(self, briefing_id: str) -> SavedBriefing:
        """Return a briefing as last saved.

        Raises
        ------
        PlanError
            If there is none, it is damaged, or the database cannot be read.
        """
        with self._database.reading() as connection:
            row = _SHELF.row(
                connection, briefing_id, None, person=self._person, name=self._database.name
            )
        return _as_saved(row, self._database.name)

    def list(self) -> tuple[ListedBriefing, ...]:
        """Return all briefings that this person may read, the one saved last first.

        Raises
        ------
        PlanError
            If the database cannot be read.
        """
        with self._database.reading() as connection:
            listed = _SHELF.listed(connection, person=self._person, name=self._database.name)
        return tuple(ListedBriefing(**row) for row in listed)


def saved_briefings(person: Person) -> Briefings:
    """Return the briefings that a person may read, of the database that the environment names.

    Raises
    ------
    PlanError
        If it cannot be opened, or was written by a newer version.
    """
    return Briefings(opened(address.of_plans()), person)


def _as_saved(row: Mapping[Any, Any], name: str) -> SavedBriefing:
    """Return a row as a saved briefing."""
    return SavedBriefing(
        briefing_id=row["briefing_id"],
        number=row["number"],
        request=requests.from_json(row["document"], where=_SHELF.where(row, name)),
        author=row["author"],
        saved_at=row["saved_at"].replace(tzinfo=UTC),
    )
