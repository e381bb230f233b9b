"""A browser at the proxy: whether a page is whole, and goes on when its replica is gone."""

from __future__ import annotations

import shutil

from playwright.sync_api import expect, sync_playwright

from tests.deploy.checking import require
from tests.deploy.site import Site
from tests.e2e.conftest import FLAGS
from tests.socket_session import COOKIE

PATIENCE_MS = 60_000
CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
"""How Streamlit's page says that it has its socket."""


def browser(site: Site) -> str:
    """A page is drawn over TLS, nothing refused, and comes back by itself at the other replica."""
    program = shutil.which("chromium")
    require(program, "no chromium on this machine: run make browser")
    wrong: list[str] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        context = chromium.new_context(ignore_https_errors=True)  # the authority is ours
        page = context.new_page()
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.goto(f"{site.address}/state?state=KEN")
        title = page.get_by_role("heading", name="Kenya", exact=True)
        expect(title).to_be_visible(timeout=PATIENCE_MS)
        require(not wrong, f"the browser says {wrong}")
        home = _home(context.cookies())
        site.replicas[home].kill()
        expect(page.locator(CONNECTED)).to_have_count(0, timeout=PATIENCE_MS)
        expect(page.locator(CONNECTED)).to_have_count(1, timeout=PATIENCE_MS)
        expect(title).to_be_visible(timeout=PATIENCE_MS)
        page.get_by_role("link", name="Roll calls").first.click()
        other = page.get_by_role("heading", name="Roll calls", exact=True)
        expect(other).to_be_visible(timeout=PATIENCE_MS)
        now = _home(context.cookies())
        chromium.close()
    site.replicas[home].start()
    require(now != home, f"the cookie still names {home}")
    return f"a page was drawn at replica {home} and went on at {now} without a reload"


def _home(cookies: object) -> str:
    return next(one["value"] for one in cookies if one["name"] == COOKIE)  # type: ignore[attr-defined]
