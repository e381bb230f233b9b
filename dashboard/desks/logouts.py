"""Logouts that this replica knows: its own at once, those at others within some seconds.

All replicas share them through the database of plans. What is known here is never forgotten before
the login would have ended by itself: where the database is away, or was put back as it once was,
what is known here holds here, and is written into it as soon as it answers. Whoever logged out at
another replica meanwhile is let in here until then: that nobody gets in would be worse.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import anyio
from anyio import to_thread

from dashboard.plans import address, logouts
from dashboard.plans.database import Database, opened
from data.errors import PlanError

FRESH_SECONDS = 2.0
"""What was read no longer ago is not read again."""

WAIT_SECONDS = 1.0
"""How long an answer waits for the database."""

FIRST_SECONDS = 10.0
"""The same while nothing was read yet: a replica that was started anew knows of no logout."""

N_AT_ONCE = 2
"""Threads that may wait for the database: one that reads and one that writes."""

AWAY = (
    "the database of plans does not answer (%s): logouts that are known here hold, and those at "
    "other replicas are not heard of until it does"
)
BACK = "the database of plans answers again: logouts are heard of and told"

Result = TypeVar("Result")

_log = logging.getLogger("trojka.logouts")


class Logouts:
    """What is known of logouts, for one event loop."""

    def __init__(self) -> None:
        self._ends: dict[str, float] = {}
        self._looking: asyncio.Task[None] | None = None
        self._writing: set[asyncio.Task[None]] = set()
        self._begun_at = self._looked_at = float("-inf")
        self._patience = FIRST_SECONDS
        self._is_away = False
        self._turn = anyio.CapacityLimiter(N_AT_ONCE)

    def knows(self, login: str) -> bool:
        """Return whether a login, by its mark, is known to be ended."""
        return login in self._ends

    async def add(self, login: str, ends_at: float) -> None:
        """Note that somebody logs out: here at once, for others as soon as the database answers.

        Parameters
        ----------
        login : str
            Its mark.
        ends_at : float
            When it would have ended by itself, in seconds since 1970.
        """
        self._ends[login] = ends_at
        writing = asyncio.create_task(self._write({login: ends_at}))
        self._writing.add(writing)
        writing.add_done_callback(self._writing.discard)
        await asyncio.wait({writing}, timeout=WAIT_SECONDS)

    async def refreshed(self) -> None:
        """Read what others wrote, if that was not done just now; wait for it only so long."""
        now = time.monotonic()
        if now - self._looked_at <= FRESH_SECONDS:
            return
        if self._looking is None or self._looking.done():
            self._begun_at = now
            self._looking = asyncio.create_task(self._look())
        left = self._begun_at + self._patience - now
        if left > 0:
            await asyncio.wait({self._looking}, timeout=left)

    async def _look(self) -> None:
        """Read what others wrote, and write what the database does not have of what is known."""
        now = time.time()
        known = {login: end for login, end in self._ends.items() if end > now}
        try:
            found = await self._asked(logouts.held)
            self._ends = {login: end for login, end in self._ends.items() if end > now} | found
            if lost := {login: end for login, end in known.items() if login not in found}:
                await self._asked(partial(logouts.keep, ended=lost))
        except PlanError as error:
            self._say_away(error)
        else:
            if self._is_away:
                _log.warning(BACK)
            self._is_away = False
        self._patience = WAIT_SECONDS
        self._looked_at = time.monotonic()

    async def _write(self, ended: dict[str, float]) -> None:
        """Write logouts; what cannot be written is written by a look, once that is possible."""
        try:
            await self._asked(partial(logouts.keep, ended=ended))
        except PlanError as error:
            self._say_away(error)

    async def _asked(self, ask: Callable[[Database], Result]) -> Result:
        """Return what the database says, asked in a thread."""

        def asked() -> Result:
            return ask(opened(address.of_plans()))

        return await to_thread.run_sync(asked, abandon_on_cancel=True, limiter=self._turn)

    def _say_away(self, error: PlanError) -> None:
        """Say in the log that the database does not answer, once each time that it goes away."""
        if not self._is_away:
            _log.warning(AWAY, error.reason or "damaged")
        self._is_away = True
