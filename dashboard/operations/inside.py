"""What tells of the server's inside, for whoever keeps it: measurements, and Streamlit's own.

Of Streamlit's own paths those are known that its pages need: any other is taken for one of the
inside. Where people log in, `dashboard.desks.gate` answers for them all.
"""

from __future__ import annotations

import ipaddress

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

METRICS = "/metrics"

STREAMLIT = "/_stcore/"
"""How its own paths begin, below the root or wherever it is served."""

OF_PAGES = ("health", "host-config", "stream", "upload_file/", "bidi-components/")
"""What a page in the browser asks of them; what ends in a slash has something behind it."""

FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "x-forwarded-host", "via")
"""Headers by which a proxy tells of others: what it passes on does not come from this machine."""


def is_streamlits(path: str) -> bool:
    """Return whether a path tells of the inside of Streamlit.

    Examples
    --------
    >>> [is_streamlits(path) for path in ("/_stcore/metrics", "/_stcore/health", "/state")]
    [True, False, False]
    """
    _before, is_its_own, name = path.partition(STREAMLIT)
    is_of_pages = any(
        name.startswith(one) if one.endswith("/") else name == one for one in OF_PAGES
    )
    return bool(is_its_own) and not is_of_pages


def is_here(connection: HTTPConnection) -> bool:
    """Return whether this machine asks, and passes on what nobody else asks."""
    if any(name in connection.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(connection.client.host if connection.client else "").is_loopback
    except ValueError:
        return False


class Inside:
    """Middleware that answers this machine alone where a path tells of the inside of Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say in a sentence that it is not for whoever asks."""
        is_shut = (
            scope["type"] == "http"
            and is_streamlits(scope["path"])
            and not is_here(HTTPConnection(scope))
        )
        await (_NOT_HERE if is_shut else self._app)(scope, receive, send)


_NOT_HERE = PlainTextResponse(
    "the request: found another machine, expected the one on which Trojka runs; "
    "ask there, or whoever runs it.",
    status_code=403,
)
