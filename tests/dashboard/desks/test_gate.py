"""The gate: who passes, and what everybody else is told; over http and over the line of a page."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.types import Message, Receive, Scope, Send

from dashboard.desks import bearer, claims, gate, login, session
from dashboard.desks.person import ALONE, Role
from tests.dashboard.desks.asking import HERE, METRICS_TOKEN, PAGE, Before, run
from tests.oidc import provider as providers
from tests.oidc.provider import CLIENT_ID, Provider

PATHS = [
    "/",
    "/state?state=KEN",
    "/search?q=kenya",
    "/milestones.ics",
    "/changes.atom",
    "/assets/plotly.min.js",
    "/api/v1/tables/votes",
    "/_stcore/health",
    "/_stcore/upload_file/a/b",
    "/media/a.csv",
    "/component/x/index.html",
    "/static/js/index.js",
    "/nowhere",
    "//state",
    "/login/../state",
    "/login/",
    "/LOGIN",
    "/auth/login/",
    "/auth/login%2f..%2fstate",
    "/health/live/../../state",
    "/%2e%2e/state",
    "/health",
    "/health/live%00",
]


class TestWithoutALogin:
    def test_a_program_is_told_in_one_sentence(self, before: Before) -> None:
        for answer in before.ask_all(PATHS, host="203.0.113.7"):
            assert answer.status_code == 401, answer.url
            assert answer.headers["www-authenticate"] == "Bearer"
            assert answer.headers["cache-control"] == "no-store"
            told = answer.json()
            assert told["status"] == 401
            assert told["detail"].startswith("the request: found no login, expected a login")

    def test_a_browser_is_led_to_the_login_with_where_it_was_going(self, before: Before) -> None:
        answer = before.ask("/state?state=KEN&lang=nl", **PAGE)
        assert answer.status_code == 303
        assert answer.headers["location"] == (
            "/login?next=%2Fstate%3Fstate%3DKEN%26lang%3Dnl&lang=nl"
        )

    def test_the_page_to_log_in_speaks_the_readers_language(self, before: Before) -> None:
        dutch = before.ask("/login?lang=nl", **PAGE).text
        assert '<html lang="nl">' in dutch
        assert "Inloggen" in dutch
        assert "Inloggen" in before.ask("/login", accept_language="nl-NL,nl;q=0.9").text
        assert "Log in" in before.ask("/login", **PAGE).text

    @pytest.mark.parametrize("said", ["ended", "out", "denied", "failed", "away"])
    def test_it_says_why_somebody_is_there(self, before: Before, said: str) -> None:
        assert "role='status'" in before.ask(f"/login?said={said}").text

    def test_it_repeats_nothing_that_the_address_says(self, before: Before) -> None:
        text = before.ask("/login?said=<script>x</script>&next=//evil.example&lang=<b>").text
        assert "script" not in text
        assert "evil" not in text

    def test_it_asks_for_nothing_else(self, before: Before) -> None:
        text = before.ask("/login?next=/state").text
        assert "src=" not in text
        assert "url(" not in text

    @pytest.mark.parametrize(
        ("asked", "led"),
        [
            ("/state%3Fstate%3DKEN", "%2Fstate%3Fstate%3DKEN"),
            ("https%3A%2F%2Fevil.example", "%2F"),
            ("%2F%2Fevil.example", "%2F"),
            ("%2F%5Cevil.example", "%2F"),
            ("/login", "%2F"),
        ],
    )
    def test_the_way_to_the_provider_keeps_a_place_of_ours_only(
        self, before: Before, asked: str, led: str
    ) -> None:
        answer = before.ask(f"/login/start?next={asked}")
        assert answer.headers["location"] == "/auth/login?provider=x"
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(f"trojka_next={led};")
        assert {"HttpOnly", "Secure", "SameSite=lax"} <= set(cookie.split("; "))

    def test_nothing_but_the_login_and_the_health_of_the_server_is_open(self) -> None:
        assert set(gate.OPEN) == {
            "/auth/login",
            "/auth/logout",
            "/oauth2callback",
            "/health/live",
            "/health/ready",
        }

    def test_no_line_is_opened(self, before: Before, provider: Provider) -> None:
        said = provider.claims("steward")
        for cookie in (
            "",
            before.cookie(said, secret="f" * 32),
            before.cookie(said | {"exp": 1}),
            before.cookie(said | {"role": "cleaner"}),
        ):
            (message,) = before.line(cookie, ["hello"])
            assert message == {"type": "websocket.close", "code": 4401}


class TestWithALogin:
    def test_whoever_is_logged_in_passes_as_who_they_are(
        self, before: Before, provider: Provider
    ) -> None:
        answer = before.ask("/state", cookie=before.cookie(provider.claims("desk")))
        assert answer.json() == ["desk", "DVB/NW", Role.DESK]
        assert gate.person_of({"type": "http"}) is ALONE

    def test_a_login_that_is_over_has_to_be_made_again(
        self, before: Before, provider: Provider
    ) -> None:
        over = provider.claims("desk", exp=time.time() - claims.LEEWAY_SECONDS - 5)
        assert before.ask("/state", cookie=before.cookie(over)).status_code == 401
        led = before.ask("/state", cookie=before.cookie(over), **PAGE)
        assert "said=ended" in led.headers["location"]

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"role": "cleaner"}, "De aanmelding: gevonden de rol &#x27;cleaner&#x27;"),
            ({"desk": ""}, "niets in de claim &#x27;desk&#x27;"),
            ({"iat": 4e9}, "klokken die hoogstens 60 s verschillen"),
        ],
    )
    def test_whoever_has_no_place_here_is_told_why_and_can_go(
        self, before: Before, provider: Provider, changed: dict[str, Any], sentence: str
    ) -> None:
        cookie = before.cookie(provider.claims("desk", **changed))
        answer = before.ask("/state?lang=nl", cookie=cookie, **PAGE)
        assert answer.status_code in (401, 403)
        assert sentence in answer.text
        assert "/auth/logout?lang=nl" in answer.text
        assert before.ask("/state", cookie=cookie).json()["detail"].startswith("the login: ")

    def test_whoever_logs_out_leaves_nothing_in_the_browser(
        self, before: Before, provider: Provider, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, logger="trojka.login")
        answer = before.ask("/auth/logout", cookie=before.cookie(provider.claims("desk")))
        assert answer.headers["clear-site-data"] == '"cache", "storage"'
        assert [record.getMessage() for record in caplog.records] == ["logout"]

    def test_a_page_is_told_how_long_its_login_holds(
        self, before: Before, provider: Provider
    ) -> None:
        held = before.cookie(provider.claims("desk", exp=time.time() + 100))
        assert 150 <= before.ask("/login/time", cookie=held).json()["seconds"] <= 160
        over = before.ask("/login/time?lang=nl", cookie=before.cookie({"exp": 1})).json()
        assert over["seconds"] == 0
        assert over["sentence"].startswith("Uw aanmelding is verlopen")

    def test_the_language_outlasts_a_login_whose_address_has_lost_it(
        self, before: Before, provider: Provider
    ) -> None:
        held = before.cookie(provider.claims("desk"))
        kept = before.ask("/login/time?lang=nl", cookie=held).headers["set-cookie"]
        assert {"HttpOnly", "Secure", "SameSite=lax"} <= set(kept.split("; "))
        spoken = kept.partition(";")[0]
        assert spoken == "trojka_lang=nl"
        english = {"accept_language": "en-GB,en"}
        led = before.ask("/data", cookie=spoken, **english, **PAGE).headers["location"]
        assert led == "/login?next=%2Fdata&lang=nl"
        page = before.ask(led, cookie=spoken, **english, **PAGE).text
        assert '<html lang="nl">' in page
        assert "/login/start?next=%2Fdata&amp;lang=nl" in page
        started = before.ask("/login/start?next=%2Fdata&lang=nl", cookie=spoken, **english)
        assert started.headers["set-cookie"].startswith("trojka_next=%2Fdata%3Flang%3Dnl;")

    def test_another_language_and_one_that_is_none_are_heard(self, before: Before) -> None:
        for cookie, query, language in (
            ("trojka_lang=nl", "?lang=en", "en"),
            ("trojka_lang=<b>", "", "en"),
            ("trojka_lang=en", "", "en"),
        ):
            browser = {"accept_language": "nl" if cookie.endswith("=en") else "en"}
            page = before.ask(f"/login{query}", cookie=cookie, **browser).text
            assert f'<html lang="{language}">' in page, cookie

    def test_nobody_without_a_login_is_remembered(self, before: Before) -> None:
        assert "set-cookie" not in before.ask("/login/time?lang=nl").headers

    def test_a_line_is_kept_open_while_the_login_holds(
        self, before: Before, provider: Provider
    ) -> None:
        sent = before.line(before.cookie(provider.claims("desk")), ["one", "two"])
        assert [message.get("text") for message in sent] == [None, "one", "two", "too late"]

    @pytest.mark.slow
    def test_a_line_falls_silent_when_the_login_ends(
        self, before: Before, provider: Provider
    ) -> None:
        before.ask("/state", cookie=before.cookie(provider.claims("desk")))  # logouts are read
        ends = time.time() - claims.LEEWAY_SECONDS + 0.1
        held = before.cookie(provider.claims("desk", exp=ends))
        sent = before.line(held, ["one"] * 100_000)
        assert [message["type"] for message in sent[:1]] == ["websocket.accept"]
        assert len(sent) < 100_000
        assert sent[-1].get("text") != "too late"

    @pytest.mark.slow
    def test_whoever_logs_out_silences_their_lines_in_every_tab_and_no_other(
        self, before: Before, provider: Provider
    ) -> None:
        mine, other = (before.cookie(provider.claims(who)) for who in ("desk", "other"))
        sent: dict[str, list[Message]] = {mine: [], other: []}

        async def left() -> None:
            lines = [
                asyncio.create_task(before.kept_open(one, sent[one], f"b{len(one)}"))
                for one in (mine, mine, other)
            ]
            await asyncio.sleep(0.3)
            async with before.client() as client:
                await client.get("/auth/logout", headers={"cookie": mine})
                said = len(sent[mine]), len(sent[other])
                again = await client.get("/state", headers={"cookie": mine})
                still = await client.get("/state", headers={"cookie": other})
                await asyncio.sleep(0.3)
                assert (again.status_code, still.status_code) == (401, 200)
                assert len(sent[mine]) == said[0]
                assert len(sent[other]) > said[1]
                anew = before.cookie(provider.claims("desk", exp=time.time() + 500))
                browser = f"{anew}; {gate.BROWSER}=b{len(mine)}"
                await client.get("/login/time", headers={"cookie": browser})
            await asyncio.wait(lines[:2], timeout=5)
            assert [line.done() for line in lines] == [True, True, False]
            lines[2].cancel()

        run(left())
        assert [one["type"] for one in sent[mine][-2:]] == ["websocket.close"] * 2
        assert "websocket.close" not in [one["type"] for one in sent[other]]


class TestWayBack:
    """What Streamlit answers where the provider sends somebody back."""

    def back(
        self, provider: Provider, query: str, *cookies: str, scheme: str = "https", held: str = ""
    ) -> httpx2.Response:
        async def streamlit(_scope: Scope, _receive: Receive, send: Send) -> None:
            headers = [(b"location", b"/"), *((b"set-cookie", one.encode()) for one in cookies)]
            await send({"type": "http.response.start", "status": 302, "headers": headers})
            await send({"type": "http.response.body", "body": b"to the root"})

        found = login.read(provider.settings(f"{scheme}://localhost"))
        assert found is not None
        before = gate.Gate(streamlit, login=found, begun=lambda: "/auth/login")

        async def asked() -> httpx2.Response:
            transport = httpx2.ASGITransport(before)
            async with httpx2.AsyncClient(transport=transport, base_url=HERE) as client:
                headers = {"cookie": f"trojka_next={held}"}
                return await client.get(f"/oauth2callback?{query}", headers=headers)

        return asyncio.run(asked())

    def test_somebody_who_is_let_in_goes_on_to_their_page(
        self, provider: Provider, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, logger="trojka.login")
        made = f"{session.COOKIE}=x; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax"
        answer = self.back(provider, "code=c", made, held="%2Fstate%3Fstate%3DKEN%26lang%3Dnl")
        assert (answer.status_code, answer.content) == (303, b"")
        assert answer.headers["location"] == "/state?state=KEN&lang=nl"
        kept, gone = answer.headers.get_list("set-cookie")
        assert kept == f"{made}; Secure"
        assert gone.startswith("trojka_next=; Max-Age=0")
        assert [record.getMessage() for record in caplog.records] == ["login"]

    def test_without_tls_a_cookie_is_as_streamlit_makes_it(self, provider: Provider) -> None:
        made = f"{session.COOKIE}=x; HttpOnly"
        answer = self.back(provider, "code=c", made, scheme="http")
        assert answer.headers.get_list("set-cookie")[0] == made
        assert answer.headers["location"] == "/"

    @pytest.mark.parametrize("held", ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "x", ""])
    def test_nobody_is_led_elsewhere(self, provider: Provider, held: str) -> None:
        answer = self.back(provider, "code=c", f"{session.COOKIE}=x", held=held)
        assert answer.headers["location"] == "/"

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("state=s&code=c", "failed"),
            ("state=s&error=access_denied", "denied"),
            ("", "out"),
        ],
    )
    def test_somebody_who_is_not_let_in_is_told_why(
        self, provider: Provider, query: str, said: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        gone = f'{session.COOKIE}=""; Max-Age=0; Path=/'
        for cookies in ((), (gone,)):
            answer = self.back(provider, query, *cookies, held="%2Fdata%3Flang%3Dnl")
            assert answer.headers["location"] == (
                f"/login?next=%2Fdata%3Flang%3Dnl&said={said}&lang=nl"
            )
        told = [] if said == "out" else [f"no login: {said}"] * 2
        assert [record.getMessage() for record in caplog.records] == told


class TestTokens:
    def ask(self, before: Before, token: str) -> httpx2.Response:
        return before.ask("/api/v1/tables/votes", authorization=f"Bearer {token}")

    def test_a_token_of_the_provider_passes_as_who_it_is_of(
        self, before: Before, provider: Provider
    ) -> None:
        assert self.ask(before, provider.token("reader")).json() == ["reader", "DVB/NW", 1]

    def test_the_audience_of_programs_may_be_another(self, provider: Provider) -> None:
        before = Before(provider, TROJKA_OIDC_AUDIENCE="trojka-api")
        assert self.ask(before, provider.token("reader", aud="trojka-api")).status_code == 200
        assert self.ask(before, provider.token("reader", aud=CLIENT_ID)).status_code == 401

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"aud": "other"}, "found a login for 'other', expected one for 'trojka'"),
            ({"iss": "https://evil.example"}, "the issuer 'https://evil.example'"),
            ({"exp": 1_700_000_000}, "a login that ended at 2023-11-14 22:13:20 UTC"),
            ({"iat": 4_000_000_000}, "clocks that differ by no more than 60 s"),
            ({"sub": ""}, "nothing in the claim 'sub'"),
        ],
    )
    def test_a_token_that_does_not_hold_is_refused_in_one_sentence(
        self, before: Before, provider: Provider, changed: dict[str, Any], sentence: str
    ) -> None:
        answer = self.ask(before, provider.token("reader", **changed))
        assert answer.status_code == (403 if "sub" in changed else 401)
        assert sentence in answer.json()["detail"]

    def test_a_forged_token_is_refused(self, before: Before, provider: Provider) -> None:
        provider.knobs.is_forged = True
        assert self.ask(before, provider.token("steward")).status_code == 401

    def test_the_public_key_is_no_secret(self, before: Before, provider: Provider) -> None:
        token = provider.token_signed_with_the_public_key("steward")
        assert self.ask(before, token).status_code == 401

    @pytest.mark.parametrize("alg", ["none", "None", "NONE", "HS256", "RS257", ""])
    def test_a_token_that_nobody_signed_is_refused(
        self, before: Before, provider: Provider, alg: str
    ) -> None:
        bare = providers.unsigned({"alg": alg, "typ": "JWT"}, provider.claims("steward"))
        for end in ("", "x"):
            assert self.ask(before, f"{bare}.{end}").status_code == 401

    @pytest.mark.parametrize("token", ["", " ", "x", "a.b.c", "....", "e30.e30.e30", "x" * 20_000])
    def test_what_is_no_token_is_refused(self, before: Before, token: str) -> None:
        answer = self.ask(before, token)
        assert answer.status_code == 401
        assert answer.json()["detail"].startswith("the token: found ")

    def test_a_bad_token_is_not_mended_by_a_good_cookie(
        self, before: Before, provider: Provider
    ) -> None:
        cookie = before.cookie(provider.claims("steward"))
        assert before.ask("/", authorization="Bearer x", cookie=cookie).status_code == 401

    def test_no_line_is_opened_by_a_token(self, before: Before, provider: Provider) -> None:
        scope = {
            "type": "websocket",
            "path": "/_stcore/stream",
            "query_string": b"",
            "headers": [(b"authorization", f"Bearer {provider.token('steward')}".encode())],
        }
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        async def receive() -> Message:
            return {"type": "websocket.connect"}

        run(before.gate(scope, receive, send))
        assert sent == [{"type": "websocket.close", "code": 4401}]

    def test_a_new_key_of_the_provider_is_asked_for_but_not_by_everybody(
        self, provider: Provider, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = Before(provider)
        ring = bearer.KeyRing(before.login)

        async def asked() -> None:
            assert (await ring.claims_in(provider.token("reader")))["sub"] == "reader"
            provider.turn_the_key()
            with pytest.raises(bearer.AccessError):
                await ring.claims_in(provider.token("reader"))
            assert ring.n_asked == 1
            monkeypatch.setattr(bearer, "AGAIN_SECONDS", 0.0)
            assert (await ring.claims_in(provider.token("reader")))["sub"] == "reader"
            assert ring.n_asked == 2
            strange = RSAKey.generate_key(2048, {"kid": "strange"})
            header = {"alg": "RS256", "kid": "strange"}
            with pytest.raises(bearer.AccessError):
                await ring.claims_in(jwt.encode(header, provider.claims("reader"), strange))

        run(asked())

    def test_a_provider_that_is_down_is_said_to_be(
        self, before: Before, provider: Provider
    ) -> None:
        token = provider.token("reader")
        provider.knobs.is_down = True
        for _time in range(2):
            answer = self.ask(before, token)
            assert answer.status_code == 503
            assert "the login provider: found no public keys" in answer.json()["detail"]

    def test_the_keys_of_a_provider_that_says_to_be_another_are_not_taken(
        self, before: Before, provider: Provider
    ) -> None:
        provider.knobs.described_as = "https://other.example"
        assert self.ask(before, provider.token("reader")).status_code == 503


INSIDE = ["/metrics", "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/mcp"]


@pytest.mark.parametrize("path", INSIDE)
class TestMeasurements:
    @pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1"])
    def test_this_machine_may_read_them(self, before: Before, path: str, host: str) -> None:
        assert before.ask(path, host=host).status_code == 200

    @pytest.mark.parametrize("host", ["203.0.113.7", "10.0.0.1", "localhost", ""])
    def test_no_other_may(self, before: Before, path: str, host: str) -> None:
        assert before.ask(path, host=host).status_code == 401

    @pytest.mark.parametrize("name", ["x_forwarded_for", "forwarded", "via", "x_real_ip"])
    def test_what_a_proxy_on_this_machine_passes_on_is_of_another(
        self, before: Before, path: str, name: str
    ) -> None:
        asked = before.ask(path, host="127.0.0.1", **{name: "127.0.0.1"})
        assert asked.status_code == 401

    def test_whoever_has_their_token_may(self, before: Before, path: str) -> None:
        assert before.ask(path, authorization=f"Bearer {METRICS_TOKEN}").status_code == 200
        assert before.ask("/state", authorization=f"Bearer {METRICS_TOKEN}").status_code == 401
        for wrong in ("", "m", METRICS_TOKEN + "m"):
            token = f"Bearer {wrong}"
            assert before.ask(path, authorization=token).status_code == 401

    @pytest.mark.parametrize("who", ["reader", "steward"])
    def test_no_login_of_a_reader_opens_them(
        self, before: Before, provider: Provider, path: str, who: str
    ) -> None:
        cookie = before.cookie(provider.claims(who))
        answer = before.ask(path, cookie=cookie)
        assert answer.status_code == 403
        assert "expected whoever runs Trojka" in answer.json()["detail"]
        assert "wie Trojka beheert" in before.ask(f"{path}?lang=nl", cookie=cookie, **PAGE).text


def test_what_pages_ask_of_streamlit_stays_open_to_readers(
    before: Before, provider: Provider
) -> None:
    cookie = before.cookie(provider.claims("reader"))
    for path in (
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/upload_file/a/b",
        "/_stcore/bidi-components/a/index.js",
    ):
        assert before.ask(path, cookie=cookie).status_code == 200
