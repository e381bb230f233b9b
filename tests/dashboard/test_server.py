"""The server: the language of a page, its routes, and where the library is from."""

import asyncio
import json
import re
from datetime import date
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.routing import Match
from streamlit.runtime.pages_manager import PagesManager

from analytics import ensemble
from dashboard import i18n, navigation, server, warm
from dashboard.api import serving
from dashboard.kit import last_visit, picture
from dashboard.operations import answering
from data import store


def ask(path: str, query: str = "") -> Request:
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode()}
    return Request({**scope, "headers": []})


class TestShell:
    @pytest.mark.parametrize("language", i18n.LANGUAGES)
    def test_a_page_starts_in_the_language_of_its_address(self, language: str) -> None:
        answer = asyncio.run(server.page(ask("/data", f"lang={language}")))
        text = bytes(answer.body).decode()
        assert f'<html lang="{language}">' in text
        assert "<title>Trojka</title>" in text

    def test_a_page_notes_the_day_of_the_visit_and_nothing_else(self) -> None:
        answer = asyncio.run(server.page(ask("/data", "")))
        (cookie,) = answer.headers.getlist("set-cookie")
        assert cookie.startswith(f"{last_visit.COOKIE}=_{date.today()};")
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie

    @pytest.mark.parametrize("query", ["", "lang=xx", "lang=%3Cscript%3E", "lang="])
    def test_a_language_that_we_do_not_speak_is_english(self, query: str) -> None:
        answer = asyncio.run(server.page(ask("/", query)))
        assert '<html lang="en">' in bytes(answer.body).decode()

    def test_streamlits_own_page_is_still_as_we_expect_it(self) -> None:
        """A new Streamlit may write its page otherwise; then what we set in it is lost."""
        text = server.SHELL.read_text(encoding="utf-8")
        for piece in ('<html lang="en">', "<title>Streamlit</title>", "<head>"):
            assert text.count(piece) == 1
        assert server.shell("nl") != text

    def test_the_page_asks_nothing_of_others(self) -> None:
        sources = re.findall(r'(?:src|href)="([^"]+)"', server.shell("en"))
        assert sources
        assert not [source for source in sources if re.match(r"https?:|//", source)]


class TestRoutes:
    def test_every_page_of_the_menu_is_answered_with_the_shell(self) -> None:
        paths = {route.path for route in server.app._user_routes}
        told = {"/milestones.ics", "/changes.atom", "/search", "/{name:page_name}"}
        wanted = {
            "/",
            f"/{picture.LIBRARY}",
            f"/{server.SCRIPT}",
            *told,
            *(route.path for route in (*serving.ROUTES, *answering.ROUTES)),
            *(f"/{page.path}" for page in navigation.PAGES),
        }
        assert paths == wanted

    def test_the_plotting_library_is_the_one_installed(self) -> None:
        answer = asyncio.run(server.library(ask(f"/{picture.LIBRARY}")))
        assert answer.path.name == "plotly.min.js"
        assert answer.path.stat().st_size > 1_000_000
        assert answer.media_type in ("text/javascript", "application/javascript")

    @pytest.mark.parametrize(
        ("query", "place"), [("", "./"), ("lang=nl&of=a_res_79_239", "./?lang=nl&of=a_res_79_239")]
    )
    def test_the_first_page_leads_from_its_path_to_the_root(self, query: str, place: str) -> None:
        path = f"/{navigation.PAGES[0].path}"
        (route,) = [route for route in server.app._user_routes if route.path == path]
        answer = asyncio.run(route.endpoint(ask(path, query)))
        assert answer.status_code == 307
        assert answer.headers["location"] == place


class TestSearch:
    @pytest.mark.real
    def test_what_is_typed_is_answered_in_the_language_of_the_address(
        self, snapshot: store.Snapshot
    ) -> None:
        answer = asyncio.run(server.search(ask("/search", "q=kenia&lang=nl")))
        (group, *_more) = json.loads(bytes(answer.body))["groups"]
        assert (group["heading"], group["links"][0]["name"]) == ("Staten", "Kenia")
        assert group["links"][0]["address"] == "state?state=KEN&lang=nl"

    @pytest.mark.real
    @pytest.mark.parametrize(
        ("name", "address"),
        [
            ("Kenia", "state?state=KEN&lang=nl"),
            ("A/RES/80/58", "rollcalls?rollcall=a_res_80_58&lang=nl"),
            (
                "REAIM 2024 Blueprint",
                "instruments?part=roster&instrument=reaim_2024_blueprint&lang=nl",
            ),
            ("Keny", None),
            ("KEN", None),
            ("No", None),
            ("Oost-Europa", None),
        ],
    )
    def test_what_a_chart_draws_leads_to_its_view_if_it_has_one(
        self, snapshot: store.Snapshot, name: str, address: str | None
    ) -> None:
        answer = asyncio.run(server.search(ask("/search", f"lang=nl&name={name}")))
        assert json.loads(bytes(answer.body)) == {"address": address}

    def test_facts_that_are_not_kept_are_said_to_be_none(self) -> None:
        answer = asyncio.run(server.search(ask("/search", "q=kenya&facts=000000000000")))
        assert answer.status_code == 503
        assert json.loads(bytes(answer.body))["groups"] == []


class TestNoPage:
    @pytest.mark.parametrize("name", ["nowhere", "Next-Vote", "network_", "a"])
    def test_a_path_that_is_no_page_leads_to_the_first_one_with_its_name(self, name: str) -> None:
        (route,) = [one for one in server.app._user_routes if one.endpoint is server.no_page]
        match, scope = route.matches({"type": "http", "method": "GET", "path": f"/{name}"})
        assert match is Match.FULL
        request = Request({**ask(f"/{name}", "lang=nl").scope, **scope})
        answer = asyncio.run(server.no_page(request))
        assert answer.headers["location"] == f"./?lang=nl&no_page={name}"

    @pytest.mark.parametrize("path", ["/favicon.png", "/_stcore/health", "/healthz", "/static/a"])
    def test_what_streamlit_answers_itself_is_left_to_it(self, path: str) -> None:
        (route,) = [one for one in server.app._user_routes if one.endpoint is server.no_page]
        match, _scope = route.matches({"type": "http", "method": "GET", "path": path})
        assert match is Match.NONE


class TestStart:
    def test_a_first_reader_finds_every_page(self) -> None:
        manager = PagesManager(str(Path(server.__file__).parent / "app.py"))
        assert not manager.uses_pages_directory

    def test_long_runs_go_where_the_environment_says_and_it_warms_up(self, monkeypatch) -> None:
        used, warmed = [], []
        monkeypatch.setattr(ensemble, "use", used.append)
        monkeypatch.setattr(warm, "beside", lambda: warmed.append(True))
        monkeypatch.setenv("TROJKA_SCHEDULER", "tcp://127.0.0.1:8786")

        async def start() -> None:
            async with server.working(server.app):
                pass

        asyncio.run(start())
        assert used == [ensemble.Workers(n_jobs=-1, scheduler="tcp://127.0.0.1:8786")]
        assert warmed == [True]
