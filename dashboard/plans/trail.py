"""The trail: who did what with which thing, and when; never what stood in it.

Rows are added, never changed, and each is sealed by the checksum of itself and of the one before:
whoever changes, removes or slips in a row breaks the chain, and `Trail.broken_at` says where. That
the last rows were cut off shows only against a number that was noted elsewhere, as in a backup.

>>> from tempfile import TemporaryDirectory
>>> from dashboard.desks.person import Person, Role
>>> folder = TemporaryDirectory()
>>> officer = Person(subject="7f3c", name="A. Jansen", desk="DVB/NW", role=Role.STEWARD)
>>> trail = Trail(Database(f"sqlite:///{folder.name}/plans.sqlite"), officer)
>>> trail.note("exported", "page", "standing")
>>> [(line.number, line.name, line.act, line.thing) for line in trail.lines()]
[(1, 'A. Jansen', 'exported', 'standing')]
>>> trail.broken_at() is None
True
>>> trail.close(); folder.cleanup()
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import sqlalchemy as sa

from dashboard.desks.person import ALONE, Person, Role
from dashboard.plans import address, rows
from dashboard.plans.database import Database, opened
from dashboard.plans.moments import now
from dashboard.plans.tables import TRAIL
from data import hidden
from data.errors import PlanError, StoreError
from data.facts import current_facts
from data.strict import StrictModel

Act = Literal[
    "saw",
    "saved",
    "logged",
    "shared",
    "unshared",
    "given",
    "exported",
    "updated",
    "undid",
    "restored",
]
ACTS: tuple[Act, ...] = get_args(Act)
"""What is noted."""

Kind = Literal["page", "plan", "briefing", "count", "facts", "database"]
"""With what it was done."""

_log = logging.getLogger("trojka.trail")

START = "0" * 64
"""What the first row follows."""

_TURN = 7_270_522
"""The lock under which writers of one PostgreSQL database add to the trail, one after another."""


class TrailRow(StrictModel):
    """A row of the trail as it must be to be read."""

    number: rows.Number
    at: rows.Moment
    subject: rows.Name
    name: rows.Name
    desk: rows.Name
    act: Act
    kind: Kind
    thing: rows.Name
    facts_version: rows.Name
    sha256: rows.Name


@dataclass(frozen=True)
class Witness:
    """Who acts, and which facts they look at; empty where there are none."""

    person: Person
    facts_version: str


@dataclass(frozen=True)
class TrailLine:
    """One act.

    Attributes
    ----------
    number : int
        1, 2, 3 … without gaps.
    at : datetime
        In UTC.
    subject, name, desk : str
        Who: as the provider knows them, as shown, and their desk. Without a login only the name
        that was typed, or none.
    act : str
        One of `ACTS`.
    kind, thing : str
        With what: its kind and its key, never its title or content.
    facts_version : str
        The facts that were looked at; empty where there were none.
    sha256 : str
        The seal.
    """

    number: int
    at: datetime
    subject: str
    name: str
    desk: str
    act: str
    kind: str
    thing: str
    facts_version: str
    sha256: str


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold: the number of the first row, and what is wrong with it."""

    number: int
    found: str


