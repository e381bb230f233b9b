"""Whose plans, briefings and counts are, who else may read them, and the trail of who did what."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OWNED = ("plans", "briefings", "counts")

ON_SQLITE = (
    """
    CREATE TRIGGER trail_unchanged BEFORE UPDATE ON trail
    BEGIN SELECT RAISE(ABORT, 'the trail is never changed'); END
    """,
    """
    CREATE TRIGGER trail_kept BEFORE DELETE ON trail
    BEGIN SELECT RAISE(ABORT, 'the trail is never changed'); END
    """,
    # REPLACE removes a row without asking the trigger above
    """
    CREATE TRIGGER trail_onward BEFORE INSERT ON trail
    WHEN EXISTS (SELECT 1 FROM trail WHERE number >= NEW.number)
    BEGIN SELECT RAISE(ABORT, 'the trail only grows at its end'); END
    """,
)

ON_POSTGRESQL = (
    """
    CREATE FUNCTION trail_refuses() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the trail is never changed'; END $$
    """,
    """
    CREATE TRIGGER trail_unchanged BEFORE UPDATE OR DELETE ON trail
    FOR EACH ROW EXECUTE FUNCTION trail_refuses()
    """,
    """
    CREATE TRIGGER trail_kept BEFORE TRUNCATE ON trail
    FOR EACH STATEMENT EXECUTE FUNCTION trail_refuses()
    """,
)


def upgrade() -> None:
    """Make room for them; what was kept so far is no desk's."""
    for table in OWNED:
        op.add_column(table, sa.Column("desk", sa.String(200), nullable=False, server_default=""))
    op.create_table(
        "shares",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("thing", sa.String(32), primary_key=True),
        sa.Column("desk", sa.String(200), primary_key=True),
        sa.Column("may_edit", sa.Boolean, nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("shared_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "trail",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("desk", sa.String(200), nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("thing", sa.String(300), nullable=False),
        sa.Column("facts_version", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    is_server = op.get_bind().dialect.name == "postgresql"
    for statement in ON_POSTGRESQL if is_server else ON_SQLITE:
        op.execute(statement)


def downgrade() -> None:
    """Take them away: whose things are, who may read them, and the whole trail."""
    op.drop_table("trail")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION trail_refuses()")
    op.drop_table("shares")
    for table in reversed(OWNED):
        op.drop_column(table, "desk")
