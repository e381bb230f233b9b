"""Times as databases of both kinds hold them: in UTC, without saying so."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return the time in UTC, as databases of both kinds hold it."""
    return datetime.now(tz=UTC).replace(tzinfo=None)
