"""The gate before everything that the server answers, where people log in.

Whoever has neither a login nor a token of the provider gets the page to log in, if it is a browser
that asks for a page, and one sentence otherwise; the line over which a page is kept is not opened.
What is asked for is compared to the letter with the few paths that stay open: a path that is new is
shut until it is named here. An open line falls silent when the login ends, or when its person logs
out in any tab, at this replica or within some seconds at another: the page stays as it is.
"""

from __future__ import annotations

import asyncio
import hmac
import time
from collections.abc import Callable

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import i18n
from dashboard.desks import bearer, claims, entrance, round_trip, session
from dashboard.desks.login import CALLBACK, Login
from dashboard.desks.logouts import Logouts
from dashboard.desks.person import ALONE, Person
from dashboard.i18n import _
from dashboard.operations import inside
from dashboard.words.faults import sentences
from data.errors import AccessError

HEALTH = ("/health/live", "/health/ready")
TIME = f"{entrance.PATH}/time"
"""Where a page asks how long its login still holds."""

OPEN = (round_trip.BEGIN, entrance.OUT, CALLBACK, *HEALTH)
"""Paths that are answered without a login, beside the page to log in."""

BROWSER = "_streamlit_xsrf"
"""Streamlit's cookie that every page of one browser holds, whoever is logged in."""

LISTEN_SECONDS = 1.0
"""While lines are open, it is looked so often whether anybody logged out at another replica."""

LOGIN_NEEDED = 4401
"""Code with which a line is closed: its login is over, or there is none."""

STATUSES = {
    "again": (401, "Unauthorized"),
    "clock": (401, "Unauthorized"),
    "away": (503, "Service Unavailable"),
}
"""How an answer is numbered and called by the reason of the refusal; any other is 403."""

_KEPT = "trojka.person"


def person_of(scope: Scope) -> Person:
    """Return who asks; `ALONE` where nobody logs in."""
    person: Person = scope.get(_KEPT, ALONE)
    return person


class Gate:
    """Middleware that answers whoever is not logged in.

    Parameters
    ----------
    app : ASGI application
    login : Login
    begun : callable
        Returns the address, on this server, at which Streamlit begins a login.
    """

    def __init__(self, app: ASGIApp, *, login: Login, begun: Callable[[], str]) -> None:
        self._app = app
        self._login = login
        self._begun = begun
        self._keys = bearer.KeyRing(login)
        self._lines: set[_Line] = set()
        self._logouts = Logouts()
        self._listening: asyncio.Task[None] | None = None
        self._is_secure = login.redirect.startswith("https:")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on what may pass."""
        if scope["type"] == "websocket":
            await self._line(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        path = scope["path"]
        if path == CALLBACK:
            send = round_trip.after(request, send, is_secure=self._is_secure)
        elif path == round_trip.BEGIN:
            send = round_trip.before(request, send)
        elif path == entrance.OUT:
            send = round_trip.out(request, send)
            await self._leave(request)
        if path in OPEN or (_is_inside(path) and self._may_look_inside(request)):
            await self._app(scope, receive, send)
        elif (answer := await self._own(request)) is not None:
            await _shut(answer)(scope, receive, send)
        else:
            try:
                person = await self._person(request)
                _require_outside(path)
            except AccessError as error:
                await _shut(_refusal(request, error))(scope, receive, send)
            else:
                await self._app({**scope, _KEPT: person}, receive, send)

    async def _leave(self, request: Request) -> None:
        """Let the login of somebody who goes open nothing more, here or at any other replica."""
        try:
            said = await self._claims(request)
            ends_at = min(claims.ends_at(said), time.time() + session.MAX_AGE_SECONDS)
            mark = session.mark_of(request.cookies, self._login.cookie_secret)
        except AccessError:
            return
        # The clock of another replica may be behind ours.
        await self._logouts.add(mark, ends_at + claims.LEEWAY_SECONDS)

    async def _line(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Keep a line open for as long as its login holds."""
        connection = HTTPConnection(scope)
        try:
            said = await self._claims(connection)
            person = self._read(said, self._login.client_id)
        except AccessError:
            await send({"type": "websocket.close", "code": LOGIN_NEEDED})
            return
        mark = session.mark_of(connection.cookies, self._login.cookie_secret)
        line = _Line(
            receive,
            send,
            browser=connection.cookies.get(BROWSER, ""),
            ends_at=asyncio.get_running_loop().time() + _seconds_left(said),
            is_left=lambda: self._logouts.knows(mark),
        )
        self._lines.add(line)
        if self._listening is None or self._listening.done():
            self._listening = asyncio.create_task(self._listen())
        try:
            await self._app({**scope, _KEPT: person}, line.receive, line.send)
        finally:
            self._lines.discard(line)

    async def _listen(self) -> None:
        """Hear of logouts at other replicas for as long as any line is open."""
        while self._lines:
            await self._logouts.refreshed()
            await asyncio.sleep(LISTEN_SECONDS)

    async def _person(self, request: Request) -> Person:
        """Return who asks, by the token or the cookie of the request."""
        if (token := _token(request)) is not None:
            return self._read(await self._keys.claims_in(token), self._login.audience)
        return self._read(await self._claims(request), self._login.client_id)

    async def _claims(self, connection: HTTPConnection) -> claims.Claims:
        """Return what the cookie of a request says, if nobody logged out of it."""
        cookies, secret = connection.cookies, self._login.cookie_secret
        said = session.claims_in(cookies, secret, origin=self._login.origin)
        if said is not None:
            await self._logouts.refreshed()
        if said is None or self._logouts.knows(session.mark_of(cookies, secret)):
            raise AccessError(
                "the request",
                found="no login",
                expected="a login, or a token of the login provider",
                do="log in",
                reason="again",
            )
        return said

    def _read(self, said: claims.Claims, audience: str) -> Person:
        return claims.person(said, self._login.rules, audience=audience, now=time.time())

    def _may_look_inside(self, request: Request) -> bool:
        """Return whether the inside may be read: on this machine, or with the token for it."""
        wanted, token = self._login.metrics_token, _token(request) or ""
        is_theirs = bool(wanted) and hmac.compare_digest(token.encode(), wanted.encode())
        return is_theirs or inside.is_here(request)

    async def _own(self, request: Request) -> Response | None:
        """Return the page to log in, or what belongs to it; None for any other path."""
        path, language = request.scope["path"], round_trip.language_of(request)
        on_to = request.query_params.get("next", "/")
        if path == entrance.PATH:
            said = request.query_params.get("said", "")
            return HTMLResponse(entrance.to_log_in(language, on_to=on_to, said=said))
        if path == entrance.START:
            return round_trip.started(
                self._begun(), on_to=on_to, language=language, is_secure=self._is_secure
            )
        return await self._time(request, language) if path == TIME else None

    async def _time(self, request: Request, language: str) -> Response:
        """Return how long a login still holds, and what to say when it is over."""
        try:
            said = await self._claims(request)
            self._read(said, self._login.client_id)
            seconds = max(0, int(_seconds_left(said)))
            self._open_anew(request)
        except AccessError:
            seconds = 0
        with i18n.spoken(language):
            told = {
                "seconds": seconds,
                "sentence": _(
                    "Your login has ended: what is on screen stays, and nothing new is shown or "
                    "kept. Log in again in another tab, and this page goes on."
                ),
                "link": _("Log in"),
                "address": entrance.address(language),
            }
        answer = JSONResponse(told)
        if seconds:
            round_trip.keep_language(answer, language, is_secure=self._is_secure)
        return answer

    def _open_anew(self, request: Request) -> None:
        """Close the silent lines of a browser that has a login again: its pages open them anew."""
        browser = request.cookies.get(BROWSER, "")
        for line in self._lines:
            if line.has_ended and browser and line.browser == browser:
                line.close()


