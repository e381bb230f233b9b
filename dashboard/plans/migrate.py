"""Bring a database of plans to the tables of this version, or back: by Alembic, step by step."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from dashboard.plans.tables import METADATA
from data.errors import PlanError

FOLDER = Path(__file__).parent / "migrations"

_TURN = 7_270_521
"""The lock under which migrations of one PostgreSQL database take turns."""


def is_current(connection: sa.Connection) -> bool:
    """Return whether a database has the tables of this version."""
    return step_of(connection) == _steps(connection).get_current_head()


def upgrade(connection: sa.Connection, to: str = "head") -> None:
    """Bring a database forward, within the transaction of the connection.

    Raises
    ------
    PlanError
        If it was written by a newer version.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_TURN)))
    try:
        command.upgrade(_config(connection), to)
    except CommandError as error:
        raise PlanError(
            "the database of plans",
            found=f"tables of another version ({step_of(connection)})",
            expected=f"{_steps(connection).get_current_head()} or older",
            do="use the Trojka that wrote it, or another database",
        ) from error


def downgrade(connection: sa.Connection, to: str = "base") -> None:
    """Take a database back, within the transaction of the connection."""
    command.downgrade(_config(connection), to)


def differences(connection: sa.Connection) -> list[object]:
    """Return what a database has otherwise than ``tables.py`` says; empty if nothing."""
    return list(compare_metadata(MigrationContext.configure(connection), METADATA))


def step_of(connection: sa.Connection) -> str | None:
    """Return the step at which a database is; None before the first."""
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _steps(connection: sa.Connection) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(connection))
