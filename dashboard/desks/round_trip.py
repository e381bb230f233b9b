"""The way to the login provider and back: Streamlit walks it, and where it ends is said here.

Streamlit's own routes begin a login and end it. What they answer leads to the first page, or says
nothing that a reader understands: the beginning of the answer is changed, its cookies are kept.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from http.cookies import SimpleCookie
from urllib.parse import quote, unquote, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Send

from dashboard import i18n
from dashboard.desks import entrance, session

BEGIN = "/auth/login"
"""Where Streamlit sends somebody on to the provider."""

NEXT = "trojka_next"
"""Cookie with the place to which somebody is led after the login."""

NEXT_SECONDS = 600

SPOKEN = "trojka_lang"
"""Cookie with the language that was spoken last: an address can lose it while nobody answers."""

SPOKEN_SECONDS = 24 * 3600

_log = logging.getLogger("trojka.login")


def started(place: str, *, on_to: str, language: str, is_secure: bool) -> Response:
    """Return the answer that sends somebody off, and keeps where they are going.

    Parameters
    ----------
    place : str
        Where Streamlit begins this login.
    on_to : str
        Where to go after it.
    language : str
    is_secure : bool
        Whether we are reached by TLS only.
    """
    answer = RedirectResponse(place, status_code=303)
    answer.set_cookie(
        NEXT,
        quote(_in_language(entrance.led_on(on_to), language), safe=""),
        max_age=NEXT_SECONDS,
        httponly=True,
        samesite="lax",
        secure=is_secure,
    )
    return answer


def before(request: Request, send: Send) -> Send:
    """Say that the provider does not answer, where Streamlit cannot begin a login."""
    on_to, language = _going(request)
    place = entrance.address(language, on_to=on_to, said="away")
    return _changed(send, lambda start: start if start["status"] < 400 else _led(start, place))


def after(request: Request, send: Send, *, is_secure: bool) -> Send:
    """Lead on from where the provider sends somebody back: to their page, or to the login."""
    query = request.query_params
    on_to, language = _going(request)
    said = "denied" if "error" in query else "failed" if "code" in query else "out"
    to_log_in = entrance.address(language, on_to=on_to, said=said)

    def told(start: Message) -> Message:
        cookies = MutableHeaders(raw=list(start["headers"])).getlist("set-cookie")
        if not any(_is_login(cookie) for cookie in cookies):
            if said != "out":
                _log.warning("no login: %s", said)
            return _led(start, to_log_in)
        _log.info("login")
        changed = _led(start, on_to)
        end = b"; Secure" if is_secure else b""
        changed["headers"] = [
            (name, value + end if name == b"set-cookie" else value)
            for name, value in changed["headers"]
        ]
        gone = f"{NEXT}=; Max-Age=0; Path=/; HttpOnly; SameSite=lax"
        changed["headers"].append((b"set-cookie", gone.encode()))
        return changed

    return _changed(send, told)


def out(request: Request, send: Send) -> Send:
    """Take from the browser what it holds of ours, but the language for where they come back to."""
    place = quote(_in_language("/", language_of(request)), safe="")
    kept = f"{NEXT}={place}; Max-Age={NEXT_SECONDS}; Path=/; HttpOnly; SameSite=lax"

    def told(start: Message) -> Message:
        _log.info("logout")
        gone = (b"clear-site-data", b'"cache", "storage"')
        start["headers"] = [*start["headers"], gone, (b"set-cookie", kept.encode())]
        return start

    return _changed(send, told)


def _going(request: Request) -> tuple[str, str]:
    """Return where somebody on this way is going, and their language."""
    on_to = entrance.led_on(unquote(request.cookies.get(NEXT, "/")))
    return on_to, language_of(request, on_to.partition("?")[2])


def language_of(request: Request, query: str | None = None) -> str:
    """Return the language of whoever asks.

    Parameters
    ----------
    request : Request
    query : str or None
        What names it first; that of the request's own address if None.
    """
    named = request.url.query if query is None else query
    spoken = request.cookies.get(SPOKEN, "")
    return entrance.language_of(named, spoken, request.headers.get("accept-language", ""))


def keep_language(answer: Response, language: str, *, is_secure: bool) -> None:
    """Remember the language that somebody speaks who is logged in."""
    answer.set_cookie(
        SPOKEN,
        language,
        max_age=SPOKEN_SECONDS,
        httponly=True,
        samesite="lax",
        secure=is_secure,
    )


def _changed(send: Send, change: Callable[[Message], Message]) -> Send:
    """Return a way to send an answer whose beginning may lead elsewhere, and then has no end."""
    is_led = False

    async def sent(message: Message) -> None:
        nonlocal is_led
        if message["type"] == "http.response.start":
            changed = change(message)
            is_led = changed is not message
            await send(changed)
        else:
            await send({**message, "body": b""} if is_led else message)

    return sent


def _led(start: Message, place: str) -> Message:
    """Return the beginning of an answer that leads elsewhere and keeps its cookies."""
    kept = [(name, value) for name, value in start["headers"] if name.lower() == b"set-cookie"]
    ours = [
        (b"location", quote(place, safe="/?&=%+:;,@~-._!$'()*#").encode()),
        (b"content-length", b"0"),
        (b"cache-control", b"no-store"),
    ]
    return {**start, "status": 303, "headers": [*ours, *kept]}


def _is_login(cookie: str) -> bool:
    """Return whether a header sets the cookie of a login, and does not take it away."""
    morsel = SimpleCookie(cookie).get(session.COOKIE)
    return morsel is not None and bool(morsel.value) and morsel["max-age"] != "0"


def _in_language(place: str, language: str) -> str:
    """Return a place of ours with the language that was chosen at the login."""
    if language == i18n.DEFAULT or "lang=" in place:
        return place
    return f"{place}{'&' if '?' in place else '?'}{urlencode({'lang': language})}"
