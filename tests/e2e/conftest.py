"""The dashboard as a reader meets it: a real server, a real browser, no other network."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from data import store
from tests.serving import served

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STILL_MILLISECONDS = 500
STILL = """(long) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const still = app?.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
    && [...document.querySelectorAll('.stPlotlyChart')].every((c) => c.querySelector('.main-svg'))
    && document.getAnimations().every((animation) => animation.playState !== 'running')
    && [...document.querySelectorAll('[data-testid="stElementContainer"]')].every(
      (element) => getComputedStyle(element).opacity === '1');
  window.stillSince = still ? window.stillSince ?? performance.now() : undefined;
  return still && performance.now() - window.stillSince > long;
}"""
"""Nothing runs or fades, and so for a while: half-faded text has too little contrast."""
LEFT = "net::ERR_ABORTED"
"""The tab went on to another page while this was under way."""

PATIENCE_MS = 30_000
"""What is expected of a page may take so long to come on a machine that does much else."""

expect.set_options(timeout=PATIENCE_MS)

N_TRIES_MORE = 2
"""A browser, a socket and a server on a busy machine: a fault must be there thrice to count."""

LOOPBACK = ("http://localhost:", "ws://localhost:", "data:", "blob:")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.real)
            item.add_marker(pytest.mark.flaky(reruns=N_TRIES_MORE))


@pytest.fixture(scope="package")
def server(snapshot: store.Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a running dashboard."""
    plans = tmp_path_factory.mktemp("plans") / "plans.sqlite"
    named = {"TROJKA_SNAPSHOT": str(snapshot.path), "TROJKA_PLANS_URL": f"sqlite:///{plans}"}
    with served(environment=named) as (address, _process):
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium, driven without a screen.

    Its event loop keeps running in this thread: it ends with this package, before other tests.
    """
    executable = shutil.which("chromium")
    if executable is None:
        pytest.fail("no chromium on this machine: run make browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield chromium
        chromium.close()


def asked_by(url: str) -> dict[str, str]:
    """Return what an address says of the view."""
    return dict(parse_qsl(urlsplit(url).query))


@dataclass
class Visit:
    """A tab of the browser, and those opened from it, with what went wrong in them."""

    page: Page
    address: str
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str, **query: str) -> None:
        """Open a page and wait until it is drawn."""
        words = "&".join(f"{key}={value}" for key, value in query.items())
        self.page.goto(f"{self.address}/{path}?{words}")
        self.settle()

    def query(self) -> dict[str, str]:
        """Return what the address says of the view now."""
        return asked_by(self.page.url)

    def says_in_its_address(self, **query: str) -> None:
        """Wait until the address says this of the view."""
        self.page.wait_for_url(lambda url: query.items() <= asked_by(url).items())

    def settle(self) -> None:
        """Wait until the server has nothing more to say."""
        self.page.locator("h1").first.wait_for(timeout=60_000)
        self.page.wait_for_function(STILL, arg=STILL_MILLISECONDS, timeout=60_000)

    def follow(self, link: Locator) -> None:
        """Follow a link to another page of ours: it stays in this tab."""
        n_tabs, before = len(self.page.context.pages), urlsplit(self.page.url).path
        title = self.page.title()
        link.click()
        self.page.wait_for_url(lambda url: urlsplit(url).path != before)
        expect(self.page).not_to_have_title(title)  # the address changes before the page does
        self.settle()
        assert len(self.page.context.pages) == n_tabs

    def watch(self, page: Page) -> None:
        """Let a tab reach nothing but this machine, and remember what goes wrong in it."""
        page.route(lambda url: not url.startswith(LOOPBACK), lambda route: route.abort())
        page.on(
            "request",
            lambda r: (
                None if r.url.startswith(LOOPBACK) else self.wrong.append(f"asked for {r.url}")
            ),
        )
        page.on(
            "requestfailed",
            lambda r: (
                None if r.failure == LEFT else self.wrong.append(f"failed: {r.url} ({r.failure})")
            ),
        )
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on(
            "console",
            lambda m: self.wrong.append(f"console: {m.text}") if m.type == "error" else None,
        )


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    """Return a tab in which only this machine can be reached."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, accept_downloads=True, reduced_motion="reduce"
    )
    page = context.new_page()
    tab = Visit(page, server)
    tab.watch(page)
    context.on("page", tab.watch)
    yield tab
    context.close()
