"""Logins that were ended by logging out, for every replica to know."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "logouts",
        sa.Column("login", sa.String(64), primary_key=True),
        sa.Column("ends_at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    """Take the table away: whoever logged out and kept a copy of the cookie is let in again."""
    op.drop_table("logouts")
