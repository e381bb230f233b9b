"""Search by keyboard alone, links that stay in the tab, and the browser's own way back."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit


@pytest.mark.parametrize(
    ("language", "typed", "option", "tab"),
    [
        ("en", "brasil", "Brazil", "Brazil · State · Trojka"),
        ("nl", "80/58", "A/RES/80/58", "A/RES/80/58 · Stemmingen · Trojka"),
    ],
)
def test_a_view_is_found_by_keyboard_alone(
    visit: Visit, language: str, typed: str, option: str, tab: str
) -> None:
    visit.open("data", lang=language, show="terms")
    asked = visit.query()
    keyboard, box = visit.page.keyboard, visit.page.get_by_role("search").get_by_role("combobox")
    keyboard.press("/")
    expect(box).to_be_focused()
    keyboard.type(typed)
    first = visit.page.get_by_role("option").first
    expect(first).to_contain_text(option)
    expect(box).to_have_attribute("aria-expanded", "true")
    keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    keyboard.press("Enter")
    visit.page.wait_for_url(lambda url: "/data" not in url)
    visit.settle()
    expect(visit.page).to_have_title(tab)
    visit.page.wait_for_url(lambda _url: visit.query().get("lang", "en") == language)
    visit.page.go_back()
    visit.page.wait_for_url(lambda url: url.count("/data"))
    visit.settle()
    visit.page.wait_for_url(lambda _url: visit.query() == asked)  # the mark of the way back goes
    assert len(visit.page.context.pages) == 1
    assert visit.wrong == []


@pytest.mark.proof
def test_what_fits_nothing_is_said_and_the_nearest_offered(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 800})
    visit.open("", lang="nl")
    box = visit.page.get_by_role("search").get_by_role("combobox")
    box.fill("kenja")
    visit.page.get_by_text("Hier heet niets ‘kenja’.").wait_for()
    expect(visit.page.get_by_role("option").first).to_contain_text("Kenia")
    width = "document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth"
    visit.page.wait_for_function(width)
    box.press("Escape")
    expect(visit.page.get_by_role("option").first).not_to_be_visible()
    expect(box).to_have_value("")
    assert visit.wrong == []


@pytest.mark.proof
def test_the_way_back_leads_to_the_default_part_of_a_page(visit: Visit) -> None:
    visit.open("state", state="KEN")
    visit.page.get_by_text("Votes and partners").click()
    visit.page.wait_for_url("**dossier=votes**")
    visit.settle()
    visit.page.go_back()
    visit.page.wait_for_url(lambda url: "dossier" not in url)
    visit.settle()
    checked = visit.page.get_by_role("radio", name="On record")
    expect(checked).to_have_attribute("aria-checked", "true")
    assert visit.wrong == []


@pytest.mark.proof
def test_a_tile_of_the_map_leads_to_its_state_in_this_tab(visit: Visit) -> None:
    visit.open("instruments", lang="nl", part="roster", instrument="reaim_2023_cta")
    letters = visit.page.locator(".js-plotly-plot text").filter(has_text=re.compile("^ML$")).first
    letters.scroll_into_view_if_needed()
    tile = letters.bounding_box()
    assert tile is not None
    visit.page.mouse.move(tile["x"] + tile["width"] / 2, tile["y"] + tile["height"] / 2)
    visit.page.locator(".js-plotly-plot.leads-on").wait_for()
    visit.page.mouse.down()
    visit.page.mouse.up()
    visit.page.wait_for_url("**/state?state=MLI&lang=nl")
    visit.settle()
    expect(visit.page).to_have_title("Mali · Staat · Trojka")
    assert len(visit.page.context.pages) == 1
    assert visit.wrong == []
