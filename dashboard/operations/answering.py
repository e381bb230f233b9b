"""What whoever runs the server asks of it: ``/health/live``, ``/health/ready``, ``/metrics``."""

from __future__ import annotations

import prometheus_client
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.api.read_only import ReadOnly
from dashboard.operations import counters, inside
from dashboard.operations.readiness import Watch

NEVER_HELD = {"Cache-Control": "no-store"}

_watch = Watch()


async def live(_request: Request) -> Response:
    """Return that this process answers."""
    return JSONResponse({"status": "live"}, headers=NEVER_HELD)


async def ready(_request: Request) -> Response:
    """Return whether pages can be answered, and why not: 200 or 503."""
    found = await _watch.readiness()
    return JSONResponse(found.told(), 503 if found.reasons else 200, headers=NEVER_HELD)


async def metrics(_request: Request) -> Response:
    """Return what was counted, as Prometheus reads it."""
    content = prometheus_client.generate_latest(counters.REGISTRY)
    media_type = prometheus_client.CONTENT_TYPE_LATEST
    return Response(content, media_type=media_type, headers=NEVER_HELD)


ROUTES = [
    Route("/health/live", ReadOnly(live)),
    Route("/health/ready", ReadOnly(ready)),
    Route(inside.METRICS, ReadOnly(metrics)),
]
