"""Tables in the browser: found in, put in order by keyboard, scrolled within themselves."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit

FOUND = "(words) => window.find(words, true, false, true)"
"""What Ctrl+F does: search from here on, then from the top."""

COLUMN = """([table, column]) =>
  [...table.tBodies[0].rows].map(({ cells }) => cells[column].dataset.v ?? null)"""


def is_in_order(values: list[float | None], *, falling: bool) -> bool:
    """Return whether numbers stand in order, those missing last."""
    known = [value for value in values if value is not None]
    missing = [value is None for value in values]
    return known == sorted(known, reverse=falling) and missing == sorted(missing)


@pytest.mark.parametrize("values", [[1.0, None, 2.0], [3.0, 1.0], [None, 1.0]])
def test_disorder_is_seen(values: list[float | None]) -> None:
    assert not is_in_order(values, falling=False)


def test_a_table_is_searched_and_put_in_order_without_a_mouse(visit: Visit) -> None:
    visit.open("opportunities")
    page = visit.page
    box = page.locator(".table:visible").filter(has=page.locator("thead th.number")).first
    last = box.locator("tbody th").last.inner_text()
    assert page.evaluate(FOUND, last)

    heads = box.locator("thead th")
    column = next(
        n for n in range(heads.count()) if "number" in (heads.nth(n).get_attribute("class") or "")
    )
    button = heads.nth(column).get_by_role("button")
    table = box.locator("table").element_handle()

    def values() -> list[float | None]:
        return [
            None if value is None else float(value)
            for value in page.evaluate(COLUMN, [table, column])
        ]

    before = values()
    button.focus()
    for order, falling in (("descending", True), ("ascending", False)):
        page.keyboard.press("Enter")
        expect(heads.nth(column)).to_have_attribute("aria-sort", order)
        assert is_in_order(values(), falling=falling)
    page.keyboard.press("Enter")
    expect(heads.nth(column)).to_have_attribute("aria-sort", "none")
    assert values() == before
    assert visit.wrong == []
