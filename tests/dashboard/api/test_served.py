"""A server as it is run: what other programs read of it, what it says of itself, and its log."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from dashboard.blocks import Verbatim
from dashboard.operations.measured import HEADER
from dashboard.pages.data.programs import content as programs
from data import store
from data.facts import Facts
from tests.serving import served

pytestmark = [pytest.mark.real, pytest.mark.slow]

README = Path(__file__).parents[3] / "README.md"
SITE = "http://localhost:8501"
SECONDS = 120


@dataclass(frozen=True)
class Running:
    """A server, and where its log is written."""

    site: str
    log: Path

    def line(self, request_id: str) -> dict:
        """Return the line of a request, which may be written after it is answered."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            text = self.log.read_text()
            whole = text[: text.rfind("\n") + 1].splitlines()
            for one in map(json.loads, whole):
                if one.get("request_id") == request_id:
                    return one
            time.sleep(0.05)
        raise AssertionError(f"no line of {request_id} in the log")


@pytest.fixture(scope="module")
def running(
    snapshot: store.Snapshot, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("served")
    log = folder / "log"
    named = {
        "TROJKA_SNAPSHOT": str(snapshot.path),
        "TROJKA_PLANS_URL": f"sqlite:///{folder / 'plans.sqlite'}",
        "TROJKA_LOG": "json",
    }
    with log.open("wb") as errors, served(environment=named, errors=errors) as (site, _process):
        yield Running(site, log)


def test_what_the_readme_shows_for_python_works(
    running: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", README.read_text(), re.DOTALL | re.MULTILINE)
    assert SITE in code
    names: dict = {}
    exec(compile(code.replace(SITE, running.site), "README.md", "exec"), names)  # noqa: S102
    told = capsys.readouterr().out
    assert "EST" in told
    assert list(names["votes"].columns)[:3] == ["rollcall_id", "iso3", "vote"]
    assert len(names["votes"]) == 193


def test_what_the_page_of_data_shows_for_python_works(running: Running, facts: Facts) -> None:
    blocks = programs.blocks(facts, running.site)
    (code,) = (one.text for one in blocks if isinstance(one, Verbatim) and "import" in one.text)
    names: dict = {}
    exec(compile(code, "Data", "exec"), names)  # noqa: S102
    assert "Estonia" in set(names["rows"]["name"])
    assert names["rows"]["probability"].max() <= 1


def test_pages_and_files_are_served_as_before(running: Running) -> None:
    for path in ("/", "/state?state=KEN", "/_stcore/health", "/milestones.ics"):
        answer = httpx.get(running.site + path, timeout=SECONDS)
        assert answer.status_code == 200, path
        assert re.fullmatch(r"[0-9a-f]{16}", answer.headers[HEADER])
    lost = httpx.get(f"{running.site}/nowhere")
    assert lost.headers["location"] == "./?no_page=nowhere"


def test_the_interface_keeps_the_policy_of_every_answer(running: Running) -> None:
    for path in ("/api/v1/", "/api/v1/tables/tiles", "/api/v1/nowhere", "/health/live", "/metrics"):
        answer = httpx.get(running.site + path, timeout=SECONDS)
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_paths_that_lead_elsewhere_are_refused(running: Running) -> None:
    for path in ("/api/v1/tables/..%2f..%2fetc", "/api/v1/tables/%00", "//api/v1/", "/api/%5c%5cx"):
        answer = httpx.get(running.site + path)
        assert 400 <= answer.status_code < 500, path
        assert "Traceback" not in answer.text


def test_it_says_that_it_is_ready_and_of_which_facts(
    running: Running, snapshot: store.Snapshot
) -> None:
    for _try in range(50):
        answer = httpx.get(f"{running.site}/health/ready", timeout=SECONDS)
        if answer.status_code == 200:
            break
    told = answer.json()
    assert (told["status"], told["facts"], told["warm"]) == ("ready", snapshot.version, "off")


def test_it_counts_what_it_does(running: Running, snapshot: store.Snapshot) -> None:
    httpx.get(f"{running.site}/api/v1/tables/tiles?iso3=ZMB", timeout=SECONDS)
    told = httpx.get(f"{running.site}/metrics").text
    route = 'route="/api/v1/{kind}/{name}",status="200"'
    assert f'trojka_requests_total{{method="GET",{route}}}' in told
    assert f'trojka_facts_info{{version="{snapshot.version}"}} 1.0' in told
    assert "\ntrojka_sessions 0.0\n" in told
    assert float(re.findall(r"^process_resident_memory_bytes (\S+)", told, re.M)[0]) > 1e7
    assert "ZMB" not in told


def test_its_log_is_lines_of_json_that_name_nobody_and_nothing(
    running: Running, snapshot: store.Snapshot
) -> None:
    planted = "Zamboanga"
    for path in (
        f"/state?state=ZMB&name={planted}",
        f"/search?q={planted}",
        f"/api/v1/tables/states?iso3=ZMB&name_en={planted}",
        f"/api/v1/tables/{planted}",
        f"/{planted}",
    ):
        httpx.get(running.site + path, timeout=SECONDS, headers={"X-Request-ID": planted})
    answer = httpx.get(f"{running.site}/api/v1/tables/states?iso3=ZMB", timeout=SECONDS)
    line = running.line(answer.headers[HEADER])
    text = running.log.read_text()
    assert planted not in text
    assert "ZMB" not in text
    assert "127.0.0.1" not in text
    assert line.pop("time") < "9999"
    assert line.pop("milliseconds") > 0
    assert line == {
        "level": "info",
        "event": "request",
        "facts": snapshot.version,
        "route": "/api/v1/{kind}/{name}",
        "method": "GET",
        "status": 200,
        "request_id": answer.headers[HEADER],
    }
