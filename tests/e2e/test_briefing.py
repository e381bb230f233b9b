"""From a page to the minister's desk: a view taken along as slides, a whole briefing written."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from pptx import Presentation
from pptx.parts.chart import ChartPart

from dashboard import i18n
from dashboard.blocks import Chart, Finding, flat
from dashboard.briefing import prose, request
from dashboard.kit import recorded
from tests.e2e.conftest import Visit

LANGUAGE = pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.proof), "nl"])


class Clicks:
    """Counts what a reader presses."""

    def __init__(self) -> None:
        self.n = 0

    def on(self, button: Locator) -> None:
        button.click()
        self.n += 1


def words_on(slides: Presentation) -> str:
    return "\n".join(
        shape.text_frame.text
        for slide in slides.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )


@LANGUAGE
def test_from_the_opportunities_to_slides_in_three_clicks(visit: Visit, language: str) -> None:
    words = i18n.translations(language).gettext
    visit.open("opportunities", lang=language)
    clicks = Clicks()
    clicks.on(visit.page.get_by_role("button", name=words("Take this along")))
    with visit.page.expect_download(timeout=60_000) as download:
        clicks.on(visit.page.get_by_role("button", name="PowerPoint"))
    assert clicks.n <= 3
    slides = Presentation(io.BytesIO(download.value.path().read_bytes()))
    said = recorded.blocks_at("opportunities", {}, language)
    finding = next(prose.plain_text(one.text) for one in said if isinstance(one, Finding))
    assert finding in words_on(slides).replace("\x0b", "\n")
    native = [part for part in slides.part.package.iter_parts() if isinstance(part, ChartPart)]
    assert len(native) >= sum(isinstance(one, Chart) for one in flat(said)) > 0
    assert visit.wrong == []


@LANGUAGE
def test_views_and_papers_are_collected_written_and_carried(
    visit: Visit, language: str, tmp_path: Path
) -> None:
    words = i18n.translations(language).gettext
    page = visit.page
    visit.open("standing", lang=language)
    page.get_by_role("button", name=words("Take this along")).click()
    page.get_by_role("button", name=words("Add to the briefing")).click()
    visit.settle()
    page.get_by_role("link", name=words("Briefing"), exact=True).click()
    page.get_by_role("button", name=words("Write the briefing")).wait_for()
    visit.settle()
    visit.says_in_its_address(item="standing")

    page.get_by_text(words("Add a paper")).click()
    visit.settle()
    page.get_by_role("combobox", name=words("Paper")).click()
    page.get_by_role("option", name=words("Coalition brief")).click()
    visit.settle()
    page.get_by_role("button", name=words("Add to the briefing")).click()
    page.wait_for_url("**item=%40coalition**")
    visit.settle()
    page.get_by_role("button", name=words("Up")).nth(1).click()
    page.wait_for_url("**item=%40coalition&item=standing**")
    visit.settle()

    page.get_by_role("button", name=words("Write the briefing")).click()
    for kind in ("Word", "PDF", "Excel", "PowerPoint"):
        button = page.get_by_role("button", name=f"{kind} ·")
        button.wait_for(timeout=90_000)
        visit.settle()
        with page.expect_download() as download:
            button.click()
        assert download.value.path().stat().st_size > 5_000, kind
    expect(page.get_by_test_id("stImage").first).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("button", name=words("Save this briefing as a file")).click()
    asked = request.from_json(download.value.path().read_bytes())
    assert [item.kind for item in asked.items] == ["coalition", "view"]
    assert asked.language == language
    assert visit.wrong == []
