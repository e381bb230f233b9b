"""Charts are saved as pictures and tables by the browser, from our own server alone."""

import csv
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright import sync_api

from tests.e2e.conftest import Visit


@pytest.fixture
def first_page(visit: Visit) -> Visit:
    visit.open("", lang="nl")
    return visit


def saved(visit: Visit, button: str, folder: Path) -> Path:
    """Press a button until it saves: a page drawn again meanwhile has a new one in its place."""
    for last in (False, False, True):
        visit.settle()
        try:
            with visit.page.expect_download(timeout=30_000) as download:
                visit.page.get_by_role("button", name=button).first.click()
        except sync_api.TimeoutError:
            assert visit.wrong == []
            if last:
                raise
        else:
            break
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_chart_is_saved_as_svg_with_its_title_and_sources(
    first_page: Visit, tmp_path: Path
) -> None:
    path = saved(first_page, "SVG", tmp_path)
    drawing = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  # our own file
    texts = [text.text or "" for text in drawing.findall("{http://www.w3.org/2000/svg}text")]
    heading = first_page.page.locator("h3").first.inner_text()
    assert " ".join(texts).startswith(heading)
    assert any(text.startswith("Bronnen: ") for text in texts)
    assert drawing.find("{http://www.w3.org/2000/svg}svg") is not None
    assert first_page.wrong == []


def test_a_chart_is_saved_as_png(first_page: Visit, tmp_path: Path) -> None:
    path = saved(first_page, "PNG", tmp_path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_size > 10_000
    assert first_page.wrong == []


def test_a_table_is_saved_as_csv_under_the_reader_s_headings(
    first_page: Visit, tmp_path: Path
) -> None:
    path = saved(first_page, "CSV", tmp_path)
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) > 1
    assert all(len(row) == len(rows[0]) for row in rows)
    assert first_page.wrong == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_long_table_is_saved_by_our_own_button_only(visit: Visit, language: str) -> None:
    """Streamlit's own would be noted nowhere."""
    visit.open("positions", lang=language)
    tables = visit.page.locator("[data-testid=stExpander]:has([data-testid=stDataFrame])")
    tables.first.locator("summary").click()
    table = tables.first.locator("[data-testid=stDataFrame]")
    sync_api.expect(table).to_be_visible()
    table.hover(force=True)
    bar = tables.first.locator("[data-testid=stElementToolbar] button")
    sync_api.expect(bar.first).to_be_visible()
    named = {one.get_attribute("aria-label"): one.is_visible() for one in bar.all()}
    assert len(named) > 1
    assert [name for name, is_seen in named.items() if is_seen and "CSV" in str(name)] == []
