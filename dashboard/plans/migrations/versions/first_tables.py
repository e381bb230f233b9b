"""Plans, their revisions and their log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "plans",
        sa.Column("plan_id", sa.String(32), primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("instrument_id", sa.String(60), nullable=False),
        sa.Column("target", sa.Integer, nullable=False),
        sa.Column("snapshot_version", sa.String(200), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "revisions",
        sa.Column("plan_id", sa.String(32), sa.ForeignKey("plans.plan_id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_table(
        "log",
        sa.Column("entry_id", sa.Integer, primary_key=True),
        sa.Column("plan_id", sa.String(32), sa.ForeignKey("plans.plan_id"), nullable=False),
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
    op.create_index("ix_log_plan_id", "log", ["plan_id"])


def downgrade() -> None:
    """Take the three tables away, with everything in them."""
    op.drop_index("ix_log_plan_id", "log")
    op.drop_table("log")
    op.drop_table("revisions")
    op.drop_table("plans")
