"""The tables of saved plans, briefings and counts; ``migrations/`` brings a database to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

METADATA = sa.MetaData()


class _AsStored(sa.types.TypeDecorator[Any]):
    """A value that comes back as it is stored where it is none of its type.

    A SQLite file holds whatever was written into it by hand; who reads a row refuses what does not
    fit (`rows`), and says so.
    """

    impl: Any = sa.DateTime
    cache_ok = True

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Return what reads a value."""
        inner = super().result_processor(dialect, coltype)
        if inner is None:
            return None

        def read(value: Any) -> Any:
            try:
                return inner(value)
            except (TypeError, ValueError):
                return value

        return read


class Time(_AsStored):
    """A time in UTC, which does not say so."""

    cache_ok = True


class Day(_AsStored):
    """A day."""

    impl = sa.Date
    cache_ok = True


def _heads(table: str, key: str, *own: sa.Column[Any], title_length: int = 200) -> sa.Table:
    """Return a table with a row a thing, as its latest revision has it. Times are UTC.

    Parameters
    ----------
    table, key : str
        Its name, and that of the column that names a thing.
    own : Column
        What only this kind of thing has.
    title_length : int
        The most characters of a title.

    Notes
    -----
    ``desk`` is whose it is; empty where nobody logged in when it was kept.
    """
    return sa.Table(
        table,
        METADATA,
        sa.Column(key, sa.String(32), primary_key=True),
        sa.Column("title", sa.String(title_length), nullable=False),
        *own,
        sa.Column("desk", sa.String(200), nullable=False, server_default=""),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created_at", Time, nullable=False),
        sa.Column("saved_at", Time, nullable=False),
    )


def _revisions(table: str, heads: sa.Table) -> sa.Table:
    """Return a table with a row a save, the whole as JSON. Rows are added, never changed."""
    (key,) = heads.primary_key.columns
    return sa.Table(
        table,
        METADATA,
        sa.Column(key.name, sa.String(32), sa.ForeignKey(key), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("saved_at", Time, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )


PLANS = _heads(
    "plans",
    "plan_id",
    sa.Column("instrument_id", sa.String(60), nullable=False),
    sa.Column("is_next", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("target", sa.Integer, nullable=False),
    sa.Column("snapshot_version", sa.String(200), nullable=False),
)
REVISIONS = _revisions("revisions", PLANS)

LOG = sa.Table(
    "log",
    METADATA,
    sa.Column("entry_id", sa.Integer, primary_key=True),
    sa.Column("plan_id", sa.String(32), sa.ForeignKey("plans.plan_id"), nullable=False, index=True),
    sa.Column("state", sa.String(3), nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("result", sa.String(60)),
    sa.Column("on", Day, nullable=False),
    sa.Column("level", sa.String(60)),
    sa.Column("partner", sa.String(3)),
    sa.Column("due", Day),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("author", sa.String(200), nullable=False),
    sa.Column("logged_at", Time, nullable=False),
    sa.Column("owner", sa.String(200)),
    sa.Column("post", sa.String(200)),
    sa.Column("takes_back", sa.Integer),
)
"""A row a step of an approach. Rows are added, never changed: the last one of a State holds.

A row that names another in ``takes_back`` says that it does not hold, and is no step itself."""

BRIEFINGS = _heads(
    "briefings",
    "briefing_id",
    sa.Column("n_items", sa.Integer, nullable=False),
    title_length=300,
)
BRIEFING_REVISIONS = _revisions("briefing_revisions", BRIEFINGS)

COUNTS = _heads("counts", "count_id", sa.Column("kind", sa.String(20), nullable=False))
"""Counts of votes or names on a day."""

COUNT_REVISIONS = _revisions("count_revisions", COUNTS)

COUNT_LINES = sa.Table(
    "count_lines",
    METADATA,
    sa.Column("entry_id", sa.Integer, primary_key=True),
    sa.Column(
        "count_id", sa.String(32), sa.ForeignKey("counts.count_id"), nullable=False, index=True
    ),
    sa.Column("act", sa.String(20), nullable=False),
    sa.Column("batch", sa.String(60), nullable=False),
    sa.Column("state", sa.String(3)),
    sa.Column("answer", sa.String(20)),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("takes_back", sa.String(60)),
    sa.Column("author", sa.String(200), nullable=False),
    sa.Column("entered_at", Time, nullable=False),
)
"""A row a line of a count. Rows are added, never changed: the lines together say how it stands."""

SHARES = sa.Table(
    "shares",
    METADATA,
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("thing", sa.String(32), primary_key=True),
    sa.Column("desk", sa.String(200), primary_key=True),
    sa.Column("may_edit", sa.Boolean, nullable=False),
    sa.Column("author", sa.String(200), nullable=False),
    sa.Column("shared_at", Time, nullable=False),
)
"""A row a desk that may read or edit what is another one's: a plan, a briefing or a count."""

TRAIL = sa.Table(
    "trail",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Time, nullable=False),
    sa.Column("subject", sa.String(300), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("desk", sa.String(200), nullable=False),
    sa.Column("act", sa.String(20), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("thing", sa.String(300), nullable=False),
    sa.Column("facts_version", sa.String(200), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
)
"""A row an act, each sealed by the checksum of itself and of the row before. The database itself
refuses to change or remove one (``migrations/``)."""

LOGOUTS = sa.Table(
    "logouts",
    METADATA,
    sa.Column("login", sa.String(64), primary_key=True),
    sa.Column("ends_at", Time, nullable=False),
)
"""A row a login that was ended by logging out: its mark, and when it would have ended by itself.
No backup holds it, and a restore leaves it as it is."""
