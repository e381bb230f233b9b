"""How each kind of request changes the files: one module a kind, `DRAFTS` by kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from etl.changes.draft import Draft
from etl.changes.files import SourceFiles
from etl.changes.kinds import endorsement, position, rollcall, roster, small, sponsors

DRAFTS: dict[str, Callable[[Any, SourceFiles], Draft]] = {
    "roster": roster.draft,
    "group": roster.draft,
    "endorsement": endorsement.draft,
    "rollcall": rollcall.draft,
    "sponsors": sponsors.draft,
    "milestone": small.milestone,
    "stance": small.stance,
    "position": position.draft,
    "correction": small.correction,
}
"""By kind: from a request and the files to a draft, the files changed in memory."""
