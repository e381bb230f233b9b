"""What stands before every answer of the server: limits of what is asked, headers of what is said.

The policy lets a page load things from this server only: nothing comes from, and nothing goes to,
any other. ``TROJKA_TLS=1`` says that this server is reached over TLS only, whoever speaks it:
browsers are then told to ask no other way, and to keep every cookie to it.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_ADDRESS = 32_768
"""Bytes of an address with its query: a briefing of 200 views is a tenth of it."""

MAX_HEADERS = 32_768
MAX_FIELDS = 100
MAX_BODY = 2**20
"""Bytes of a body that is no file: those who upload one are held to ``server.maxUploadSize``."""

UPLOADS = "/_stcore/upload_file/"

MAX_FILES = 20
"""Files that one session may hold, those on their way included."""

TLS_SECONDS = 365 * 24 * 3600

_UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get",
    "screen-wake-lock", "serial", "usb", "web-share", "xr-spatial-tracking",
)  # fmt: skip
"""What browsers offer and no page of ours asks for."""


def headers(page: str) -> dict[str, str]:
    """Return what every answer carries: a policy that allows this server only.

    Parameters
    ----------
    page : str
        The HTML; its inline scripts are allowed by their checksums.
    """
    inline = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    sums = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
    policy = (
        "default-src 'self'",
        "script-src 'self' blob: 'wasm-unsafe-eval' " + " ".join(f"'sha256-{s}'" for s in sums),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob: ws: wss:",
        "worker-src 'self' blob:",
        "frame-ancestors 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "object-src 'none'",
    )
    return {
        "Content-Security-Policy": "; ".join(policy),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "X-Permitted-Cross-Domain-Policies": "none",
    }


class Guard:
    """Middleware that refuses what is too long, and puts `headers` on every answer.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    page : str
        The HTML of the first page; see `headers`.
    files_of : callable
        Returns how many files a session holds.
    """

    def __init__(self, app: ASGIApp, page: str, files_of: Callable[[str], int]) -> None:
        self._app = app
        self._headers = headers(page)
        self._files_of = files_of
        self._coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say in a sentence which part of it is too long."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_secure = _is_secure(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                carried = MutableHeaders(scope=message)
                carried.update(self._headers)
                carried.setdefault("Cache-Control", "no-store")
                if is_secure:
                    carried["Strict-Transport-Security"] = f"max-age={TLS_SECONDS}"
                    message["headers"] = [_secured(*one) for one in message["headers"]]
            await send(message)

        session = _session_of_file(scope)
        if refusal := _refusal(scope) or self._too_many(session):
            await refusal(scope, receive, guarded)
        else:
            with self._on_its_way(session):
                await self._app(scope, receive, guarded)

    @contextmanager
    def _on_its_way(self, session: str) -> Iterator[None]:
        """Count a file while it is handed in; nothing where no session hands one in."""
        self._coming[session] += bool(session)
        try:
            yield
        finally:
            self._coming[session] -= bool(session)
            if not self._coming[session]:
                del self._coming[session]

    def _too_many(self, session: str) -> PlainTextResponse | None:
        """Return why a file is not taken: its session has as many as it may."""
        if not session or self._files_of(session) + self._coming[session] < MAX_FILES:
            return None
        told = (
            f"the file: found {MAX_FILES} files of this tab already, expected fewer; "
            "take some away, or open the page in a new tab."
        )
        return PlainTextResponse(told, status_code=413)


def _refusal(scope: Scope) -> PlainTextResponse | None:
    """Return why a request is not answered: a part of it is too long."""
    fields: list[tuple[bytes, bytes]] = scope["headers"]
    length = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
    if length > MAX_ADDRESS:
        return _too_long(414, f"an address of {length:,} bytes", f"at most {MAX_ADDRESS:,}")
    n_bytes = sum(len(name) + len(value) for name, value in fields)
    if n_bytes > MAX_HEADERS or len(fields) > MAX_FIELDS:
        found = f"{len(fields)} header fields of {n_bytes:,} bytes"
        return _too_long(431, found, f"at most {MAX_FIELDS} of {MAX_HEADERS:,}")
    body = next((value for name, value in fields if name == b"content-length"), b"0")
    is_file = scope["path"].startswith(UPLOADS)
    if not is_file and not _is_small(body):
        return _too_long(413, "a body that is too long", f"at most {MAX_BODY:,} bytes")
    return None


def _session_of_file(scope: Scope) -> str:
    """Return the session that hands in a file; empty for any other request."""
    _before, is_file, place = scope["path"].partition(UPLOADS)
    return place.partition("/")[0] if is_file and scope["method"] == "PUT" else ""


def _is_small(length: bytes) -> bool:
    return length.isdigit() and len(length) < 20 and int(length) <= MAX_BODY


def _too_long(status: int, found: str, expected: str) -> PlainTextResponse:
    told = f"the request: found {found}, expected {expected}; shorten it."
    return PlainTextResponse(told, status_code=status)


def _is_secure(scope: Scope) -> bool:
    """Return whether TLS is spoken with the reader, here or by the proxy before us."""
    forwarded = next(
        (value for name, value in scope["headers"] if name == b"x-forwarded-proto"), b""
    )
    is_said = os.environ.get("TROJKA_TLS") == "1"
    return is_said or scope.get("scheme") == "https" or forwarded.strip().lower() == b"https"


def _secured(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Return a header field; a cookie such that it is sent over TLS only."""
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if is_open else value
