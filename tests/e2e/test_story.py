"""The whole way of a plan: picked, tried, set beside the best one, kept, logged and scored."""

import re

import pytest
from playwright.sync_api import Locator, expect

from analytics import joining
from dashboard import i18n
from dashboard.pages.plan.suggestion import criteria
from dashboard.words import planning
from data.facts import Facts
from tests.e2e.conftest import Visit

N_PICKED = 3
COST = N_PICKED * planning.COSTS[planning.DEFAULT_LEVEL]


@pytest.fixture
def names(facts: Facts, language: str) -> list[str]:
    """Return the States most likely to join the first text, of those that did not say no."""
    target = facts.recall(joining.joining_targets)[0]
    found = facts.recall(joining.opportunities_for, target)
    known = facts.states.set_index("iso3")[f"name_{language}"]
    first = found["iso3"][~found["iso3"].isin(criteria.declined(found))]
    return [str(known[iso3]) for iso3 in first.head(N_PICKED)]


def pick(visit: Visit, names: list[str], label: str) -> None:
    """Choose States by name, one after the other."""
    box = visit.page.get_by_role("combobox", name=label)
    for n, name in enumerate(names, start=1):
        box.click()
        box.fill(name)
        visit.page.get_by_role("option", name=re.compile(rf"^{name} · ")).click()
        visit.page.wait_for_url(lambda url, n=n: url.count("pick=") == n)
        visit.settle()
    visit.page.keyboard.press("Escape")  # while the list is open, nothing else can be reached


def grid(visit: Visit, heading: str) -> Locator:
    """Return the table that has a column."""
    return visit.page.locator("table:visible").filter(has_text=heading)


@pytest.mark.parametrize("language", ["en", pytest.param("nl", marks=pytest.mark.proof)])
def test_from_the_opportunities_to_the_score(visit: Visit, names: list[str], language: str) -> None:
    words = i18n.translations(language).gettext
    many = i18n.translations(language).ngettext
    i18n.use(language, i18n.translations(language))

    visit.open("opportunities", lang=language)
    pick(visit, names, words("States to approach"))
    label = many("Plan with {n} State", "Plan with {n} States", N_PICKED).format(n=N_PICKED)
    visit.follow(visit.page.get_by_role("link", name=label))

    expect(visit.page.locator("h1")).to_have_text(words("Plan"))
    visit.settle()
    said = visit.page.locator(".st-key-answer")
    expect(said).to_contain_text({"en": " for 3 calls. ", "nl": " voor 3 gesprekken. "}[language])
    answer = said.inner_text()
    sheet = visit.page.locator("table[role=grid]").filter(has_text=words("Desk’s guess"))
    for name in names:
        expect(sheet).to_contain_text(name)  # written in: a canvas, not HTML

    suggest = words("Suggest the best approaches for {budget} points").format(budget=30)
    visit.page.get_by_text(suggest).click()
    visit.page.get_by_text(words("Beside other costs and simpler ways")).click()
    visit.page.get_by_text(words("This plan beside the suggestion")).first.wait_for()
    visit.settle()
    rows = grid(visit, words("Beside this plan")).locator("tr")
    expect(rows).to_have_count(3)  # its headings, this plan and the suggestion
    beside = [" ".join(row.split()) for row in rows.all_inner_texts()]
    assert beside[1].startswith(f"{words('This plan')} {N_PICKED} {COST}")
    assert beside[2].startswith(words("The suggestion"))

    form = visit.page.get_by_test_id("stForm")
    form.get_by_label(words("Title")).fill("Seoul round")
    form.get_by_label(words("Saved by")).fill("desk")
    form.get_by_role("button", name=words("Save"), exact=True).click()
    to_log = {"en": "Open it in the outreach log", "nl": "Openen in het logboek"}[language]
    visit.page.get_by_role("link", name=to_log).wait_for()
    visit.settle()
    expect(visit.page).to_have_url(re.compile(r"plan=\w"))
    plan_id = visit.query()["plan"]

    visit.open("plan", plan=plan_id, lang=language)
    expect(visit.page.get_by_label(words("Title"))).to_have_value("Seoul round", timeout=30_000)
    visit.settle()
    expect(said).to_have_text(answer, use_inner_text=True)

    visit.follow(visit.page.get_by_role("link", name=to_log))
    visit.page.get_by_role("button", name=names[0], exact=True).click()
    form = visit.page.get_by_role("dialog")
    joined = f"{words('Outcome known')}: {words('Joined').lower()}"
    form.get_by_text(joined, exact=True).click()
    form.get_by_label(words("Written by")).fill("Seoul embassy")
    form.get_by_role("button", name=words("Write into the log")).click()
    visit.page.get_by_text(words("Forecast and outcome, State by State")).first.wait_for()
    visit.settle()
    expect(grid(visit, words("Model, at saving")).first).to_contain_text(joined)
    expect(visit.page.get_by_text("Brier")).not_to_have_count(0)
    assert visit.wrong == []
    i18n.use(i18n.DEFAULT, i18n.translations(i18n.DEFAULT))
