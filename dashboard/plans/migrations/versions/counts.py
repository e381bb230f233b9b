"""Counts of votes and names on a day, and their lines."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "counts",
        sa.Column("count_id", sa.String(32), primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "count_revisions",
        sa.Column("count_id", sa.String(32), sa.ForeignKey("counts.count_id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_table(
        "count_lines",
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


def downgrade() -> None:
    """Take the three tables away, with everything in them."""
    op.drop_table("count_lines")
    op.drop_table("count_revisions")
    op.drop_table("counts")