class Trail:
    """The trail of one database, for one person. Safe to share between threads."""

    def __init__(self, database: Database, person: Person = ALONE) -> None:
        self._database = database
        self._person = person
        self._witness = witness(person)

    def note(self, act: Act, kind: Kind, thing: str = "", *, who: str = "") -> None:
        """Add an act to the trail, in a transaction of its own.

        Parameters
        ----------
        act, kind : str
        thing : str
            Its key.
        who : str
            The name that was typed, where nobody logs in.

        Raises
        ------
        PlanError
            If the database cannot be written.
        """
        with self._database.writing() as connection:
            write(connection, self._witness, act, kind, thing, who=who)

    def lines(
        self,
        *,
        since: datetime | None = None,
        before: datetime | None = None,
        names: Collection[str] = (),
        desks: Collection[str] = (),
        acts: Collection[str] = (),
        most: int | None = None,
    ) -> tuple[TrailLine, ...]:
        """Return what was done, the last first.

        Parameters
        ----------
        since, before : datetime, optional
            From and until when, in UTC; the second is no part of the period.
        names, desks, acts : collection of str
            Of whom, of which desks, and which acts; all if empty.
        most : int, optional
            How many at most.

        Raises
        ------
        PlanError
            If this person may not read it, a row is damaged, or the database cannot be read.
        """
        self._check_steward()
        asked = sa.select(TRAIL).order_by(TRAIL.c.number.desc()).limit(most)
        for column, wanted in ((TRAIL.c.name, names), (TRAIL.c.desk, desks), (TRAIL.c.act, acts)):
            asked = asked.where(column.in_(tuple(wanted))) if wanted else asked
        if since is not None:
            asked = asked.where(TRAIL.c.at >= _stored(since))
        if before is not None:
            asked = asked.where(TRAIL.c.at < _stored(before))
        with self._database.reading() as connection:
            return tuple(map(self._as_line, connection.execute(asked).mappings()))

    def people(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names and the desks that the trail names, each once and in order.

        Raises
        ------
        PlanError
            If this person may not read it, or the database cannot be read.
        """
        self._check_steward()
        with self._database.reading() as connection:
            names, desks = (
                connection.execute(sa.select(column).distinct().order_by(column)).scalars().all()
                for column in (TRAIL.c.name, TRAIL.c.desk)
            )
        return tuple(filter(None, names)), tuple(filter(None, desks))

    def broken_at(self) -> Break | None:
        """Return where the chain does not hold; None where it does from the first to the last row.

        Raises
        ------
        PlanError
            If this person may not read it, or the database cannot be read.
        """
        self._check_steward()
        asked = sa.select(TRAIL).order_by(TRAIL.c.number)
        with self._database.reading() as connection:
            return first_break(
                connection.execution_options(yield_per=1_000).execute(asked).mappings()
            )

    def n_rows(self) -> int:
        """Return how many rows the trail has.

        Raises
        ------
        PlanError
            If this person may not read it, or the database cannot be read.
        """
        self._check_steward()
        with self._database.reading() as connection:
            counted = connection.execute(sa.select(sa.func.count()).select_from(TRAIL)).scalar_one()
        return int(counted)

    def close(self) -> None:
        """Give back every connection."""
        self._database.close()

    def _check_steward(self) -> None:
        if self._person.may(Role.STEWARD):
            return
        raise PlanError(
            "the trail",
            found="that you are no steward",
            expected="the role of a steward",
            do="ask one of them",
            reason="no_steward",
        )

    def _as_line(self, row: Mapping[Any, Any]) -> TrailLine:
        where = f"row {row['number']} of the trail in {self._database.name}"
        held = rows.read(where, TrailRow, row).model_dump()
        return TrailLine(**held | {"at": held["at"].replace(tzinfo=UTC)})


def witness(person: Person) -> Witness:
    """Return what the trail says of a person and of the facts of now.

    To be asked before a transaction begins: opening the facts would keep other writers waiting.
    """
    try:
        return Witness(person, current_facts().version)
    except StoreError:
        return Witness(person, "")


def write(
    connection: sa.Connection, seen: Witness, act: Act, kind: Kind, thing: str, *, who: str = ""
) -> None:
    """Add an act to the trail, within the transaction of the connection and as its last word.

    Writers take turns from here until their transactions end, so that the chain has one end.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_TURN)))
    asked = sa.select(TRAIL.c.number, TRAIL.c.sha256).order_by(TRAIL.c.number.desc()).limit(1)
    last = connection.execute(asked).first()
    row = {
        "number": 1 if last is None else last.number + 1,
        "at": now(),
        "subject": hidden.escaped(seen.person.subject)[:300],
        "name": hidden.escaped(who if seen.person == ALONE else seen.person.name)[:200],
        "desk": hidden.escaped(seen.person.desk)[:200],
        "act": act,
        "kind": kind,
        "thing": hidden.escaped(thing)[:300],
        "facts_version": seen.facts_version,
    }
    seal = sealed(START if last is None else last.sha256, row)
    connection.execute(sa.insert(TRAIL).values(**row, sha256=seal))


def sealed(before: str, row: Mapping[Any, Any]) -> str:
    """Return the seal of a row: the checksum (SHA-256) of the one before and of all it says."""
    at = row["at"]
    said = [
        before,
        row["number"],
        at.isoformat(timespec="microseconds") if isinstance(at, datetime) else at,
        *(row[name] for name in ("subject", "name", "desk", "act", "kind", "thing")),
        row["facts_version"],
    ]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def first_break(held: Iterable[Mapping[Any, Any]]) -> Break | None:
    """Return where the chain of rows, the first one first, does not hold."""
    before = START
    for number, row in enumerate(held, start=1):
        if row["number"] != number:
            return Break(number, f"row {row['number']} in the place of row {number}")
        if sealed(before, row) != row["sha256"]:
            return Break(number, "a row that does not fit its seal and the row before it")
        before = row["sha256"]
    return None


def kept_trail(person: Person) -> Trail:
    """Return the trail of the database that the environment names, for a person.

    Raises
    ------
    PlanError
        If it cannot be opened, or was written by a newer version.
    """
    return Trail(opened(address.of_plans()), person)


def noted(
    person: Person, act: Act, kind: Kind, thing: str, *, facts_version: str | None = None
) -> bool:
    """Add an act to the trail, and return whether that worked: what was done is not undone by it.

    Where the database is away the server's own log says what is missing.

    Parameters
    ----------
    person : Person
    act, kind, thing : str
        See `Trail.note`.
    facts_version : str, optional
        The facts that were looked at; those of now if not given.
    """
    seen = witness(person) if facts_version is None else Witness(person, facts_version)
    try:
        with opened(address.of_plans()).writing() as connection:
            write(connection, seen, act, kind, thing)
    except PlanError as error:
        _log.warning("not in the trail: %s of %s %s (%s)", act, kind, thing, error.reason)
        return False
    return True


def _stored(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at
