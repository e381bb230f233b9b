"""Whether this server can answer pages: the snapshot, the database of plans, and how warm it is.

It is looked at beside everything else and never waited for long: what was found a moment ago holds
where the look takes longer. Neither places nor names are told; the log says more.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Any

import anyio
from anyio import to_thread

from dashboard import warm
from dashboard.plans import address
from dashboard.plans.database import opened
from data import store
from data.errors import PlanError, StoreError

WAIT_SECONDS = 0.05
"""How long an answer waits for the look that it began."""

FRESH_SECONDS = 1.0
"""A look that is no older is not repeated."""

HOLDS_SECONDS = 15.0
"""A look that is older says nothing any more."""

_log = logging.getLogger("trojka.readiness")


@dataclass(frozen=True)
class Readiness:
    """What was found.

    Attributes
    ----------
    facts : str or None
        Version of the snapshot; None where it cannot be read.
    snapshot, plans : str
        ``readable`` and ``answers``, or ``unknown``, ``not readable`` and ``no answer``.
    reasons : tuple of str
        Why pages cannot be answered; empty where they can.
    """

    facts: str | None
    snapshot: str
    plans: str
    reasons: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        """Return it as what JSON can hold, with how warm the server is."""
        return {
            "status": "not ready" if self.reasons else "ready",
            "facts": self.facts,
            "snapshot": self.snapshot,
            "plans": self.plans,
            "warm": warm.state(),
            "reasons": list(self.reasons),
        }


UNKNOWN = Readiness(None, "unknown", "unknown", ("the look at snapshot and plans takes long",))


def look() -> Readiness:
    """Look at the snapshot and at the database of plans, however long that takes."""
    reasons = []
    version = None
    try:
        version = store.open_snapshot().version
    except StoreError as error:
        _log.warning("the snapshot cannot be read: %s", error)
        reasons.append("the snapshot cannot be read; run: python -m etl build")
    plans = "answers"
    try:
        opened(address.of_plans()).answer()
    except PlanError as error:
        _log.warning("the database of plans does not answer: %s", error)
        reasons.append(f"the database of plans does not answer ({error.reason or 'unknown'})")
        plans = "no answer"
    return Readiness(
        version, "not readable" if version is None else "readable", plans, tuple(reasons)
    )


class Watch:
    """Looks when asked, at most once at a time."""

    def __init__(self) -> None:
        self._looking: asyncio.Task[Readiness] | None = None
        self._found = UNKNOWN
        self._found_at = -HOLDS_SECONDS
        self._turn = anyio.CapacityLimiter(1)

    async def readiness(self) -> Readiness:
        """Return what a look finds now, or found lately; within a tenth of a second."""
        if time.monotonic() - self._found_at > FRESH_SECONDS:
            looking = self._begun()
            done, _waiting = await asyncio.wait({looking}, timeout=WAIT_SECONDS)
            if done:
                looking.result()
        is_known = time.monotonic() - self._found_at <= HOLDS_SECONDS
        return self._found if is_known else UNKNOWN

    def _begun(self) -> asyncio.Task[Readiness]:
        """Return the look that is under way, or one that begins now."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        return self._looking

    async def _look(self) -> Readiness:
        self._found = await to_thread.run_sync(look, limiter=self._turn)
        self._found_at = time.monotonic()
        return self._found
