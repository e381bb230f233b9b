"""A small OpenID provider: discovery, code flow with PKCE, signed tokens, the way out; and knobs.

It is as strict as a real one where a login could be got by trickery: the client must show its
secret, a code is good once, and the verifier must fit the challenge. What goes wrong at real ones
is a knob.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

CLIENT_ID = "trojka"
CLIENT_SECRET = "a secret of the client, for tests only"  # noqa: S105  # opens nothing
COOKIE_SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105  # opens nothing

PEOPLE: dict[str, dict[str, Any]] = {
    "reader": {"name": "R. Lezer", "desk": "DVB/NW", "role": "reader"},
    "desk": {"name": "A. Jansen", "desk": "DVB/NW", "role": ["reader", "desk"]},
    "other": {"name": "B. de Vries", "desk": "DAF", "role": "desk"},
    "steward": {"name": "S. Beheer", "desk": "DVB/NW", "role": "steward"},
    "nobody": {"name": "N. Iemand", "desk": "DVB/NW", "role": "cleaner"},
}
"""Claims by subject."""


@dataclass
class Knobs:
    """What goes wrong."""

    is_down: bool = False
    denies: bool = False
    clock_seconds: float = 0.0
    lasts_seconds: float = 3600.0
    without: tuple[str, ...] = ()
    says: dict[str, Any] = field(default_factory=dict)
    is_forged: bool = False
    described_as: str = ""


def unsigned(header: dict[str, Any], claims: dict[str, Any]) -> str:
    """Return a token without its signature."""
    return ".".join(_encoded(json.dumps(part).encode()) for part in (header, claims))


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


class Provider:
    """The provider at an address, with its keys, codes and knobs."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.knobs = Knobs()
        self.who = ""
        self.challenged: list[bool] = []
        self._key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"})
        self._codes: dict[str, dict[str, str]] = {}

    def settings(self, dashboard: str) -> dict[str, str]:
        """Return the environment of a dashboard at an address, in which people log in here."""
        return {
            "TROJKA_AUTH": "oidc",
            "TROJKA_OIDC_ISSUER": self.address,
            "TROJKA_OIDC_CLIENT_ID": CLIENT_ID,
            "TROJKA_OIDC_CLIENT_SECRET": CLIENT_SECRET,
            "TROJKA_COOKIE_SECRET": COOKIE_SECRET,
            "TROJKA_OIDC_REDIRECT": f"{dashboard}/oauth2callback",
        }

    def claims(self, subject: str, **changed: Any) -> dict[str, Any]:
        """Return what is said of somebody now."""
        now = int(time.time() + self.knobs.clock_seconds)
        said = {
            "iss": self.address,
            "aud": CLIENT_ID,
            "sub": subject,
            "iat": now,
            "exp": now + int(self.knobs.lasts_seconds),
            **PEOPLE[subject],
            **self.knobs.says,
            **changed,
        }
        return {name: value for name, value in said.items() if name not in self.knobs.without}

    def token(self, subject: str, **changed: Any) -> str:
        """Return a signed token."""
        key = self._key
        if self.knobs.is_forged:
            key = RSAKey.generate_key(2048, {"kid": self._key.kid})
        header = {"alg": "RS256", "kid": self._key.kid}
        return jwt.encode(header, self.claims(subject, **changed), key)

    def token_signed_with_the_public_key(self, subject: str) -> str:
        """Return the token of somebody who takes the public key for a shared secret."""
        said = unsigned({"alg": "HS256", "kid": self._key.kid}, self.claims(subject))
        secret = self._key.as_pem(private=False)
        return f"{said}.{_encoded(hmac.digest(secret, said.encode(), 'sha256'))}"

    def turn_the_key(self) -> None:
        """Sign with a new key from now on."""
        self._key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"})

    def app(self) -> Starlette:
        """Return the provider as an application."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._described),
                Route("/keys", self._keys),
                Route("/authorize", self._authorize),
                Route("/token", self._exchange, methods=["POST"]),
                Route("/out", self._out),
            ]
        )

    async def _described(self, _request: Request) -> Response:
        if self.knobs.is_down:
            return PlainTextResponse("down", status_code=503)
        return JSONResponse(
            {
                "issuer": self.knobs.described_as or self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "end_session_endpoint": f"{self.address}/out",
                "code_challenge_methods_supported": ["S256"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
            }
        )

    async def _keys(self, _request: Request) -> Response:
        if self.knobs.is_down:
            return PlainTextResponse("down", status_code=503)
        return JSONResponse(KeySet([self._key]).as_dict(private=False))

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        if asked.get("client_id") != CLIENT_ID or asked.get("response_type") != "code":
            return PlainTextResponse("unknown client", status_code=400)
        back = {"state": asked["state"]}
        if self.knobs.denies:
            return RedirectResponse(
                f"{asked['redirect_uri']}?{urlencode(back | {'error': 'access_denied'})}"
            )
        who = asked.pop("who", "") or self.who
        if who not in PEOPLE:
            links = "".join(
                f"<li><a href='?{escape(urlencode(asked | {'who': one}))}'>{one}</a></li>"
                for one in PEOPLE
            )
            return HTMLResponse(f"<h1>Who are you?</h1><ul>{links}</ul>")
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked | {"who": who}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back | {'code': code})}")

    async def _exchange(self, request: Request) -> Response:
        given = {
            name: values[0] for name, values in parse_qs((await request.body()).decode()).items()
        }
        asked = self._codes.pop(given.get("code", ""), None)
        if self.knobs.is_down:
            return PlainTextResponse("down", status_code=503)
        if asked is None or asked["redirect_uri"] != given.get("redirect_uri"):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {basic}":
            return JSONResponse({"error": "invalid_client"}, status_code=401)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = _encoded(digest)
        self.challenged.append(asked.get("code_challenge") == challenge)
        if not self.challenged[-1]:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        return JSONResponse(
            {
                "id_token": self.token(asked["who"], nonce=asked["nonce"]),
                "access_token": secrets.token_urlsafe(16),
                "token_type": "Bearer",
                "expires_in": 3600,
            }
        )

    async def _out(self, request: Request) -> Response:
        return RedirectResponse(request.query_params["post_logout_redirect_uri"])


@contextlib.contextmanager
def provided(port: int = 0) -> Iterator[Provider]:
    """Run a provider while the context lasts."""
    with socket.create_server(("127.0.0.1", port)) as listening:
        port = listening.getsockname()[1]
        provider = Provider(f"http://localhost:{port}")
        config = uvicorn.Config(provider.app(), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            yield provider
        finally:
            server.should_exit = True
            thread.join(timeout=10)
