"""The log of a server that a reader visits: each run of a page, and nothing of what it showed."""

import json
import time
from pathlib import Path

import httpx
from playwright.sync_api import Browser, expect

from data import store
from tests.e2e.conftest import Visit
from tests.serving import served


def test_runs_of_pages_are_told_without_what_was_looked_at(
    browser: Browser, snapshot: store.Snapshot, tmp_path: Path
) -> None:
    named = {
        "TROJKA_SNAPSHOT": str(snapshot.path),
        "TROJKA_PLANS_URL": f"sqlite:///{tmp_path / 'plans.sqlite'}",
        "TROJKA_LOG": "json",
    }
    log = tmp_path / "log"
    with log.open("wb") as errors, served(environment=named, errors=errors) as (site, _process):
        page = browser.new_page()
        Visit(page, site).open("state", state="ZMB", asked="zamboanga")
        expect(page.locator("h1")).to_be_visible()
        assert "\ntrojka_sessions 1.0\n" in httpx.get(f"{site}/metrics").text
        told = httpx.get(f"{site}/metrics").text
        assert 'trojka_rerun_seconds_count{page="state"}' in told
        page.close()
        deadline = time.monotonic() + 30
        while '"rerun"' not in log.read_text() and time.monotonic() < deadline:
            time.sleep(0.1)
    text = log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert {"/state"} == {one["route"] for one in lines if one["event"] == "rerun"}
    assert "ZMB" not in text
    assert "zamboanga" not in text
