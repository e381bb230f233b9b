"""A gate without a server: what a browser or a program asks of it, over http and over a line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from typing import Any

import httpx2
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.starlette import starlette_app_utils as streamlits

from dashboard.desks import gate, login, session
from tests.oidc.provider import COOKIE_SECRET, Provider

HERE = "http://trojka.example"
PAGE = {"accept": "text/html,application/xhtml+xml"}
METRICS_TOKEN = "m" * 32


async def inside(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer who asks, as whatever is behind the gate; a line says what it hears."""
    person = gate.person_of(scope)
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        while (heard := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "text": heard["text"]})
        await send({"type": "websocket.send", "text": "too late"})
        return
    body = json.dumps([person.subject, person.desk, person.role]).encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


class Before:
    """A gate before `inside`, asked as a browser or a program asks."""

    def __init__(self, provider: Provider, **changed: str) -> None:
        settings = provider.settings(HERE.replace("http:", "https:")) | changed
        found = login.read(settings | {"TROJKA_METRICS_TOKEN": METRICS_TOKEN})
        assert found is not None
        self.login = found
        self.gate = gate.Gate(inside, login=found, begun=lambda: "/auth/login?provider=x")

    def ask(self, path: str, *, host: str = "203.0.113.7", **headers: str) -> httpx2.Response:
        return self.ask_all([path], host=host, **headers)[0]

    def ask_all(self, paths: list[str], *, host: str, **headers: str) -> list[httpx2.Response]:
        async def asked() -> list[httpx2.Response]:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            async with self.client(host) as client:
                return [await client.get(path, headers=named) for path in paths]

        return asyncio.run(asked())

    def client(self, host: str = "203.0.113.7") -> httpx2.AsyncClient:
        transport = httpx2.ASGITransport(self.gate, client=(host, 50_000))
        return httpx2.AsyncClient(transport=transport, base_url=HERE)

    def cookie(self, said: dict[str, Any], secret: str = COOKIE_SECRET) -> str:
        whole = said | {"origin": self.login.origin, "is_logged_in": True, "provider": "default"}
        signed = streamlits.create_signed_value(secret, session.COOKIE, json.dumps(whole))
        return f"{session.COOKIE}={signed.decode()}"

    def line(self, cookie: str, says: list[str]) -> list[Message]:
        """Return what comes over a line on which a browser says something and then goes."""
        sent: list[Message] = []
        heard = iter(says)

        async def receive() -> Message:
            if (text := next(heard, None)) is not None:
                return {"type": "websocket.receive", "text": text}
            return {"type": "websocket.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        run(self.gate(line_with(cookie), receive, send))
        return sent

    async def kept_open(self, cookie: str, sent: list[Message], browser: str = "") -> None:
        """Keep a line open on which a browser goes on saying something."""

        async def receive() -> Message:
            await asyncio.sleep(0.05)
            return {"type": "websocket.receive", "text": "still there"}

        async def send(message: Message) -> None:
            sent.append(message)

        held = f"{cookie}; {gate.BROWSER}={browser}"
        await self.gate(line_with(held), receive, send)


def line_with(cookies: str) -> Scope:
    """Return the line of a page, as a browser with these cookies opens it."""
    return {
        "type": "websocket",
        "path": "/_stcore/stream",
        "query_string": b"",
        "headers": [(b"cookie", cookies.encode())],
    }


def run(awaited: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(awaited, timeout=20))