class _Line:
    """A line over which a page is kept: silent both ways once its login is over.

    It is not closed then: the page would cover itself with an alarm. It is closed when the same
    browser has a login again, and opened anew by the page, which goes on as that person.
    """

    def __init__(
        self,
        receive: Receive,
        send: Send,
        *,
        browser: str,
        ends_at: float,
        is_left: Callable[[], bool],
    ) -> None:
        self.browser = browser
        self._receive = receive
        self._send = send
        self._ends_at = ends_at
        self._is_left = is_left
        self._is_closed = False
        self._waiting: asyncio.Timeout | None = None

    @property
    def has_ended(self) -> bool:
        """Whether the login is over, by the clock of the event loop, or was left."""
        return asyncio.get_running_loop().time() >= self._ends_at or self._is_left()

    def close(self) -> None:
        """Close the line."""
        self._ends_at = asyncio.get_running_loop().time()
        self._is_closed = True
        if self._waiting is not None:
            self._waiting.reschedule(self._ends_at)

    async def receive(self) -> Message:
        """Return what the browser says while the login holds, and that it is gone."""
        while not self._is_closed:
            try:
                async with asyncio.timeout(None) as self._waiting:
                    message = await self._receive()
            except TimeoutError:
                break
            finally:
                self._waiting = None
            if message["type"] == "websocket.disconnect" or not self.has_ended:
                return message
        await self._send({"type": "websocket.close", "code": LOGIN_NEEDED})
        return {"type": "websocket.disconnect", "code": LOGIN_NEEDED}

    async def send(self, message: Message) -> None:
        """Tell the browser something, while the login holds."""
        if not self.has_ended:
            await self._send(message)


def _refusal(request: Request, error: AccessError) -> Response:
    """Return why somebody may not enter: the way to log in, a page, or one sentence."""
    status, title = STATUSES.get(error.reason or "", (403, "Forbidden"))
    if "text/html" not in request.headers.get("accept", ""):
        answer = JSONResponse(
            {"type": "about:blank", "title": title, "status": status, "detail": str(error)},
            status_code=status,
            media_type="application/problem+json",
        )
        if status == 401:
            answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    language = round_trip.language_of(request)
    if error.reason == "again":
        query = request.url.query
        on_to = f"{request.scope['path']}?{query}" if query else request.scope["path"]
        said = "ended" if session.COOKIE in request.cookies else ""
        return RedirectResponse(entrance.address(language, on_to=on_to, said=said), 303)
    with i18n.spoken(language):
        sentence = sentences.of_error(error)
    page = entrance.refused(language, sentence, is_known=status != 503)
    return HTMLResponse(page, status_code=status)


def _token(request: Request) -> str | None:
    """Return the token that a request brings; None where it brings none."""
    kind, _blank, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _shut(answer: Response) -> Response:
    """Return an answer that nobody on the way may keep."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _seconds_left(said: claims.Claims) -> float:
    return claims.ends_at(said) - time.time()


def _is_inside(path: str) -> bool:
    """Return whether a path is for whoever runs the server."""
    return path == inside.METRICS or inside.is_streamlits(path)


def _require_outside(path: str) -> None:
    """Refuse a reader, of whatever role, what is for whoever runs the server."""
    if _is_inside(path):
        raise AccessError(
            "the request",
            found="a login of a reader",
            expected="whoever runs Trojka, on its machine or with its token",
            do="ask them",
        )
