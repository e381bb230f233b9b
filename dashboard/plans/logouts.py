"""Logins that were ended by logging out, by their marks: what replicas must know of one another.

>>> import time
>>> from tempfile import TemporaryDirectory
>>> folder = TemporaryDirectory()
>>> database = Database(f"sqlite:///{folder.name}/plans.sqlite")
>>> keep(database, {"0" * 64: time.time() + 900, "1" * 64: time.time() - 900})
>>> sorted(held(database)) == ["0" * 64]
True
>>> database.close(); folder.cleanup()
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.dialects import postgresql, sqlite

from dashboard.plans import rows
from dashboard.plans.database import Database
from dashboard.plans.moments import now
from dashboard.plans.tables import LOGOUTS
from data.strict import StrictModel


class LogoutRow(StrictModel):
    """A logout as it must be to be read."""

    login: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    ends_at: rows.Moment


def held(database: Database) -> dict[str, float]:
    """Return when each login that was logged out ends, in seconds since 1970, by its mark.

    Raises
    ------
    PlanError
        If a row is damaged, or the database cannot be read.
    """
    asked = sa.select(LOGOUTS).where(LOGOUTS.c.ends_at > now())
    with database.reading() as connection:
        found = connection.execute(asked).mappings().all()
    where = f"logouts in {database.name}"
    read = [rows.read(where, LogoutRow, row) for row in found]
    return {row.login: row.ends_at.replace(tzinfo=UTC).timestamp() for row in read}


def keep(database: Database, ended: Mapping[str, float]) -> None:
    """Add logouts, and take away those whose logins are over by now.

    Parameters
    ----------
    database : Database
    ended : mapping of str to float
        When each login ends, in seconds since 1970, by its mark; one that is known stays as it is.

    Raises
    ------
    PlanError
        If the database cannot be written.
    """
    added = [
        {"login": login, "ends_at": datetime.fromtimestamp(ends_at, UTC).replace(tzinfo=None)}
        for login, ends_at in ended.items()
    ]
    with database.writing() as connection:
        kinds = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(kinds.insert(LOGOUTS).on_conflict_do_nothing(), added)
        connection.execute(sa.delete(LOGOUTS).where(LOGOUTS.c.ends_at <= now()))
