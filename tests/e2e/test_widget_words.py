"""What Streamlit's own widgets say in English is told in the language of the page."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import Visit


def test_a_file_that_is_too_large_is_refused_in_the_language_of_the_page(
    visit: Visit, tmp_path: Path
) -> None:
    large = tmp_path / "plan.json"
    large.write_bytes(b" " * 6_000_000)
    for language, asked, refused in (
        ("nl", "Bestand kiezen", "Het bestand mag hoogstens"),
        ("en", "Upload", "File must be"),
    ):
        visit.open("log", lang=language)
        uploader = visit.page.locator("[data-testid=stFileUploader]")
        expect(uploader).to_contain_text(asked)
        uploader.locator("input[type=file]").set_input_files(large)
        expect(uploader).to_contain_text(refused)
    assert visit.wrong == []


def test_words_follow_when_another_language_is_chosen(visit: Visit) -> None:
    visit.open("log", lang="nl")
    uploader = visit.page.locator("[data-testid=stFileUploader]")
    expect(uploader).to_contain_text("Bestand kiezen")
    visit.page.get_by_test_id("stSidebar").get_by_text("English").click()
    expect(uploader).to_contain_text("Upload")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")


def test_nothing_found_is_said_in_the_language_of_the_page(visit: Visit) -> None:
    visit.open("opportunities", lang="nl")
    box = visit.page.locator(".stMultiSelect input").first
    box.fill("qqxxzz")
    expect(visit.page.get_by_text("Niets gevonden")).to_be_visible()
    assert visit.wrong == []
