"""The server: what every answer carries, the language of a page, and where the library is from."""

import asyncio
import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from analytics import ensemble
from dashboard import i18n, navigation, server, warm
from dashboard.kit import picture


def policy(page: str) -> dict[str, list[str]]:
    """Return the policy as its directives."""
    text = server.headers(page)["Content-Security-Policy"]
    return {words[0]: words[1:] for words in (part.split() for part in text.split("; "))}


def ask(path: str, query: str = "") -> Request:
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode()}
    return Request({**scope, "headers": []})


def answered(app: Any, kind: str) -> list[Message]:
    """Return the messages that an application sends for a request of some kind."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    asyncio.run(app({"type": kind, "path": "/", "headers": []}, receive, send))
    return sent


class TestPolicy:
    def test_nothing_may_come_from_elsewhere(self) -> None:
        for directive, places in policy(server.shell("en")).items():
            elsewhere = [place for place in places if "://" in place or place in ("*", "https:")]
            assert elsewhere == [], directive

    def test_no_inline_script_runs_but_those_of_the_shell(self) -> None:
        page = server.shell("en")
        allowed = policy(page)["script-src"]
        assert "'unsafe-inline'" not in allowed
        assert "'unsafe-eval'" not in allowed
        scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
        assert len(scripts) >= 1
        for script in scripts:
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in allowed

    def test_a_script_of_another_page_is_not_allowed(self) -> None:
        ours = set(policy(server.shell("en"))["script-src"])
        theirs = set(policy("<script>alert(1)</script>")["script-src"])
        assert not {word for word in theirs - ours if "sha256" not in word}
        assert theirs - ours

    def test_pages_cannot_be_framed_or_sent_elsewhere(self) -> None:
        found = policy(server.shell("en"))
        assert found["frame-ancestors"] == ["'self'"]
        assert found["form-action"] == ["'self'"]
        assert found["object-src"] == ["'none'"]
        assert found["base-uri"] == ["'self'"]

    def test_the_same_policy_holds_in_every_language(self) -> None:
        assert server.headers(server.shell("en")) == server.headers(server.shell("nl"))


class TestGuard:
    @staticmethod
    async def plain(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})

    def test_every_answer_carries_the_headers(self) -> None:
        start, body = answered(server.Guard(self.plain), "http")
        carried = {name.decode(): value.decode() for name, value in start["headers"]}
        wanted = server.headers(server.shell(i18n.DEFAULT))
        assert carried == {name.lower(): value for name, value in wanted.items()}
        assert body["body"] == b"ok"

    def test_the_line_over_which_a_page_is_kept_is_left_alone(self) -> None:
        start, _body = answered(server.Guard(self.plain), "websocket")
        assert start["headers"] == []


class TestShell:
    @pytest.mark.parametrize("language", i18n.LANGUAGES)
    def test_a_page_starts_in_the_language_of_its_address(self, language: str) -> None:
        answer = asyncio.run(server.page(ask("/data", f"lang={language}")))
        text = bytes(answer.body).decode()
        assert f'<html lang="{language}">' in text
        assert "<title>Trojka</title>" in text

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
        told = {"/milestones.ics", "/changes.atom"}
        wanted = {
            "/",
            f"/{picture.LIBRARY}",
            f"/{server.SCRIPT}",
            *told,
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
