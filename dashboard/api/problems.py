"""Why there is no answer, as RFC 9457 writes it: one sentence, in its four parts."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import JSONResponse

from data import hidden
from data.errors import AnalysisError, FaultError, RequestError, StoreError, TrojkaError

MEDIA_TYPE = "application/problem+json"

PARTS = ("where", "found", "expected", "do")


def status_of(error: TrojkaError) -> int:
    """Return the number by which HTTP knows a fault: of the question, or of the facts."""
    if isinstance(error, RequestError):
        return error.status
    if isinstance(error, AnalysisError):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.SERVICE_UNAVAILABLE


def problem(error: TrojkaError, *, headers: dict[str, str] | None = None) -> JSONResponse:
    """Return a fault as an answer. Where our own house is at fault, its places are not told."""
    status = status_of(error)
    told = _of_house() if isinstance(error, StoreError) else error
    content: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": str(told),
    }
    if isinstance(told, FaultError):
        content |= {part: hidden.escaped(getattr(told, part)) for part in PARTS}
    made = {"Cache-Control": "no-store", **(headers or {})}
    return JSONResponse(content, status, headers=made, media_type=MEDIA_TYPE)


def not_kept(version: str) -> RequestError:
    """Return that the facts of a version cannot be shown."""
    return RequestError(
        f"facts {version[:12]}",
        found="that they are not kept here, or were written by a program that is not this one",
        expected="the version of a snapshot that is kept",
        do="begin again with page 1 and without facts, or name one of python -m etl snapshots",
        status=404,
    )


def _of_house() -> StoreError:
    """Return that the facts cannot be read, without saying where they lie."""
    return StoreError(
        "the facts",
        found="no snapshot that can be read",
        expected="one that a build wrote",
        do="try again later, or ask whoever runs this server: its log says more",
    )
