"""The tables of plans as lines of JSON, which a database of either kind takes in again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from dashboard.plans import migrate, trail
from dashboard.plans.tables import COUNT_LINES, LOG, LOGOUTS, METADATA, TRAIL
from data.errors import PlanError

AT_ONCE = 500
"""Rows put in by one statement."""

NUMBERED = (LOG, COUNT_LINES)
"""Tables whose rows the database numbers."""

KEPT = tuple(table for table in METADATA.sorted_tables if table is not LOGOUTS)
"""Tables that a backup holds. A logout lasts no longer than its login would have: what a backup
could say of it is over soon, and what is known here must not be undone by a restore."""


def tables(connection: sa.Connection) -> Iterator[tuple[str, bytes]]:
    """Yield tables by name, a JSON object a row, as one state of the database has them: `KEPT`."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    for table in KEPT:
        asked = sa.select(table).order_by(*table.primary_key.columns)
        rows = connection.execute(asked).mappings()
        yield table.name, b"".join(_line(row) for row in rows)


def check_empty(connection: sa.Connection, name: str) -> None:
    """Refuse a database, called by its name in messages, that holds anything.

    Raises
    ------
    PlanError
    """
    for table in KEPT:
        if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise PlanError(
                f"plans in {name}",
                found="plans, or a trail, that are here already",
                expected="an empty database",
                do="take a backup of them first, then restore with --over; nothing was restored",
            )


def check_trail(connection: sa.Connection, *, n_rows: int, seal: str, where: str) -> None:
    """Refuse a trail that does not end where it should, or whose chain breaks.

    Raises
    ------
    PlanError
    """
    if end_of_trail(connection) != (n_rows, seal):
        raise _unfit(where, "a trail that ends otherwise than its manifest says")
    rows = connection.execute(sa.select(TRAIL).order_by(TRAIL.c.number)).mappings()
    if (broken := trail.first_break(rows)) is not None:
        raise _unfit(where, f"a trail that breaks at row {broken.number}")


def put(connection: sa.Connection, held: Mapping[str, bytes], *, step: str, where: str) -> None:
    """Make a database hold just what was dumped, and bring it to the tables of this version.

    Parameters
    ----------
    connection : Connection
        That may write; nothing of what it held before stays, but for its logouts.
    held : mapping of str to bytes
        Tables by name, as `tables` gives them.
    step : str
        Of the migrations, at which they were dumped.
    where : str
        What is read, for messages.

    Raises
    ------
    PlanError
        If they are of a newer version, or do not fit.
    """
    logouts = list(map(dict, connection.execute(sa.select(LOGOUTS)).mappings()))
    migrate.downgrade(connection)
    migrate.upgrade(connection, step)
    then = sa.MetaData()
    then.reflect(connection)
    strange = sorted(set(held) - (set(then.tables) - {LOGOUTS.name}))
    if strange:
        raise _unfit(where, f"a table {strange[0][:40]!a}")
    for table in then.sorted_tables:
        rows = list(_rows(held.get(table.name, b""), table, where))
        for first in range(0, len(rows), AT_ONCE):
            connection.execute(sa.insert(table), rows[first : first + AT_ONCE])
    migrate.upgrade(connection)
    if logouts:
        connection.execute(sa.insert(LOGOUTS), logouts)
    if connection.dialect.name == "postgresql":
        for table in NUMBERED:
            _go_on_counting(connection, table)


def end_of_trail(connection: sa.Connection) -> tuple[int, str]:
    """Return how many rows the trail has, and the seal of the last; empty where it has none."""
    asked = sa.select(TRAIL.c.number, TRAIL.c.sha256).order_by(TRAIL.c.number.desc()).limit(1)
    last = connection.execute(asked).first()
    return (0, "") if last is None else (int(last.number), str(last.sha256))


def _go_on_counting(connection: sa.Connection, table: sa.Table) -> None:
    """Let the server number further rows after those that were put in."""
    (column,) = table.primary_key.columns
    last = connection.execute(sa.select(sa.func.max(column))).scalar()
    if last is not None:
        sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
        connection.execute(sa.select(sa.func.setval(sequence, last)))


def _line(row: Mapping[Any, Any]) -> bytes:
    held = {
        str(name): value.isoformat() if isinstance(value, date) else value
        for name, value in row.items()
    }
    return json.dumps(held, ensure_ascii=False).encode() + b"\n"


def _rows(content: bytes, table: sa.Table, where: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(content.splitlines(), start=1):
        place = f"{where}, table {table.name}, line {number}"
        try:
            read = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _unfit(place, "a line that is no JSON") from error
        if not isinstance(read, dict) or set(read) != set(table.columns.keys()):
            raise _unfit(place, "other columns than the table has")
        yield {name: _value(read[name], table.columns[name].type, place) for name in read}


def _value(value: Any, kind: sa.types.TypeEngine[Any], place: str) -> Any:
    """Return a value as the database takes it."""
    if value is None or not isinstance(kind, sa.Date | sa.DateTime):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _unfit(place, f"the time {str(value)[:40]!a}") from error
    return moment.date() if isinstance(kind, sa.Date) else moment.replace(tzinfo=None)


def _unfit(where: str, found: str) -> PlanError:
    return PlanError(
        where,
        found=found,
        expected="tables as python -m dashboard backup writes them",
        do="take another backup; nothing was restored",
    )
