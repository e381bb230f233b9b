"""Plans for the next version of a text, which is not there yet."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tell next versions from texts; all plans so far are for texts."""
    column = sa.Column("is_next", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("plans", column)


def downgrade() -> None:
    """Take the difference away."""
    op.drop_column("plans", "is_next")
