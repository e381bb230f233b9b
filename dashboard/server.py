"""The dashboard as a server: the pages, and our own copy of the plotting library.

Started with ``python -m streamlit run dashboard/server.py``. `dashboard.guard` stands before every
answer.

Each page of the menu is answered with Streamlit's own shell, in which three things are set: the
language of the address, for screen readers; where the server is, which the shell would else look
for below the page's path first; and a mark on an address that is gone back to, before Streamlit
reads it (`dashboard.kit.ask.follow`). The first page stands at the root: Streamlit knows it by no
other address, so its own path leads there. A cookie keeps the day of this visit and of the last, so
that the first page can say what is new since.

A calendar of milestones and a feed of changes are given to whoever subscribes to them, and what is
typed in the search box is answered here. A path that is no page leads to the first one, which says
so.

Where people log in (``TROJKA_AUTH``), nothing of this is answered but to whoever did: see
`dashboard.desks.gate`.

Long runs use all cores of this machine, or the Dask cluster that ``TROJKA_SCHEDULER`` names. What a
first visitor would wait for is made while the server starts, unless ``TROJKA_WARM`` is 0.
"""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

import plotly
import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route
from streamlit import config
from streamlit.runtime import get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.user_info import generate_login_redirect_url

from analytics import ensemble
from dashboard import i18n, navigation, no_delay, warm
from dashboard.api import serving
from dashboard.desks import gate, login
from dashboard.feeds import changes_feed, milestone_calendar
from dashboard.feeds.subscribers import Subscribers
from dashboard.guard import Guard
from dashboard.kit import last_visit, search_box
from dashboard.kit.ask import FOLLOWED
from dashboard.kit.picture import LIBRARY
from dashboard.kit.top import UNKNOWN_PAGE
from dashboard.operations import answering, log_lines
from dashboard.operations.inside import Inside
from dashboard.operations.measured import Measured
from dashboard.search import suggestions, views
from dashboard.words.addresses import FACTS
from data.errors import TrojkaError
from data.facts import Facts, current_facts, looking_at, todays_facts

SHELL = Path(st.__file__).parent / "static" / "index.html"
"""Streamlit's page, whose inline scripts are, with our own, the only ones allowed."""

SCRIPT = "assets/page.js"
"""Where the script of every page is served, below the root."""

_HEAD = f"""<script>
window.__streamlit = {{ BACKEND_BASE_URL: window.location.origin }};
window.addEventListener("popstate", () => {{
  const url = new URL(window.location.href);
  if (url.hash) return;
  url.searchParams.set("{FOLLOWED}", "1");
  window.history.replaceState(window.history.state, "", url);
}});
</script>
<script src="./{SCRIPT}" defer></script>"""


def _login() -> login.Login | None:
    """Return how people log in here; a fault of the settings is told, and nothing is started."""
    try:
        found = login.current()
        if found is not None:
            login.check_place(str(config.get_option("server.baseUrlPath") or ""))
    except TrojkaError as error:
        sys.exit(str(error))
    return found


LOGIN = _login()

SUBSCRIBERS = Subscribers()


def shell(language: str) -> str:
    """Return the HTML page that every page of the menu starts from."""
    text = SHELL.read_text(encoding="utf-8")
    asked_at = "" if LOGIN is None else f' data-login=".{gate.TIME}"'
    return (
        text.replace('<html lang="en">', f'<html lang="{language}"{asked_at}>', 1)
        .replace("<title>Streamlit</title>", "<title>Trojka</title>", 1)
        .replace("<head>", f"<head>{_HEAD}", 1)
    )


class PageName(Convertor[str]):
    """What may be the path of a page: not a file, nor what Streamlit answers itself."""

    regex = "(?!healthz$|script-health-check$)[A-Za-z][A-Za-z_-]*"

    def convert(self, value: str) -> str:
        """Return it as it is."""
        return value

    def to_string(self, value: str) -> str:
        """Return it as it is."""
        return value


register_url_convertor("page_name", PageName())


async def page(request: Request) -> Response:
    """Return the shell in the language of the address, and note the day of the visit."""
    asked = request.query_params.get("lang", i18n.DEFAULT)
    language = asked if asked in i18n.LANGUAGES else i18n.DEFAULT
    answer = HTMLResponse(shell(language), headers={"Cache-Control": "no-cache"})
    answer.set_cookie(
        last_visit.COOKIE,
        last_visit.noted(request.cookies.get(last_visit.COOKIE, ""), date.today()),
        max_age=last_visit.MAX_AGE_SECONDS,
        httponly=True,
        samesite="lax",
    )
    return answer


