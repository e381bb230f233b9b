"""Questions of a desk, answered from the first page or that of a State, counted in clicks."""

from __future__ import annotations

import pandas as pd
import pytest
from playwright.sync_api import expect

from analytics import record
from dashboard import i18n
from dashboard.pages.standing.news import content as news
from data.facts import Facts
from tests.e2e.conftest import Visit
from tests.e2e.reader import Reader

pytestmark = pytest.mark.proof
LANGUAGES = pytest.mark.parametrize("language", i18n.LANGUAGES)


@LANGUAGES
def test_who_voted_against_and_why_that_may_change(
    visit: Visit, facts: Facts, language: str
) -> None:
    words = i18n.translations(language).gettext
    visit.open("", lang=language)
    reader = Reader(visit)
    against = {"en": "5 against", "nl": "5 tegen"}[language]
    reader.follow(visit.page.get_by_role("link", name=against))
    reader.reads(words("Next vote"))
    visit.page.get_by_text(words("States that may move to Yes")).first.wait_for()
    visit.settle()
    names = facts.states.set_index("iso3")[f"name_{language}"]
    stand = facts.recall(record.rollcall, "a_res_80_58").states
    told = reader.text()
    for iso3 in stand.loc[stand["category"] == "N", "iso3"]:
        assert names[iso3] in told
    assert words("Most for a move") in told
    assert words("Most against it") in told
    assert reader.n <= 2
    assert visit.wrong == []


@LANGUAGES
def test_what_changed_since_december(visit: Visit, language: str) -> None:
    i18n.use(language, i18n.translations(language))
    today = pd.Timestamp.now().normalize()
    months = [today.to_period("M") - back for back in range(13)]
    december = next(month for month in months if month.month == max(news.QUARTER_MONTHS))
    label = i18n.partial_date(f"{december.to_timestamp():%Y-%m}")
    visit.open("", lang=language)
    reader = Reader(visit)
    reader.follow(visit.page.get_by_role("link", name=label, exact=True))
    reader.reads(i18n.translations(language).gettext("What changed"))
    visit.says_in_its_address(since=f"{december.to_timestamp():%Y-%m-%d}")
    answer = visit.page.locator(".st-key-answer")
    expect(answer).to_contain_text(i18n.day(december.to_timestamp()))
    assert reader.n == 1
    assert visit.wrong == []
    i18n.use(i18n.DEFAULT, i18n.translations(i18n.DEFAULT))


@LANGUAGES
def test_all_documents_on_pakistan(visit: Visit, facts: Facts, language: str) -> None:
    words = i18n.translations(language).gettext
    visit.open("state", state="PAK", lang=language)
    reader = Reader(visit)
    reader.choose(visit.page.get_by_role("radio", name=words("All documents")))
    n = len(facts.recall(record.documents_of, "PAK").documents)
    visit.page.get_by_text(f"{n} document").first.wait_for()
    visit.settle()
    assert "A/RES/80/58" in reader.text()
    expect(visit.page.get_by_role("button", name="CSV").first).to_be_visible()
    assert reader.n == 1
    assert visit.wrong == []


def test_a_reader_who_comes_back_is_told_since_when(visit: Visit) -> None:
    visit.page.context.add_cookies(
        [{"name": "trojka_days", "value": "_2026-03-01", "url": visit.address}]
    )
    visit.open("")
    visit.page.get_by_text("You were last here on 1 March 2026").wait_for()
    assert visit.wrong == []
