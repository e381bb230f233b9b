"""Lines of the log of a plan: rows that are added, never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from dashboard.plans import rows, steps
from dashboard.plans.steps import LoggedStep
from dashboard.plans.tables import LOG
from data.errors import PlanError


@dataclass(frozen=True)
class LogEntry:
    """A line of the log: a step, who wrote it down and when, in UTC.

    One with ``takes_back`` is no step: it says that the entry of this number does not hold.
    """

    entry_id: int
    step: LoggedStep
    author: str
    logged_at: datetime
    takes_back: int | None = None


class LoggedMeanwhileError(PlanError):
    """Somebody logged an answer of the same State meanwhile; nothing was written.

    Attributes
    ----------
    mine : tuple of LoggedStep
        What was to be written.
    theirs : tuple of LogEntry
        What was written by then.
    """

    def __init__(self, mine: Sequence[LoggedStep], theirs: Sequence[LogEntry]) -> None:
        self.mine = tuple(mine)
        self.theirs = tuple(theirs)
        last = self.theirs[-1]
        super().__init__(
            f"the log of {last.step.state}",
            found=f"an entry by {last.author} that you had not seen",
            expected="the log as you saw it",
            do="look at both, then write yours as well or leave it",
        )


def entries(
    connection: sa.Connection, plan_id: str, *, after: int = 0, name: str
) -> tuple[LogEntry, ...]:
    """Return the log of a plan after an entry, the first one first.

    Raises
    ------
    PlanError
        If an entry is not as one is written; it names the plan, and the database by ``name``.
    """
    asked = sa.select(LOG).where(LOG.c.plan_id == plan_id, LOG.c.entry_id > after)
    found = connection.execute(asked.order_by(LOG.c.entry_id)).mappings().all()
    return tuple(
        _as_entry(row, f"log of plan {plan_id}, entry {row['entry_id']} in {name}") for row in found
    )


def write(connection: sa.Connection, row: Mapping[str, Any]) -> LogEntry:
    """Add a row to the log, and return it as an entry."""
    asked = sa.insert(LOG).values(dict(row)).returning(LOG.c.entry_id)
    number = connection.execute(asked).scalar_one()
    return _as_entry({**row, "entry_id": number}, f"log of plan {row['plan_id']}, entry {number}")


def _as_entry(row: Mapping[Any, Any], where: str) -> LogEntry:
    held = rows.read(where, rows.LogRow, {**row, "at": row["logged_at"]})
    step = steps.make(where, **{field: row[field] for field in LoggedStep.model_fields})
    return LogEntry(held.entry_id, step, held.author, held.at.replace(tzinfo=UTC), held.takes_back)
