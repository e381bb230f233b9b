"""What other programs take is noted in the trail, once the answer is on its way.

A program asks page by page, and again and again: one row an hour of one person, one resource and
one version of the facts says it all. A database that is away holds up nobody: the server's own log
says what is missing then, and it is tried again with the next answer.
"""

from __future__ import annotations

import anyio
import cachetools
from anyio import to_thread

from dashboard.api.resources import Resource
from dashboard.desks.person import ALONE, Person
from dashboard.plans import trail
from data.facts import looking_at

AGAIN_SECONDS = 3_600
"""After so long it is noted anew."""

N_REMEMBERED = 10_000

_noted: cachetools.TTLCache[tuple[str, str, str], bool] = cachetools.TTLCache(
    N_REMEMBERED, AGAIN_SECONDS
)
_turn = anyio.CapacityLimiter(1)


async def note(person: Person, resource: Resource, version: str) -> None:
    """Note that somebody's program took a resource; nothing where nobody logs in.

    Parameters
    ----------
    person : Person
    resource : Resource
    version : str
        Of the facts that it was answered from.
    """
    key = (person.subject, resource.path, version)
    if person == ALONE or key in _noted:
        return
    _noted[key] = True
    if not await to_thread.run_sync(_written, person, resource.path, version, limiter=_turn):
        _noted.pop(key, None)


def _written(person: Person, path: str, version: str) -> bool:
    """Write it, in a thread, and return whether that worked."""
    with looking_at(version):
        return trail.noted(person, "exported", "facts", f"/api/v1/{path}")
