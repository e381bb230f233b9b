"""The cookie of a login: what Streamlit signs is read, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
import string
import time
from typing import Any

import pytest
from itsdangerous import URLSafeTimedSerializer
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.starlette import starlette_app_utils as streamlits
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.desks import session
from data.errors import AccessError

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105  # opens nothing
ORIGIN = "https://trojka.example"
SAID = {"origin": ORIGIN, "is_logged_in": True, "provider": "default", "sub": "7f3c"}


GROUPS = "".join(random.Random(7).choices(string.ascii_letters, k=20_000))  # noqa: S311  # no secret
"""Letters that cannot be put more shortly."""


def cookies(said: Any, secret: str = SECRET) -> dict[str, str]:
    """Return the cookies that Streamlit makes."""
    made: dict[str, str] = {}

    def sign(name: str, value: str) -> bytes:
        return streamlits.create_signed_value(secret, name, value)

    def put(name: str, value: str) -> None:
        made[name] = sign(name, value).decode()

    set_cookie_with_chunks(put, sign, session.COOKIE, said, cookie_attr_size=80)
    return made


def refused(held: dict[str, str]) -> str:
    with pytest.raises(AccessError) as error:
        session.claims_in(held, SECRET, origin=ORIGIN)
    assert error.value.reason == "again"
    return str(error.value)


def test_it_is_the_cookie_of_streamlit() -> None:
    assert session.COOKIE == USER_COOKIE_NAME


def test_what_streamlit_signs_is_read() -> None:
    assert session.claims_in(cookies(SAID), SECRET, origin=ORIGIN) == {"sub": "7f3c"}


def test_it_is_signed_with_sha_256() -> None:
    said, _dot, signature = cookies(SAID)[session.COOKIE].rpartition(".")
    key = hashlib.sha256(f"{session.COOKIE}signer{SECRET}".encode()).digest()
    ours = hmac.digest(key, said.encode(), "sha256")
    assert signature == base64.urlsafe_b64encode(ours).decode().rstrip("=")


@pytest.mark.parametrize(("letters", "pieces"), [(300, 1), (20_000, 8)])
def test_what_is_cut_into_pieces_is_read_whole(letters: int, pieces: int) -> None:
    groups = GROUPS[:letters]
    held = cookies(SAID | {"groups": groups})
    assert len(held) == pieces
    assert session.claims_in(held, SECRET, origin=ORIGIN) == {"sub": "7f3c", "groups": groups}


@pytest.mark.parametrize("held", [{}, {session.COOKIE: ""}, {"other": "x"}])
def test_without_a_cookie_nobody_is_logged_in(held: dict[str, str]) -> None:
    assert session.claims_in(held, SECRET, origin=ORIGIN) is None


def test_a_cookie_of_another_secret_is_none() -> None:
    assert "a signature that holds" in refused(cookies(SAID, secret="f" * 32))


def test_no_letter_of_it_can_be_changed() -> None:
    whole = cookies(SAID)[session.COOKIE]
    for place in range(0, len(whole) - 1, 7):
        other = "A" if whole[place] != "A" else "B"
        refused({session.COOKIE: whole[:place] + other + whole[place + 1 :]})


def test_a_value_that_was_signed_for_another_cookie_is_none() -> None:
    signed = streamlits.create_signed_value(SECRET, "_streamlit_user_tokens", json.dumps(SAID))
    refused({session.COOKIE: signed.decode()})


def test_a_piece_that_is_missing_or_of_another_place_is_none() -> None:
    held = cookies(SAID | {"groups": GROUPS})
    refused({name: value for name, value in held.items() if name != f"{session.COOKIE}_2"})
    refused(held | {f"{session.COOKIE}_2": held[f"{session.COOKIE}_3"]})


@pytest.mark.parametrize(
    "said",
    [
        [],
        "text",
        7,
        None,
        {},
        SAID | {"is_logged_in": False},
        SAID | {"is_logged_in": "yes"},
        SAID | {"origin": "https://elsewhere.example"},
        {name: value for name, value in SAID.items() if name != "origin"},
    ],
)
def test_a_cookie_that_says_no_login_of_ours_is_none(said: Any) -> None:
    refused(cookies(said))


@pytest.mark.parametrize("text", ["", "{", "[" * 20_000, "chunks-0", "chunks-999", "NaN"])
def test_a_signed_text_that_is_no_login_is_none(text: str) -> None:
    signed = streamlits.create_signed_value(SECRET, session.COOKIE, text)
    refused({session.COOKIE: signed.decode()})


def test_a_signature_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    signer = URLSafeTimedSerializer(SECRET, salt=session.COOKIE)
    now = time.time()
    with monkeypatch.context() as then:
        then.setattr(time, "time", lambda: now - session.MAX_AGE_SECONDS - 60)
        old = signer.dumps(json.dumps(SAID))
    assert isinstance(old, str)
    refused({session.COOKIE: old})
    assert streamlits.decode_signed_value(SECRET, session.COOKIE, old) is None
