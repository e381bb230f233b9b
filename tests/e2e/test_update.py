"""A desk enters a text that the code has never heard of, on the page *Update* alone."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from docx import Document
from docx.oxml.ns import qn
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as WaitedTooLongError

from dashboard import i18n
from data import journal, store
from etl import build
from tests import recent_record
from tests.e2e.conftest import Visit
from tests.e2e.reader import Reader
from tests.etl.changes import test_real_lists as real_lists
from tests.serving import served

SECONDS = 400
"""Time for an answer on a machine that does much else; most take some ten, forecasts a minute."""

CLICK, LETTERS_A_SECOND = 2.0, 5.0
"""Pace of a hand: seconds a click, letters a second."""

THREE_MINUTES, ANSWER_SECONDS = 180, 20
"""What it may take in all; an answer takes some 15 s of a processor on the whole record."""

MOST_ACTIONS = 6
"""Clicks for a new endorsement, apart from typing."""

PLACES: dict[str, tuple[str, dict[str, str]]] = {
    "the texts": ("standing", {}),
    "the map": ("standing", {"of": "harbour_2026", "as": "map"}),
    "the matrix": ("instruments", {"subject": "military AI"}),
    "the funnel": ("instruments", {"part": "funnel"}),
    "the roster": ("instruments", {"part": "roster", "instrument": "harbour_2026"}),
    "the page of a State": ("state", {"state": "GHA"}),
    "the chances of a State": ("state", {"state": "NLD", "dossier": "chances"}),
    "trends": ("trends", {"trend": "joining", "text": "harbour_2026"}),
    "opportunities": ("opportunities", {"text": "harbour_2026"}),
    "the plan": ("plan", {"text": "harbour_2026"}),
}
"""Pages on which a text of the coalition is to appear, as path and query."""

SAYS = """(words) => [...document.querySelectorAll(
  '[data-testid="stMain"] :is([data-testid="stMarkdownContainer"], .stPlotlyChart, table)'
)].some((part) => !part.closest('[data-testid="stSelectbox"], label')
  && part.textContent.includes(words))"""

NAMES = """state,since
Kenya,2026-10-01
Ghana,2026-10-01
Chile,2026-10-20
"Korea, Republic of",2026-10-20
Cote d Ivoire,2026-10-20
"""


@contextmanager
def opened(
    browser: Browser, settings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Visit]:
    """Open a tab on a dashboard of its own, whose sources may be changed."""
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


@pytest.fixture
def desk(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    with opened(browser, recent_record.write(tmp_path), monkeypatch) as tab:
        yield tab


@dataclass
class Hand:
    """A hand at the page: what it does takes time, and so does waiting for an answer."""

    desk: Visit
    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    def paste(self, label: str, text: str) -> None:
        self.seconds += CLICK + 1
        fill(self.desk.page, label, text)
        self.desk.settle()

    def type(self, label: str, text: str) -> None:
        self.seconds += CLICK + len(text) / LETTERS_A_SECOND
        fill(self.desk.page, label, text)
        self.desk.settle()

    def choose(self, label: str, option: str) -> None:
        self.seconds += 2 * CLICK
        self.desk.settle()
        box = self.desk.page.get_by_role("combobox", name=label).first
        box.click()
        box.fill(option)
        self.desk.page.get_by_role("option", name=option, exact=True).click()
        self.desk.page.keyboard.press("Escape")
        self.desk.settle()

    def press(self, name: str, answer: str) -> None:
        """Press a button and wait for what it brings."""
        self.seconds += CLICK
        press(self.desk, name)
        begun = time.monotonic()
        expect(self.desk.page.get_by_text(answer).first).to_be_visible(timeout=SECONDS * 1000)
        self.waits.append(time.monotonic() - begun)


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).first.fill(text)
    page.keyboard.press("Tab")


def press(desk: Visit, name: str) -> None:
    desk.settle()  # a click while the page is drawn anew can be lost
    desk.page.get_by_role("button", name=name).click()


@pytest.mark.proof
@pytest.mark.timeout(3600)
def test_a_new_text_is_entered_confirmed_written_and_on_every_page(desk: Visit) -> None:
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

    missing = [
        place
        for place, (page_path, query) in PLACES.items()
        if not shows_it(desk, page_path, query)
    ]
    assert missing == []
    assert "Harbour 2026" in words_of_the_brief(desk)
    assert desk.wrong == []


@pytest.mark.proof
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_new_endorsement_takes_six_actions_beside_typing(desk: Visit, language: str) -> None:
    words = i18n.translations(language).gettext
    desk.open("data", lang=language)
    reader, page = Reader(desk), desk.page
    menu = page.get_by_test_id("stSidebarNav")
    reader.follow(menu.get_by_role("link", name=words("Update"), exact=True))
    text = page.get_by_role("combobox", name=words("Text"), exact=True)
    expect(text).to_have_value(re.compile("^REAIM 2026 Pathways"))  # the latest stands first
    for label, typed in (
        ("The list", "Fiji"),
        ("On", "2026-11-20"),
        ("States on it now, as published", "46"),
        ("Address of the document", "https://www.mfa.gov.fj/pathways"),
        ("Publisher", "Ministry of Foreign Affairs of Fiji"),
        ("Your name", "A. Officer"),
        ("Why", "Announced this morning"),
    ):
        desk.settle()
        fill(page, words(label), typed)
    desk.settle()
    reader.choose(page.get_by_role("button", name=words("Show what would change")))
    not_yet = words("Nothing is written yet. This would change **{subject}**, {files}.")
    expect(page.get_by_text(not_yet.split(".")[0])).to_be_visible(timeout=SECONDS * 1000)
    reader.choose(page.get_by_role("button", name=words("Write this change")))
    written = {"en": "change 0001 of the journal", "nl": "wijziging 0001 in het logboek"}
    expect(page.get_by_text(written[language])).to_be_visible(timeout=SECONDS * 1000)
    held = store.open_snapshot().frame("memberships")
    own = held[(held["instrument_id"] == "reaim_2026_pathways") & (held["iso3"] == "FJI")]
    assert own["since"].tolist() == ["2026-11-20"]
    assert reader.n <= MOST_ACTIONS
    assert desk.wrong == []


def shows_it(desk: Visit, path: str, query: dict[str, str]) -> bool:
    """Return whether a page says or draws the text, apart from what can be chosen."""
    desk.page.goto(f"{desk.address}/{path}?{urlencode(query)}")
    try:
        desk.page.wait_for_function(SAYS, arg="Harbour", timeout=SECONDS * 1000)
    except WaitedTooLongError:
        return False
    return True


def words_of_the_brief(desk: Visit) -> str:
    """Return the words of the coalition in brief, written on the page *Briefing*."""
    page = desk.page
    page.goto(f"{desk.address}/briefing?{urlencode({'item': '@coalition'})}")
    press(desk, "Write the briefing")
    word = page.get_by_role("button", name="Word ·")
    word.wait_for(timeout=SECONDS * 1000)
    desk.settle()
    with page.expect_download() as download:
        word.click()
    paper = Document(io.BytesIO(download.value.path().read_bytes()))
    return "\n".join(text.text or "" for text in paper.element.body.iter(qn("w:t")))


@pytest.mark.proof
@pytest.mark.timeout(1200)
def test_a_list_and_a_roll_call_are_pasted_within_three_minutes(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The 45 names of the Pathways and the vote on 80/58, on the morning they are published."""
    settings = recent_record.write(tmp_path)
    recent_record.without(tmp_path / "sources", "reaim_2026_pathways", "a_res_80_58")
    about, vote = (real_lists.sidecar(name) for name in (real_lists.PATHWAYS, real_lists.VOTE))
    names = "\n".join(row["name_as_listed"] for row in real_lists.rows(real_lists.PATHWAYS))
    with opened(browser, settings, monkeypatch) as desk:
        hand = Hand(desk)
        desk.open("update")
        hand.choose("What is new?", "A new text, with its States")
        hand.paste("Full name of the text", str(about["instrument"]["name"]))
        hand.type("Short name", str(about["instrument"]["short_name"]))
        hand.type("Open since", "2026-02-05")
        hand.type("States on it, as published", "45")
        hand.paste("The list", names)
        hand.paste("Address of the document", str(about["source"]["url"]))
        hand.paste("Publisher", str(about["source"]["publisher"]))
        hand.type("Stood so on", str(about["source"]["as_of"]))
        hand.type("Your name", "A. Desk")
        hand.type("Why", "Published today")
        hand.press("Show what would change", "Nothing is written yet.")
        expect(desk.page.get_by_text("Newly listed (45)")).to_be_visible()
        hand.press("Write this change", "change 0001 of the journal")

        hand.choose("What is new?", "A roll call")
        hand.paste("Title of the text", str(vote["rollcall"]["title"]))
        hand.type("Symbol", str(vote["rollcall"]["symbol"]))
        hand.type("Voted on", str(vote["rollcall"]["date"]))
        hand.choose("What it is on", "AI in the military domain")
        hand.paste("The list", real_lists.printed_vote())
        hand.paste("Address of the document", str(vote["source"]["url"]))
        hand.type("Why", "Voted today")
        hand.press("Show what would change", "Nothing is written yet.")
        hand.press("Write this change", "change 0002 of the journal")
    print(f"\nby hand {hand.seconds:.0f} s, waits {[round(wait, 1) for wait in hand.waits]} s")
    assert hand.seconds < THREE_MINUTES - len(hand.waits) * ANSWER_SECONDS
