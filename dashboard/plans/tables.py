"""The tables of saved plans and briefings; ``migrations/`` brings a database to them, by steps."""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()

PLANS = sa.Table(
    "plans",
    METADATA,
    sa.Column("plan_id", sa.String(32), primary_key=True),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("instrument_id", sa.String(60), nullable=False),
    sa.Column("is_next", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("target", sa.Integer, nullable=False),
    sa.Column("snapshot_version", sa.String(200), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("created_at", sa.DateTime, nullable=False),
    sa.Column("saved_at", sa.DateTime, nullable=False),
)
"""A row a plan, as its latest revision has it. Times are UTC."""

REVISIONS = sa.Table(
    "revisions",
    METADATA,
    sa.Column("plan_id", sa.String(32), sa.ForeignKey("plans.plan_id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("author", sa.String(200), nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("saved_at", sa.DateTime, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
)
"""A row a save, with the whole plan as JSON. Rows are added, never changed."""

LOG = sa.Table(
    "log",
    METADATA,
    sa.Column("entry_id", sa.Integer, primary_key=True),
    sa.Column("plan_id", sa.String(32), sa.ForeignKey("plans.plan_id"), nullable=False, index=True),
    sa.Column("state", sa.String(3), nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("result", sa.String(60)),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("level", sa.String(60)),
    sa.Column("partner", sa.String(3)),
    sa.Column("due", sa.Date),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("author", sa.String(200), nullable=False),
    sa.Column("logged_at", sa.DateTime, nullable=False),
)
"""A row a step of an approach. Rows are added, never changed: the last one of a State holds."""

BRIEFINGS = sa.Table(
    "briefings",
    METADATA,
    sa.Column("briefing_id", sa.String(32), primary_key=True),
    sa.Column("title", sa.String(300), nullable=False),
    sa.Column("n_items", sa.Integer, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("created_at", sa.DateTime, nullable=False),
    sa.Column("saved_at", sa.DateTime, nullable=False),
)
"""A row a briefing, as its latest revision has it."""

BRIEFING_REVISIONS = sa.Table(
    "briefing_revisions",
    METADATA,
    sa.Column(
        "briefing_id", sa.String(32), sa.ForeignKey("briefings.briefing_id"), primary_key=True
    ),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("author", sa.String(200), nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("saved_at", sa.DateTime, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
)
"""A row a save, with the whole request as JSON. Rows are added, never changed."""

COUNTS = sa.Table(
    "counts",
    METADATA,
    sa.Column("count_id", sa.String(32), primary_key=True),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("created_at", sa.DateTime, nullable=False),
    sa.Column("saved_at", sa.DateTime, nullable=False),
)
"""A row a count of votes or names on a day. Times are UTC."""

COUNT_REVISIONS = sa.Table(
    "count_revisions",
    METADATA,
    sa.Column("count_id", sa.String(32), sa.ForeignKey("counts.count_id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("author", sa.String(200), nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("saved_at", sa.DateTime, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
)
"""What is counted, and its forecast, as JSON. Rows are added, never changed."""

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
    sa.Column("entered_at", sa.DateTime, nullable=False),
)
"""A row a line of a count. Rows are added, never changed: the lines together say how it stands."""
