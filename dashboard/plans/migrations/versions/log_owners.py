"""Who sees to an approach, at which post, and entries of the log that are taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for them; what was logged so far has none."""
    op.add_column("log", sa.Column("owner", sa.String(200)))
    op.add_column("log", sa.Column("post", sa.String(200)))
    op.add_column("log", sa.Column("takes_back", sa.Integer))


def downgrade() -> None:
    """Take them away: what was taken back, and the taking back, go first."""
    log = sa.table("log", sa.column("entry_id"), sa.column("takes_back"))
    gone = sa.select(log.c.takes_back).where(log.c.takes_back.is_not(None))
    held = [row[0] for row in op.get_bind().execute(gone)]
    is_void = log.c.takes_back.is_not(None) | log.c.entry_id.in_(held)
    op.execute(sa.delete(log).where(is_void))
    op.drop_column("log", "takes_back")
    op.drop_column("log", "post")
    op.drop_column("log", "owner")
