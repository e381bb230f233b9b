"""Run by Alembic: migrate over the connection that ``dashboard/plans/migrate.py`` hands in."""

from alembic import context

from dashboard.plans.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
