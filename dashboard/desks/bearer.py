"""Tokens that other programs bring: signed by the provider, and checked with its public keys."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import httpx2
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from dashboard.desks.claims import Claims
from dashboard.desks.login import Login
from data.errors import AccessError

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures that only the provider can make: nobody makes one with a public key, or nothing."""

MAX_LETTERS = 16_000
"""Characters that a token may have."""

KEPT_SECONDS = 600.0
"""Keys are asked for anew after so long."""

AGAIN_SECONDS = 20.0
"""A token of a key that is not known has them asked for anew, but no more often than this."""

PATIENCE_SECONDS = 5.0
"""The provider has so long to answer."""


class KeyRing:
    """The public keys of the provider, asked for when they are first needed.

    Attributes
    ----------
    n_asked : int
        How often they were asked for.
    """

    def __init__(self, login: Login) -> None:
        self._login = login
        self._keys: KeySet | None = None
        self._asked_at = self._away_at = -KEPT_SECONDS
        self._one_at_a_time = asyncio.Lock()
        self.n_asked = 0

    async def claims_in(self, token: str) -> Claims:
        """Return what a token says.

        Raises
        ------
        AccessError
            With reason ``"again"``, if it is none of the provider's; ``"away"``, if the provider
            does not tell its keys.
        """
        if not token or len(token) > MAX_LETTERS:
            raise _forged(f"{len(token):,} characters")
        try:
            try:
                return self._read(token, await self._asked(KEPT_SECONDS))
            except InvalidKeyIdError:
                return self._read(token, await self._asked(AGAIN_SECONDS))
        except (
            JoseError,
            ValueError,
            TypeError,
            KeyError,
            AttributeError,
            RecursionError,
        ) as error:
            raise _forged("one without a signature of the login provider that holds") from error

    @staticmethod
    def _read(token: str, keys: KeySet) -> Claims:
        claims: dict[str, Any] = jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims
        return claims

    async def _asked(self, at_most_old: float) -> KeySet:
        """Return the keys, asked for anew if they are older than some seconds."""
        async with self._one_at_a_time:
            now = time.monotonic()
            if self._keys is None or now - self._asked_at > at_most_old:
                if now - self._away_at < PATIENCE_SECONDS:
                    raise _away()
                self._keys = await self._fetched()
                self._asked_at = now
            return self._keys

    async def _fetched(self) -> KeySet:
        self.n_asked += 1
        try:
            async with httpx2.AsyncClient(timeout=PATIENCE_SECONDS) as client:
                described = await client.get(self._login.metadata)
                keys = await client.get(self._told(described.raise_for_status().json()))
                return KeySet.import_key_set(keys.raise_for_status().json())
        except (
            httpx2.HTTPError,
            httpx2.InvalidURL,
            JoseError,
            ValueError,
            TypeError,
            KeyError,
        ) as error:
            self._away_at = time.monotonic()
            raise _away() from error

    def _told(self, said: dict[str, str]) -> str:
        """Return where the keys are, by what the provider, and nobody in its place, says."""
        if said["issuer"] != self._login.rules.issuer:
            raise ValueError("another provider")
        return said["jwks_uri"]


def _away() -> AccessError:
    return AccessError(
        "the login provider",
        found="no public keys to check the token with",
        expected="an answer within some seconds",
        do="try again in a moment",
        reason="away",
    )


def _forged(found: str) -> AccessError:
    return AccessError(
        "the token",
        found=found,
        expected="one that the login provider signed",
        do="ask the provider for a new one",
        reason="again",
    )
