"""A desk enters a text that the code has never heard of, on the page *Update* alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data import journal, store
from etl import build
from tests import recent_record
from tests.e2e.conftest import Visit
from tests.serving import served

SECONDS = 150
"""Time for an answer on a machine that does much else; it takes some ten."""

NAMES = "Kenya, Ghana and Chile\nKorea, Republic of\nCote d Ivoire"


@pytest.fixture
def desk(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Return a tab on a dashboard of its own, whose sources may be changed."""
    settings = recent_record.write(tmp_path)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    build.build(journal.sources_folder(), build.corrections_file())
    with served(environment=settings) as (address, _process):
        context = browser.new_context(
            viewport={"width": 1440, "height": 1000}, reduced_motion="reduce"
        )
        tab = Visit(context.new_page(), address)
        tab.watch(tab.page)
        yield tab
        context.close()


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).first.fill(text)
    page.keyboard.press("Tab")


def press(desk: Visit, name: str) -> None:
    desk.settle()  # a click while the page is drawn anew can be lost
    desk.page.get_by_role("button", name=name).click()


def test_a_new_text_is_entered_confirmed_written_and_live(desk: Visit) -> None:
    before = store.open_snapshot().version
    desk.open("update", change="roster")
    page = desk.page
    fill(page, "Full name of the text", "Harbour Declaration on human control")
    fill(page, "Short name", "Harbour 2026")
    fill(page, "Open since", "2026-10-01")
    fill(page, "States on it, as published", "5")
    fill(page, "The list", NAMES)
    fill(page, "Address of the document", "https://www.mfa.go.ke/harbour")
    desk.settle()
    fill(page, "Publisher", "Ministry of Foreign Affairs of Kenya")
    fill(page, "Stood so on", "2026-11-01")
    fill(page, "Your name", "A. Officer")
    fill(page, "Why", "Published this morning")
    desk.settle()
    press(desk, "Show what would change")
    expect(page.get_by_text("Which States are these?")).to_be_visible(timeout=SECONDS * 1000)
    press(desk, "Confirm these names")
    expect(page.get_by_text("Nothing is written yet.")).to_be_visible(timeout=SECONDS * 1000)
    assert store.open_snapshot().version == before
    press(desk, "Write this change")
    expect(page.get_by_text("change 0001 of the journal")).to_be_visible(timeout=SECONDS * 1000)
    assert store.open_snapshot().version != before

    desk.open("instruments", subject="military AI")
    expect(page.get_by_text("Harbour 2026").first).to_be_attached(timeout=SECONDS * 1000)
    desk.open("standing", of="harbour_2026")
    expect(page.get_by_text("Harbour", exact=False).first).to_be_attached()
    desk.open("state", state="GHA")
    expect(page.get_by_text("Harbour 2026", exact=False).first).to_be_attached()
    assert desk.wrong == []
