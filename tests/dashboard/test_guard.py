"""The guard: what every answer carries, what is refused as too long, and what TLS adds."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from collections.abc import Iterator

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from dashboard import guard, server
from tests.hostile_values import SENTENCE


def policy(page: str) -> dict[str, list[str]]:
    """Return the policy as its directives."""
    text = guard.headers(page)["Content-Security-Policy"]
    return {words[0]: words[1:] for words in (part.split() for part in text.split("; "))}


async def ours(_request: Request) -> Response:
    answer = PlainTextResponse("ok", headers={"Cache-Control": "no-cache"})
    answer.set_cookie("a", "1", httponly=True)
    answer.set_cookie("b", "2", secure=True)
    return answer


async def plain(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


HELD: dict[str, set[str]] = {}
"""Files by session, in the place of Streamlit's."""


async def handed_in(request: Request) -> Response:
    """Take a file, or take it away."""
    held = HELD.setdefault(request.path_params["session"], set())
    length = len(await request.body())
    if request.method == "PUT":
        held.add(request.path_params["file"])
    else:
        held.discard(request.path_params["file"])
    return PlainTextResponse(str(length))


async def line(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("ok")
    await socket.close()


@pytest.fixture
def client() -> Iterator[TestClient]:
    """Return a client of a small server behind the guard."""
    routes = [
        Route("/ours", ours),
        Route("/plain", plain, methods=["GET", "POST"]),
        Route(f"{guard.UPLOADS}{{session}}/{{file}}", handed_in, methods=["PUT", "DELETE"]),
        WebSocketRoute("/line", line),
    ]
    HELD.clear()
    wall = Middleware(
        guard.Guard, page=server.shell("en"), files_of=lambda one: len(HELD.get(one, ()))
    )
    with TestClient(Starlette(routes=routes, middleware=[wall])) as asked:
        yield asked


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
        assert found["base-uri"] == ["'none'"]

    def test_the_same_policy_holds_in_every_language(self) -> None:
        assert guard.headers(server.shell("en")) == guard.headers(server.shell("nl"))


class TestHeaders:
    def test_every_answer_carries_them(self, client: TestClient) -> None:
        wanted = guard.headers(server.shell("en"))
        assert {"Permissions-Policy", "Cross-Origin-Opener-Policy", "X-Frame-Options"} <= {*wanted}
        for path in ("/ours", "/plain", "/nowhere", "/plain?" + "a" * guard.MAX_ADDRESS):
            answer = client.get(path)
            assert {name: answer.headers.get(name) for name in wanted} == wanted, path[:20]

    def test_what_says_nothing_of_keeping_is_not_kept(self, client: TestClient) -> None:
        assert client.get("/plain").headers["cache-control"] == "no-store"
        assert client.get("/ours").headers["cache-control"] == "no-cache"

    def test_the_line_over_which_a_page_is_kept_is_left_alone(self, client: TestClient) -> None:
        with client.websocket_connect("/line") as socket:
            assert socket.receive_text() == "ok"


class TestTls:
    @pytest.mark.parametrize("way", ["setting", "scheme", "proxy"])
    def test_over_tls_browsers_are_told_to_stay_there(
        self, client: TestClient, monkeypatch: pytest.MonkeyPatch, way: str
    ) -> None:
        if way == "setting":
            monkeypatch.setenv("TROJKA_TLS", "1")
        host = "https://testserver" if way == "scheme" else ""
        forwarded = {"X-Forwarded-Proto": "https"} if way == "proxy" else {}
        answer = client.get(f"{host}/ours", headers=forwarded)
        assert answer.headers["strict-transport-security"] == f"max-age={guard.TLS_SECONDS}"
        first, second = answer.headers.get_list("set-cookie")
        assert first.endswith("; Secure")
        assert second.lower().count("secure") == 1

    def test_without_tls_nothing_is_said_of_it(
        self, client: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TROJKA_TLS", "0")
        answer = client.get("/ours", headers={"X-Forwarded-Proto": "http"})
        assert "strict-transport-security" not in answer.headers
        assert "secure" not in answer.headers.get_list("set-cookie")[0].lower()


class TestLimits:
    @pytest.mark.parametrize(
        ("path", "fields", "status", "told"),
        [
            ("/plain?q=" + "a" * guard.MAX_ADDRESS, {}, 414, "an address of 32,7"),
            ("/" + "a" * guard.MAX_ADDRESS, {}, 414, "an address of 32,7"),
            ("/plain", {"a": "b" * guard.MAX_HEADERS}, 431, "header fields of 3"),
            ("/plain", {f"a{n}": "b" for n in range(101)}, 431, "header fields of"),
        ],
    )
    def test_what_is_too_long_is_refused_in_a_sentence(
        self, client: TestClient, path: str, fields: dict[str, str], status: int, told: str
    ) -> None:
        answer = client.get(path, headers=fields)
        assert answer.status_code == status
        assert told in answer.text
        assert SENTENCE.match(answer.text)
        assert len(answer.text) < 200

    def test_an_address_as_long_as_one_may_be_is_answered(self, client: TestClient) -> None:
        query = "q=" + "a" * (guard.MAX_ADDRESS - len("/plainq="))
        assert client.get(f"/plain?{query}").status_code == 200
        assert client.get(f"/plain?{query}a").status_code == 414

    @pytest.mark.parametrize("length", [str(guard.MAX_BODY + 1), "9" * 30, "-1", "ten", "１"])
    def test_a_body_that_says_to_be_too_long_is_refused_unread(
        self, client: TestClient, length: str
    ) -> None:
        answer = client.post("/plain", headers={b"content-length": length.encode()}, content=b"x")
        assert answer.status_code == 413
        assert SENTENCE.match(answer.text)

    def test_a_file_may_be_larger(self, client: TestClient) -> None:
        content = b"x" * (guard.MAX_BODY + 1)
        assert client.put(f"{guard.UPLOADS}a/b", content=content).text == str(len(content))
        assert client.post("/plain", content=content).status_code == 413
        assert client.post("/plain", content=content[1:]).text == str(guard.MAX_BODY)


class TestFiles:
    def test_a_session_holds_so_many_files_and_no_more(self, client: TestClient) -> None:
        def put(session: str, name: object) -> int:
            return client.put(f"{guard.UPLOADS}{session}/{name}", content=b"x").status_code

        codes = [put("mine", number) for number in range(guard.MAX_FILES + 2)]
        assert codes == [200] * guard.MAX_FILES + [413] * 2
        answer = client.put(f"{guard.UPLOADS}mine/x", content=b"x")
        assert SENTENCE.match(answer.text)
        assert f"found {guard.MAX_FILES} files of this tab already" in answer.text
        assert put("another", 1) == 200
        assert client.delete(f"{guard.UPLOADS}mine/3").status_code == 200
        assert put("mine", "in its place") == 200
        assert put("mine", "one more") == 413

    def test_those_on_their_way_count_too(self) -> None:
        """A hundred at once are not a way around it."""
        n_taken, may_end = 0, asyncio.Event()

        async def slow(scope: Scope, receive: Receive, send: Send) -> None:
            nonlocal n_taken
            n_taken += 1
            await may_end.wait()
            await PlainTextResponse("ok")(scope, receive, send)

        async def asked() -> list[int]:
            wall = guard.Guard(slow, page=server.shell("en"), files_of=lambda _session: 15)
            transport = httpx2.ASGITransport(wall)
            async with httpx2.AsyncClient(transport=transport, base_url="http://here") as browser:

                async def put(number: int) -> int:
                    answer = await browser.put(f"{guard.UPLOADS}mine/{number}", content=b"x")
                    return answer.status_code

                waiting = [asyncio.create_task(put(number)) for number in range(100)]
                while sum(one.done() for one in waiting) < 95:
                    await asyncio.sleep(0.01)
                may_end.set()
                codes = await asyncio.gather(*waiting)
                assert await put(100) == 200  # none is on its way any more
            return codes

        codes = asyncio.run(asyncio.wait_for(asked(), timeout=20))
        assert (codes.count(200), codes.count(413)) == (5, 95)
        assert n_taken == 6
