"""A view can be sent as a link, and the language can be changed on the way."""

from playwright.sync_api import expect

from tests.e2e.conftest import Visit


def test_the_language_is_kept_from_page_to_page(visit: Visit) -> None:
    visit.open("", lang="nl")
    visit.page.get_by_role("link", name="Tijdlijn").click()
    visit.page.locator("h1", has_text="Tijdlijn").wait_for()
    visit.settle()
    visit.says_in_its_address(lang="nl")
    assert visit.wrong == []


def test_changing_the_language_keeps_the_view(visit: Visit) -> None:
    visit.open("state", state="KEN")
    visit.page.get_by_test_id("stSidebar").get_by_text("Nederlands").click()
    visit.page.locator("h1", has_text="Staat").wait_for()
    visit.settle()
    visit.says_in_its_address(lang="nl")
    expect(visit.page.get_by_test_id("stMain")).to_contain_text("Kenia")


def test_an_address_that_is_no_page_says_so_and_names_the_nearest(visit: Visit) -> None:
    visit.open("tijdlijnen", lang="nl")
    visit.page.get_by_text("Een pagina ‘tijdlijnen’ is er niet.").wait_for()
    visit.follow(visit.page.get_by_test_id("stAlert").get_by_role("link", name="Tijdlijn"))
    expect(visit.page).to_have_title("Tijdlijn · Trojka")
    visit.says_in_its_address(lang="nl")
    assert visit.wrong == []


def test_what_is_no_page_is_not_taken_for_one(visit: Visit) -> None:
    """Its address ends in a slash, as that of the first page does."""
    visit.open("data", show="programs", lang="nl")
    link = visit.page.get_by_role("link", name="/api/v1/")
    with visit.page.context.expect_page() as opened:
        link.click()
    expect(opened.value).to_have_title("Trojka voor andere programma’s")
    assert visit.wrong == []
