"""Whose a plan, a briefing or a count is, who else may read or edit it, and what is refused.

Whoever sits alone before their own machine (`ALONE`) may do all. Where people log in, a thing is
its desk's: others neither find it in a list nor learn that it is there, unless it was shared with
them. What was kept before anybody logged in is nobody's then, until a steward gives it to a desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from dashboard.desks.person import ALONE, Person, Role
from dashboard.plans import rows, strict
from dashboard.plans.kept_kind import KeptKind
from dashboard.plans.moments import now
from dashboard.plans.tables import SHARES
from data.errors import PlanError
from data.strict import StrictModel

NOBODY = ""
"""The desk of what was kept before anybody logged in."""


class DeskName(StrictModel):
    """The name of a desk, as it is typed."""

    desk: strict.Line


@dataclass(frozen=True)
class DeskShare:
    """A desk with which a thing is shared, who shared it and when, in UTC."""

    desk: str
    may_edit: bool
    author: str
    shared_at: datetime


def readable(kind: KeptKind, person: Person) -> sa.ColumnElement[bool]:
    """Return which heads of a kind a person may read, as a condition."""
    if person == ALONE:
        return sa.true()
    if not person.desk:
        return sa.false()
    return (kind.heads.c.desk == person.desk) | _shared(kind, person).exists()


def editable(kind: KeptKind, person: Person) -> sa.ColumnElement[bool]:
    """Return which heads of a kind a person may edit, as a condition."""
    if person == ALONE:
        return sa.true()
    if not person.desk or not person.may(Role.DESK):
        return sa.false()
    shared = _shared(kind, person).where(SHARES.c.may_edit)
    return (kind.heads.c.desk == person.desk) | shared.exists()


def check_keeps(kind: KeptKind, person: Person) -> None:
    """Refuse a person who may keep nothing: a reader, or somebody of no desk.

    Raises
    ------
    PlanError
        With the ``reason`` ``reader`` or ``no_desk``.
    """
    if person == ALONE:
        return
    if not person.may(Role.DESK):
        raise PlanError(
            f"the {kind.word}s",
            found="that you may only read",
            expected="the role of a desk or a steward",
            do="ask whoever gives out roles",
            reason="reader",
        )
    if not person.desk:
        raise PlanError(
            f"the {kind.word}s",
            found="that you are of no desk",
            expected=f"a desk to which the {kind.word} can belong",
            do="ask whoever gives out roles",
            reason="no_desk",
        )


def check_readable(
    connection: sa.Connection, kind: KeptKind, thing: str, person: Person, name: str
) -> None:
    """Refuse a thing that is not there, or that a person may not read: by the same words.

    Raises
    ------
    PlanError
    """
    asked = sa.select(kind.heads.c[kind.key]).where(kind.heads.c[kind.key] == thing)
    if connection.execute(asked.where(readable(kind, person))).first() is None:
        raise kind.missing(thing, name)


def check_editable(
    connection: sa.Connection, kind: KeptKind, thing: str, person: Person, name: str
) -> None:
    """Refuse a thing that a person may not edit, and hold it, so that writers take turns.

    Raises
    ------
    PlanError
        As of one that is not there if they may not read it either; with the ``reason``
        ``read_only_share`` if they may read it.
    """
    check_keeps(kind, person)
    may_edit = editable(kind, person).label("may_edit")
    asked = sa.select(may_edit).where(kind.heads.c[kind.key] == thing)
    held = connection.execute(
        asked.where(readable(kind, person)).with_for_update(of=kind.heads)
    ).first()
    if held is None:
        raise kind.missing(thing, name)
    if not held.may_edit:
        raise PlanError(
            f"{kind.word} {thing}",
            found=f"that it is shared with the desk {person.desk} for reading only",
            expected="the right to edit it",
            do=f"ask the desk it belongs to, or save yours as a new {kind.word}",
            reason="read_only_share",
        )


def refusal(connection: sa.Connection, kind: KeptKind, thing: str, person: Person) -> str | None:
    """Return the ``reason`` for which a person may not edit a thing, or keep one; None if they may.

    Parameters
    ----------
    connection : Connection
    kind : KeptKind
    thing : str
        Key of one that they may read; empty of a new one.
    person : Person
    """
    try:
        check_keeps(kind, person)
    except PlanError as error:
        return error.reason
    asked = sa.select(kind.heads.c[kind.key]).where(kind.heads.c[kind.key] == thing)
    is_kept = connection.execute(asked.where(editable(kind, person))).first() is not None
    return None if is_kept or not thing else "read_only_share"


def desk_of(
    connection: sa.Connection, kind: KeptKind, thing: str, person: Person, name: str
) -> str:
    """Return the desk a thing belongs to, to whoever may read it.

    Raises
    ------
    PlanError
        If there is no such thing.
    """
    asked = sa.select(kind.heads.c.desk).where(kind.heads.c[kind.key] == thing)
    held = connection.execute(asked.where(readable(kind, person))).first()
    if held is None:
        raise kind.missing(thing, name)
    return str(held.desk)


def shares(
    connection: sa.Connection, kind: KeptKind, thing: str, person: Person, name: str
) -> tuple[DeskShare, ...]:
    """Return with whom a thing is shared, by the name of the desk, to whoever may read it.

    Raises
    ------
    PlanError
        If there is no such thing, or a row is damaged.
    """
    check_readable(connection, kind, thing, person, name)
    asked = sa.select(SHARES).where(SHARES.c.kind == kind.word, SHARES.c.thing == thing)
    found = connection.execute(asked.order_by(SHARES.c.desk)).mappings().all()
    where = f"shares of {kind.word} {thing} in {name}"
    held = [rows.read(where, rows.ShareRow, row).model_dump() for row in found]
    return tuple(
        DeskShare(**{**one, "shared_at": one["shared_at"].replace(tzinfo=UTC)}) for one in held
    )


def share(
    connection: sa.Connection,
    kind: KeptKind,
    thing: str,
    person: Person,
    name: str,
    *,
    desk: str,
    may_edit: bool,
) -> str:
    """Let another desk read or edit a thing, and return its name; what it was allowed before goes.

    Raises
    ------
    PlanError
        If this person's desk is not the one it belongs to, or the other desk is the same or none.
    """
    _check_owner(connection, kind, thing, person, name)
    other = strict.read("the desk", lambda: DeskName(desk=desk)).desk
    if other == person.desk:
        raise PlanError(
            f"{kind.word} {thing}",
            found=f"that it is {other}'s already",
            expected="another desk",
            do="name another one",
            reason="own_desk",
        )
    is_it = _is_share(kind, thing, other)
    connection.execute(sa.delete(SHARES).where(is_it))
    row = {"kind": kind.word, "thing": thing, "desk": other, "may_edit": may_edit}
    connection.execute(sa.insert(SHARES).values(**row, author=person.name, shared_at=now()))
    return other


def unshare(
    connection: sa.Connection, kind: KeptKind, thing: str, person: Person, name: str, *, desk: str
) -> bool:
    """Take back what another desk was allowed, and return whether it was allowed anything.

    Raises
    ------
    PlanError
        If this person's desk is not the one it belongs to.
    """
    _check_owner(connection, kind, thing, person, name)
    taken = connection.execute(sa.delete(SHARES).where(_is_share(kind, thing, desk)))
    return bool(taken.rowcount)


def give(
    connection: sa.Connection, kind: KeptKind, thing: str, person: Person, name: str, *, desk: str
) -> str:
    """Give to a desk what was kept before anybody logged in, and return the name of the desk.

    Raises
    ------
    PlanError
        If this person is no steward, or it is a desk's already or not there: by the same words.
    """
    _check_steward(kind, person)
    other = strict.read("the desk", lambda: DeskName(desk=desk)).desk
    is_it = (kind.heads.c[kind.key] == thing) & (kind.heads.c.desk == NOBODY)
    given = sa.update(kind.heads).where(is_it).values(desk=other)
    if connection.execute(given).rowcount != 1:
        raise kind.missing(thing, name)
    return other


def of_nobody(
    connection: sa.Connection, kind: KeptKind, person: Person
) -> tuple[tuple[str, str], ...]:
    """Return key and title of each thing that was kept before anybody logged in.

    Raises
    ------
    PlanError
        If this person is no steward.
    """
    _check_steward(kind, person)
    asked = sa.select(kind.heads.c[kind.key], kind.heads.c.title)
    found = connection.execute(
        asked.where(kind.heads.c.desk == NOBODY).order_by(kind.heads.c.title)
    )
    return tuple((str(key), str(title)) for key, title in found)


def _shared(kind: KeptKind, person: Person) -> sa.Select[tuple[str]]:
    return sa.select(SHARES.c.desk).where(
        SHARES.c.kind == kind.word,
        SHARES.c.thing == kind.heads.c[kind.key],
        SHARES.c.desk == person.desk,
    )


def _is_share(kind: KeptKind, thing: str, desk: str) -> sa.ColumnElement[bool]:
    return (SHARES.c.kind == kind.word) & (SHARES.c.thing == thing) & (SHARES.c.desk == desk)


def _check_owner(
    connection: sa.Connection, kind: KeptKind, thing: str, person: Person, name: str
) -> None:
    check_keeps(kind, person)
    owner = desk_of(connection, kind, thing, person, name)
    if person != ALONE and owner != person.desk:
        raise PlanError(
            f"{kind.word} {thing}",
            found=f"that it belongs to the desk {owner}",
            expected="your own desk",
            do="ask that desk to share it",
            reason="not_owner",
        )


def _check_steward(kind: KeptKind, person: Person) -> None:
    if person.may(Role.STEWARD):
        return
    raise PlanError(
        f"the {kind.word}s of nobody",
        found="that you are no steward",
        expected="the role of a steward",
        do="ask one of them",
        reason="no_steward",
    )
