"""The cookie that keeps somebody logged in: signed by Streamlit, and read here in the same way.

Streamlit signs what the provider said of a person (``itsdangerous``, the cookie's name as salt) and
cuts what is too long for one cookie into several. It reads the cookie for its own socket only:
everything else is answered after the look that is taken here. Streamlit names no checksum to sign
with, and ``itsdangerous`` would take SHA-1: it takes SHA-256 for all of this process.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping

from itsdangerous import BadData, Signer, URLSafeTimedSerializer

from dashboard.desks.claims import Claims
from data.errors import AccessError

Signer.default_digest_method = staticmethod(hashlib.sha256)

COOKIE = "_streamlit_user"
"""Name of the cookie; of what is cut, that of the first piece."""

MAX_AGE_SECONDS = 31 * 24 * 60 * 60
"""A signature that is older is none, whatever it signs: Streamlit's own limit."""

MAX_PIECES = 40
"""Into so many cookies may one be cut."""

_PIECES = re.compile(r"chunks-(\d{1,3})")
_OF_THE_COOKIE = ("origin", "is_logged_in", "provider")
"""What Streamlit adds to the claims."""


def claims_in(cookies: Mapping[str, str], secret: str, *, origin: str) -> Claims | None:
    """Return what the provider said of whoever holds the cookies; None where nobody is logged in.

    Parameters
    ----------
    cookies : mapping
        Value by name.
    secret : str
        With which they were signed.
    origin : str
        Scheme and host to which the provider sent the person: ``"https://trojka.example"``.

    Raises
    ------
    AccessError
        With reason ``"again"``, if the signature is not ours or too old.
    """
    if not cookies.get(COOKIE):
        return None
    try:
        said = json.loads(_whole(cookies, secret))
    except (ValueError, RecursionError) as error:
        raise _forged("one that cannot be read") from error
    if not isinstance(said, dict) or said.get("is_logged_in") is not True:
        raise _forged("one that says nothing of a login")
    if said.get("origin") != origin:
        raise _forged(f"one of the address '{str(said.get('origin'))[:60]}'")
    return {name: value for name, value in said.items() if name not in _OF_THE_COOKIE}


def mark_of(cookies: Mapping[str, str], secret: str) -> str:
    """Return a mark by which a login is known again, and from which nothing of it can be told.

    It is made of all that was signed (HMAC-SHA-256): of a cookie that was cut, the first piece is
    the same for everybody who logged in within one second, and a copy can be given another.

    Raises
    ------
    AccessError
        With reason ``"again"``, if the signature is not ours or too old.
    """
    said = f"{COOKIE}:{_whole(cookies, secret)}"
    return hmac.digest(secret.encode(), said.encode(), "sha256").hex()


def _whole(cookies: Mapping[str, str], secret: str) -> str:
    """Return all that was signed, put together where it was cut."""
    text = _signed(cookies, COOKIE, secret)
    if pieces := _PIECES.fullmatch(text):
        count = min(int(pieces[1]), MAX_PIECES)
        text = "".join(_signed(cookies, f"{COOKIE}_{place + 1}", secret) for place in range(count))
    return text


def _signed(cookies: Mapping[str, str], name: str, secret: str) -> str:
    """Return what a cookie holds, if its signature is right."""
    try:
        text = URLSafeTimedSerializer(secret, salt=name).loads(
            cookies.get(name, ""), max_age=MAX_AGE_SECONDS
        )
    except BadData as error:
        raise _forged("one without a signature that holds") from error
    if not isinstance(text, str):
        raise _forged("one that cannot be read")
    return text


def _forged(found: str) -> AccessError:
    return AccessError(
        "the cookie of the login",
        found=found,
        expected="one of this server",
        do="log in again",
        reason="again",
    )
