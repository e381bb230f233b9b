"""Questions of a desk, each answered in a few actions: whom, on paper, how sure, what divides."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from dashboard import i18n
from dashboard.pages.opportunities import choice
from dashboard.pages.opportunities.choice import OpportunityChoice
from dashboard.words import states as states_in_words
from data.facts import Facts
from tests.e2e.conftest import Visit
from tests.e2e.reader import Reader

LANGUAGES = pytest.mark.parametrize("language", i18n.LANGUAGES)

AFRICA = "AG"
"""Key of the regional group that is asked about."""


@pytest.mark.proof
@LANGUAGES
def test_which_african_states_by_whom_and_with_what_evidence(
    visit: Visit, facts: Facts, language: str
) -> None:
    words = i18n.translations(language).gettext
    with i18n.spoken(language):
        group = states_in_words.group_names()[AFRICA]
        asked = OpportunityChoice(next(iter(choice.texts(facts))), groups=(AFRICA,))
        shown = choice.states_shown(facts, asked)
    visit.open("", lang=language)
    reader, page = Reader(visit), visit.page
    menu = page.get_by_test_id("stSidebarNav")
    reader.follow(menu.get_by_role("link", name=words("Opportunities")))
    reader.pick(page.get_by_role("combobox", name=words("Regional groups")), group)
    first = str(shown["name"].iloc[0])
    expect(page.locator(".st-key-answer")).to_contain_text(first)
    who = words("Who could approach {state}").format(state=first)
    expect(page.get_by_text(who).first).to_be_visible()
    reader.choose(page.get_by_text(words("The record behind the reasons ({n})").split("(")[0]))
    table = page.locator('.table[data-key="joining_evidence"]')
    expect(table.locator('a[href^="http"]').first).to_be_visible()
    assert reader.n <= 5
    assert visit.wrong == []


@pytest.mark.parametrize("iso3", ["KEN", "BRA"])
@pytest.mark.parametrize("language", ["en", pytest.param("nl", marks=pytest.mark.proof)])
def test_one_page_on_a_state_is_one_click(
    visit: Visit, facts: Facts, iso3: str, language: str
) -> None:
    name = str(facts.states.set_index("iso3")[f"name_{language}"][iso3])
    visit.open("state", state=iso3, lang=language)
    button = visit.page.get_by_role(
        "button", name={"en": f"One page on {name}", "nl": f"Eén pagina over {name}"}[language]
    )
    with visit.page.expect_download(timeout=300_000) as written:
        button.click()
    paper = PdfReader(io.BytesIO(written.value.path().read_bytes()))
    assert len(paper.pages) == 1
    assert name in paper.pages[0].extract_text()
    assert iso3.lower() in written.value.suggested_filename
    assert visit.wrong == []


@pytest.mark.proof
@LANGUAGES
def test_how_far_estonias_number_can_be_trusted_is_one_click(visit: Visit, language: str) -> None:
    words = i18n.translations(language).gettext
    visit.open("state", state="EST", lang=language)
    reader = Reader(visit)
    reader.choose(visit.page.get_by_role("radio", name=words("Could it join?")))
    trusted = re.compile(
        {"en": r"How far to trust \d+%: ", "nl": r"Wat is \d+% waard\? "}[language]
    )
    expect(visit.page.get_by_text(trusted).first).to_be_visible()
    assert reader.n == 1
    assert visit.wrong == []


@pytest.mark.proof
@LANGUAGES
def test_what_divides_the_netherlands_and_brazil(visit: Visit, language: str) -> None:
    words = i18n.translations(language).gettext
    brazil, us = {"en": ("Brazil", "Netherlands"), "nl": ("Brazilië", "Nederland")}[language]
    visit.open("", lang=language)
    reader, page = Reader(visit), visit.page
    box = page.get_by_role("search").get_by_role("combobox")
    reader.n += 1
    box.fill(brazil)
    reader.follow(page.get_by_role("option").filter(has_text=brazil).first)
    link = words("[Compare {us} with {state}]({address})").split("]")[0].lstrip("[")
    reader.follow(page.get_by_role("link", name=link.format(us=us, state=brazil)))
    reader.reads(words("Compare"))
    expect(page.locator(".st-key-answer")).to_contain_text(brazil)
    expect(page.get_by_text(words("What divides them, by subject")).first).to_be_visible()
    assert reader.n == 3
    assert visit.wrong == []
