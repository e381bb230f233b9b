"""How a request that only reads becomes an answer, or one sentence that says why there is none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from dashboard.api import problems
from data.errors import RequestError, TrojkaError

METHODS = ("GET", "HEAD")

RETRY_SECONDS = 5
"""After how many seconds to ask again, where the house is at fault."""

Answering = Callable[[Request], Awaitable[Response]]


class ReadOnly:
    """Answers a request, or says in one sentence why not; only what reads is answered."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, receive)
        response = await self._response(request)
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        headers = {}
        try:
            if request.method not in METHODS:
                headers["Allow"] = ", ".join(METHODS)
                raise RequestError(
                    "the request",
                    found=f"the method {request.method[:20]}",
                    expected="GET or HEAD: what is here can only be read",
                    do="ask with one of these",
                    status=405,
                )
            return await self._answering(request)
        except TrojkaError as error:
            if problems.status_of(error) == 503:
                headers["Retry-After"] = str(RETRY_SECONDS)
            return problems.problem(error, headers=headers)
