"""What plans, briefings and counts have in common: the desk they belong to, and who shares them."""

from __future__ import annotations

import sqlalchemy as sa

from dashboard.desks.person import Person
from dashboard.plans import rights, trail
from dashboard.plans.database import Database
from dashboard.plans.rights import DeskShare
from dashboard.plans.shelf import Shelf


class Sharing:
    """What one database keeps of a kind, for one person."""

    def __init__(self, database: Database, person: Person, shelf: Shelf) -> None:
        self._database = database
        self._person = person
        self._shelf = shelf
        self._witness = trail.witness(person)

    def desk_of(self, thing: str) -> str:
        """Return the desk a thing belongs to; empty where it is nobody's.

        Raises
        ------
        PlanError
            If there is none that this person may read.
        """
        with self._database.reading() as connection:
            return rights.desk_of(connection, self._shelf, thing, self._person, self._database.name)

    def refusal(self, thing: str = "") -> str | None:
        """Return why this person may keep nothing new, or not edit a thing; None where they may.

        Raises
        ------
        PlanError
            If the database cannot be read.
        """
        with self._database.reading() as connection:
            return rights.refusal(connection, self._shelf, thing, self._person)

    def shares(self, thing: str) -> tuple[DeskShare, ...]:
        """Return with which desks a thing is shared; see `rights.shares`."""
        with self._database.reading() as connection:
            return rights.shares(connection, self._shelf, thing, self._person, self._database.name)

    def share(self, thing: str, *, desk: str, may_edit: bool) -> None:
        """Let another desk read or edit a thing; see `rights.share`."""
        with self._database.writing() as connection:
            other = rights.share(
                connection,
                self._shelf,
                thing,
                self._person,
                self._database.name,
                desk=desk,
                may_edit=may_edit,
            )
            self._note(connection, "shared", f"{thing} → {other}")

    def unshare(self, thing: str, *, desk: str) -> None:
        """Take back what another desk was allowed; see `rights.unshare`."""
        with self._database.writing() as connection:
            if rights.unshare(
                connection, self._shelf, thing, self._person, self._database.name, desk=desk
            ):
                self._note(connection, "unshared", f"{thing} → {desk}")

    def of_nobody(self) -> tuple[tuple[str, str], ...]:
        """Return what was kept before anybody logged in; see `rights.of_nobody`."""
        with self._database.reading() as connection:
            return rights.of_nobody(connection, self._shelf, self._person)

    def give(self, thing: str, *, desk: str) -> None:
        """Give to a desk what was kept before anybody logged in; see `rights.give`."""
        with self._database.writing() as connection:
            other = rights.give(
                connection, self._shelf, thing, self._person, self._database.name, desk=desk
            )
            self._note(connection, "given", f"{thing} → {other}")

    def close(self) -> None:
        """Give back every connection."""
        self._database.close()

    def _check_editable(self, connection: sa.Connection, thing: str) -> None:
        rights.check_editable(connection, self._shelf, thing, self._person, self._database.name)

    def _note(self, connection: sa.Connection, act: trail.Act, thing: str, who: str = "") -> None:
        trail.write(connection, self._witness, act, self._shelf.word, thing, who=who)
