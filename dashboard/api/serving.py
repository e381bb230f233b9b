"""The addresses below ``/api``, and how a request becomes an answer or a problem.

Answers are made beside the pages, a few at a time, and those of a result apart from all others: one
that nobody asked for yet may take a minute, with the test of its numbers, and holds up only those
who ask for the same. Who comes when too many wait is asked to come back. Whoever may ask at all is
not decided here.
"""

from __future__ import annotations

from http import HTTPStatus

import anyio
from anyio import to_thread
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard import i18n
from dashboard.api import answers, listed, openapi, overview, question, results, taken
from dashboard.api.read_only import RETRY_SECONDS, ReadOnly
from dashboard.desks import gate
from data.errors import RequestError

ROOT = "/api/v1"

N_AT_ONCE = 4
"""Answers of tables made at the same time."""

N_OF_RESULT = 2
"""Answers of one result made at the same time."""

N_WAITING = 64
"""Requests that may wait for their turn, of tables or of one result."""

_turns = anyio.CapacityLimiter(N_AT_ONCE)
_turns_of = {one.path: anyio.CapacityLimiter(N_OF_RESULT) for one in results.RESULTS}


async def rows(request: Request) -> Response:
    """Return the rows of a table or a result."""
    asked_of = listed.resource(f"{request.path_params['kind']}/{request.path_params['name']}")
    if len(request.url.query) > question.MAX_CHARACTERS:
        raise RequestError(
            "the query",
            found=f"{len(request.url.query):,} characters",
            expected=f"at most {question.MAX_CHARACTERS:,}",
            do="ask for fewer values at once",
            status=414,
        )
    pairs = request.query_params.multi_items()
    asked = question.read(asked_of, pairs, request.headers.get("accept", ""))
    turns = _turns_of.get(asked_of.path, _turns)
    if turns.statistics().tasks_waiting >= N_WAITING:
        raise RequestError(
            "the server",
            found=f"{N_WAITING} requests that wait",
            expected="fewer",
            do=f"ask again in {RETRY_SECONDS} seconds",
            status=503,
        )
    held = request.headers.get("if-none-match", "")
    answer = await to_thread.run_sync(answers.answer, asked, pairs, held, limiter=turns)
    if request.method == "GET" and answer.status_code == HTTPStatus.OK:
        person, version = gate.person_of(request.scope), answer.headers[answers.VERSION]
        answer.background = BackgroundTask(taken.note, person, asked_of, version)
    return answer


async def nothing(request: Request) -> Response:
    """Refuse an address below ours at which nothing is."""
    raise listed.nothing_at(request.path_params["rest"].removeprefix("v1/"))


async def described(_request: Request) -> Response:
    """Return the description for programs (OpenAPI)."""
    return JSONResponse(openapi.description(), headers=answers.HELD)


async def shown(request: Request) -> Response:
    """Return the list for people, in the language of the address."""
    asked = request.query_params.get("lang", i18n.DEFAULT)
    language = asked if asked in i18n.LANGUAGES else i18n.DEFAULT

    def page() -> str:
        with i18n.spoken(language):
            return overview.page(language)

    content = await to_thread.run_sync(page, limiter=_turns)
    return HTMLResponse(content, headers={"Cache-Control": "no-cache"})


async def to_list(request: Request) -> Response:
    """Lead to the list, from where a slash was left out."""
    return RedirectResponse("v1/" if request.url.path.endswith("/v1") else "api/v1/")


ROUTES = [
    Route("/api", ReadOnly(to_list)),
    Route(ROOT, ReadOnly(to_list)),
    Route(f"{ROOT}/", ReadOnly(shown)),
    Route(f"{ROOT}/openapi.json", ReadOnly(described)),
    Route(f"{ROOT}/{{kind}}/{{name}}", ReadOnly(rows)),
    Route("/api/{rest:path}", ReadOnly(nothing)),
]
"""All addresses below ``/api``."""
