"""Two desks count at once: each sees what the other enters, and takes back what it sees."""

import re

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Visit

NAME = "A name, or several with commas"


def enter(tab: Visit, names: str) -> None:
    tab.page.get_by_label(NAME).fill(names)
    tab.page.get_by_label(NAME).press("Enter")


def test_what_one_desk_enters_appears_at_the_other(visit: Visit, browser: Browser) -> None:
    visit.open("live", counted="endorsement")
    visit.page.get_by_role("combobox", name="Text", exact=True).click()
    visit.page.get_by_role("combobox", name="Text", exact=True).fill("Another text")
    visit.page.get_by_role("option", name="Another text, without a forecast").click()
    visit.page.get_by_label("What you call it").fill("Nairobi")
    visit.page.get_by_label("Begun by").fill("Nairobi")
    visit.page.get_by_role("button", name="Begin", exact=True).click()
    visit.page.get_by_text("no number stands behind it").wait_for()
    visit.settle()
    expect(visit.page).to_have_url(re.compile("count="))

    context = browser.new_context()
    other = Visit(context.new_page(), visit.address)
    other.watch(other.page)
    other.open("live", **visit.query())
    other.page.get_by_label("Entered by").fill("The Hague")
    other.page.get_by_label("Entered by").press("Enter")
    other.settle()

    enter(visit, "Kenya, Pays-Bas")
    other.page.get_by_text("So far 2 States are on the text.").wait_for()
    enter(other, "Ghana")
    visit.page.get_by_text("So far 3 States are on the text.").wait_for()
    visit.page.get_by_role("button", name="Undo: Ghana · Endorses (The Hague").click()
    other.page.get_by_text("So far 2 States are on the text.").wait_for()

    visit.page.reload()
    visit.page.get_by_text("So far 2 States are on the text.").wait_for()
    assert visit.wrong == []
    assert other.wrong == []
    context.close()