async def first(request: Request) -> Response:
    """Lead from the path of the first page to the root, with the filters of the address."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"./{query}")


async def no_page(request: Request) -> Response:
    """Lead from a path that is no page to the first page, which says so and names the nearest."""
    query = {**request.query_params, UNKNOWN_PAGE: request.path_params["name"]}
    return RedirectResponse(f"./?{urlencode(query)}")


async def search(request: Request) -> Response:
    """Return what is suggested for what is typed (``q``), or the view of a name (``name``)."""
    query = request.query_params
    asked = query.get("lang", i18n.DEFAULT)
    language = asked if asked in i18n.LANGUAGES else i18n.DEFAULT

    def found() -> object:
        with i18n.spoken(language), looking_at(query.get(FACTS)):
            facts = current_facts()
            if "name" in query:
                return {"address": views.view_of(facts, query["name"])}
            places = navigation.places(gate.person_of(request.scope))
            return suggestions.for_words(facts, query.get("q", ""), places)

    try:
        content = await run_in_threadpool(found)
    except TrojkaError as error:
        return JSONResponse({"sentence": str(error), "groups": []}, status_code=503)
    return JSONResponse(content, headers={"Cache-Control": "no-cache"})


async def library(_request: Request) -> Response:
    """Return the plotting library that came with the installed plotly."""
    path = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    return FileResponse(path, headers={"Cache-Control": "max-age=86400"})


async def script(_request: Request) -> Response:
    """Return the script of every page: tables put in order, charts fitted to paper."""
    path = Path(__file__).parent / SCRIPT
    return FileResponse(path, headers={"Cache-Control": "no-cache"})


async def calendar(request: Request) -> Response:
    """Return the milestones as a calendar, in the language of the address."""
    name, mime = milestone_calendar.NAME, milestone_calendar.MIME
    return await _told(request, milestone_calendar.calendar, name, mime)


async def feed(request: Request) -> Response:
    """Return what changed as a feed, in the language of the address."""
    site = str(request.base_url).rstrip("/")
    make = partial(changes_feed.feed, site=site)
    return await _told(request, make, changes_feed.NAME, changes_feed.MIME)


async def _told(request: Request, make: Callable[[Facts], bytes], name: str, mime: str) -> Response:
    """Return what is made of today's facts, beside the requests of others; or why it cannot be."""
    asked = request.query_params.get("lang", i18n.DEFAULT)
    language = asked if asked in i18n.LANGUAGES else i18n.DEFAULT

    def made() -> bytes:
        with i18n.spoken(language):
            content = make(todays_facts())
        SUBSCRIBERS.took(gate.person_of(request.scope), name, date.today())
        return content

    try:
        content = await run_in_threadpool(made)
    except TrojkaError as error:
        return PlainTextResponse(str(error), status_code=503)
    return Response(content, media_type=mime, headers={"Cache-Control": "no-cache"})


def _begun() -> str:
    """Return where Streamlit begins a login."""
    return generate_login_redirect_url("default")


def _files_of(session: str) -> int:
    """Return how many files a session holds."""
    held = cast("MemoryUploadedFileManager", get_instance().uploaded_file_mgr)
    return len(held.file_storage.get(session, ()))


if LOGIN is not None:
    # What a login has begun with is kept in a cookie: any server of this address must read it.
    config.set_option("server.cookieSecret", LOGIN.cookie_secret)

# Beside a folder named pages Streamlit looks for pages in it until the menu is drawn, and tells
# the first reader that ours do not exist.
PagesManager.uses_pages_directory = False


@asynccontextmanager
async def working(_app: st.App) -> AsyncIterator[None]:
    """Begin the log, say where long runs take place, and warm up, as the server starts."""
    log_lines.start()
    ensemble.use(ensemble.Workers(n_jobs=-1, scheduler=os.environ.get("TROJKA_SCHEDULER")))
    warm.beside()
    no_delay.on_listening_sockets()
    yield


app = st.App(
    Path(__file__).parent / "app.py",
    routes=[
        Route(f"/{LIBRARY}", library),
        Route(f"/{SCRIPT}", script),
        Route(f"/{milestone_calendar.NAME}", calendar),
        Route(f"/{changes_feed.NAME}", feed),
        Route("/", page),
        Route(f"/{navigation.PAGES[0].path}", first),
        Route(f"/{search_box.NAME}", search),
        *(Route(f"/{one.path}", page) for one in navigation.PAGES[1:]),
        *serving.ROUTES,
        *answering.ROUTES,
        Route("/{name:page_name}", no_page),
    ],
    middleware=[
        Middleware(Measured),
        Middleware(Guard, page=shell(i18n.DEFAULT), files_of=_files_of),
        Middleware(gate.Gate, login=LOGIN, begun=_begun) if LOGIN else Middleware(Inside),
    ],
    secrets=LOGIN.for_streamlit() if LOGIN else None,
    lifespan=working,
)
