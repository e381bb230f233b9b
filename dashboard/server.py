"""The dashboard as a server: the pages, our own copy of the plotting library, and a strict policy.

Started with ``python -m streamlit run dashboard/server.py``. The policy lets a page load things
from this server only: nothing comes from, and nothing goes to, any other.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import plotly
import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.picture import LIBRARY

SHELL = Path(st.__file__).parent / "static" / "index.html"
"""Streamlit's page, whose own inline scripts are the only ones allowed."""


def headers(shell: str) -> dict[str, str]:
    """Return what every answer carries: a policy that allows this server only.

    Parameters
    ----------
    shell : str
        The HTML page; its inline scripts are allowed by their checksums.
    """
    inline = re.findall(r"<script>(.*?)</script>", shell, flags=re.DOTALL)
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
        "base-uri 'self'",
        "form-action 'self'",
        "object-src 'none'",
    )
    return {
        "Content-Security-Policy": "; ".join(policy),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


class Guard:
    """Middleware that puts `headers` on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = headers(SHELL.read_text(encoding="utf-8"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, guarded if scope["type"] == "http" else send)


async def library(_request: object) -> Response:
    """Return the plotting library that came with the installed plotly."""
    path = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    return FileResponse(path, headers={"Cache-Control": "max-age=86400"})


app = st.App(
    Path(__file__).parent / "app.py",
    routes=[Route(f"/{LIBRARY}", library)],
    middleware=[Middleware(Guard)],
)
