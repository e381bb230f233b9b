"""Every request measured once: counted, timed, given a number, and written in the log.

A route is told as it is declared (``/api/v1/{kind}/{name}``), never as it was asked for.
"""

from __future__ import annotations

import logging
import secrets
import time

from starlette.datastructures import MutableHeaders
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.operations import counters

HEADER = "X-Request-ID"
"""Carries the number of a request in its answer, for whoever looks for it in the log."""

NO_ROUTE = "none"
"""Told of a request that no route answered."""

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"

_log = logging.getLogger("trojka.requests")


class Measured:
    """Middleware that measures every request; the line over which a page is kept is no request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = secrets.token_hex(8)
        status = 500
        started = time.perf_counter()

        async def measured(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = number
            await send(message)

        try:
            await self._app(scope, receive, measured)
        finally:
            _note(scope, status, time.perf_counter() - started, number)


def route_of(scope: Scope) -> str:
    """Return the route that answered, or would have, as it is declared.

    Where the gate keeps the request, or passes on a copy of it, the route is looked up.
    """
    route = scope.get("route")
    if route is None and "app" in scope:
        found = (one for one in scope["app"].routes if one.matches(scope)[0] is not Match.NONE)
        route = next(found, None)
    return str(getattr(route, "path", "") or NO_ROUTE)


def _note(scope: Scope, status: int, seconds: float, number: str) -> None:
    """Count a request, and write it in the log."""
    route = route_of(scope)
    method = scope["method"] if scope["method"] in METHODS else OTHER
    counters.REQUESTS.labels(route, method, status).inc()
    counters.REQUEST_SECONDS.labels(route).observe(seconds)
    _log.info(
        "request",
        extra={
            "route": route,
            "method": method,
            "status": status,
            "milliseconds": round(1000 * seconds, 1),
            "request_id": number,
        },
    )
