"""Rows as they must be to be read: whatever was changed by hand is refused, with its place named.

>>> from datetime import datetime
>>> held = {"number": 0, "author": "desk", "note": "", "saved_at": datetime(2026, 1, 2)}
>>> read("plan p, revision 0", SaveRow, held)
Traceback (most recent call last):
    ...
dashboard.plans.strict.UnreadableError: plan p, revision 0, number: found 0, expected a value ...
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypeVar

from pydantic import Field

from dashboard.plans import strict
from dashboard.plans.strict import PRINTABLE, Text
from data.strict import StrictModel

Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Name = Annotated[str, Field(max_length=300), PRINTABLE]
FIRST, LAST = datetime(1970, 1, 1), datetime(2200, 12, 31)  # UTC, as stored
Moment = Annotated[datetime, Field(ge=FIRST, le=LAST)]

MENDED = "restore the database from a backup"

Row = TypeVar("Row", bound=StrictModel)


class HeadRow(StrictModel, extra="ignore"):
    """What the list of all says of a thing."""

    title: Name
    desk: Name
    may_edit: bool
    revision: Number
    saved_at: Moment


class PlanRow(HeadRow):
    """What the list says of a plan."""

    plan_id: Name
    instrument_id: strict.Key
    is_next: bool
    target: Annotated[int, Field(ge=0, le=1_000)]
    snapshot_version: Name
    created_at: Moment


class BriefingRow(HeadRow):
    """What the list says of a briefing."""

    briefing_id: Name
    n_items: Annotated[int, Field(ge=0, le=100_000)]


class CountHeadRow(HeadRow):
    """What the list says of a count."""

    count_id: Name
    kind: strict.Key


class SaveRow(StrictModel, extra="ignore"):
    """One save of a thing, but for its document."""

    number: Number
    author: Name
    note: Text
    saved_at: Moment


class WrittenRow(StrictModel, extra="ignore"):
    """A line of a log or of a count, but for what it says."""

    entry_id: Number
    author: Name
    at: Moment


class LogRow(WrittenRow):
    """A line of a log, but for its step."""

    takes_back: Number | None = None


class ShareRow(StrictModel, extra="ignore"):
    """One desk that may read or edit a thing."""

    desk: Name
    may_edit: bool
    author: Name
    shared_at: Moment


def read(where: str, kind: type[Row], row: Mapping[Any, Any]) -> Row:
    """Return a row, if it is as one is written.

    Raises
    ------
    PlanError
        If it is not; every fault is named, and where it lies.
    """
    held = {name: row[name] for name in kind.model_fields if name in row}
    return strict.read(where, lambda: kind(**held), do=MENDED)
