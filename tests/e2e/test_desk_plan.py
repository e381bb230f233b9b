"""Eight démarches for thirty points, kept and logged: a desk's task, action by action."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from dashboard import i18n
from tests.e2e.conftest import Visit

pytestmark = pytest.mark.proof

MOST_ACTIONS = 12
N_APPROACHES = 8


@dataclass
class Desk:
    """Somebody at a desk: each click, and each box filled in, is an action."""

    visit: Visit
    n: int = 0

    def click(self, what: Locator) -> None:
        """Click on something, and wait until the page is still."""
        self.n += 1
        what.click()
        self.visit.settle()

    def fill(self, box: Locator, words: str) -> None:
        """Fill in a box, and go on."""
        self.n += 1
        box.fill(words)
        box.press("Tab")
        self.visit.settle()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_eight_demarches_for_thirty_points_are_planned_kept_and_logged(
    visit: Visit, language: str
) -> None:
    words = i18n.translations(language).gettext
    many = i18n.translations(language).ngettext
    page = visit.page
    visit.open("", lang=language)
    desk = Desk(visit)

    desk.click(page.get_by_test_id("stSidebarNav").get_by_role("link", name=words("Plan")))
    most = page.get_by_label(words("Approaches, at most (0: any number)"))
    desk.fill(most, str(N_APPROACHES))
    desk.click(page.get_by_role("button", name=words("Démarche"), exact=True))
    suggest = many(
        "Suggest the best {n} approach for {budget} points",
        "Suggest the best {n} approaches for {budget} points",
        N_APPROACHES,
    ).format(n=N_APPROACHES, budget=30)
    desk.click(page.get_by_text(suggest))
    desk.click(page.get_by_role("button", name=words("Take these approaches into the plan")))
    taken = {"en": "Taken into the plan: 8 démarches, for 16 of 30 points."}
    taken["nl"] = "Overgenomen in het plan: 8 demarches, voor 16 van 30 punten."
    page.get_by_text(taken[language]).wait_for()
    visit.settle()
    said = {"en": "for 8 démarches.", "nl": "voor 8 demarches."}[language]
    expect(page.locator(".st-key-answer")).to_contain_text(said)

    form = page.get_by_test_id("stForm")
    desk.fill(form.get_by_label(words("Saved by")), "The Hague")
    desk.click(form.get_by_role("button", name=words("Save"), exact=True))
    to_log = {"en": "Open it in the outreach log", "nl": "Openen in het logboek"}[language]
    desk.click(page.get_by_role("link", name=to_log))
    cards = page.locator("[class*=st-key-card_] button")
    cards.first.wait_for()
    visit.settle()
    expect(cards).to_have_count(N_APPROACHES)

    state = cards.first.inner_text().split("\n")[-1]
    desk.click(cards.first)
    asked = page.get_by_role("dialog")
    asked.wait_for()
    expect(asked.get_by_text(state, exact=True)).to_be_visible()
    willing = f"{words('Answered')}: {words('Willing').lower()}"
    desk.click(asked.get_by_text(willing, exact=True))
    desk.click(asked.get_by_role("button", name=words("Write into the log")))
    logged = {"en": f"{state}: willing, logged.", "nl": f"{state}: bereid, vastgelegd."}[language]
    page.get_by_text(logged).wait_for()
    assert desk.n <= MOST_ACTIONS

    desk.click(page.get_by_role("button", name=words("Undo")))
    back = {"en": "taken back. The log keeps both entries.", "nl": "teruggenomen. Het logboek"}
    page.get_by_text(back[language]).wait_for()
    assert visit.wrong == []
