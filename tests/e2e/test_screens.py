"""Every page on a telephone and on a dark screen; and no label of a chart over another."""

import pytest
from playwright.sync_api import Browser

from dashboard import i18n, navigation
from tests import parts
from tests.e2e.conftest import Visit
from tests.e2e.test_every_page import FITS, FITS_WITHIN_MS, address

pytestmark = pytest.mark.proof

PHONE = {"width": 390, "height": 844}

OVER = """(touch) => {
  const seen = (text) => {
    const box = text.getBoundingClientRect();
    const turned = text.closest('[transform*="rotate"]')?.getAttribute('transform') ?? '';
    const angle = Number(/rotate\\(([-\\d.]+)/.exec(turned)?.[1] ?? 0);
    const isHidden = text.closest('[style*="opacity: 0;"]') || !text.textContent.trim();
    return box.width && !isHidden && angle === 0 ? [{ words: text.textContent, box }] : [];
  };
  const found = [];
  for (const chart of document.querySelectorAll('.js-plotly-plot')) {
    const edge = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll('.main-svg text')].flatMap(seen);
    for (const [n, one] of texts.entries()) {
      const { left, right, top, bottom } = one.box;
      if (left < edge.left - touch || right > edge.right + touch) found.push(`cut: ${one.words}`);
      for (const other of texts.slice(n + 1)) {
        const wide = Math.min(right, other.box.right) - Math.max(left, other.box.left);
        const high = Math.min(bottom, other.box.bottom) - Math.max(top, other.box.top);
        if (wide > touch && high > touch) found.push(`${one.words} over ${other.words}`);
      }
    }
  }
  return found;
}"""
"""Labels of charts that lie over one another, or are cut off at the chart's edge."""

TOUCH_PX = 2
"""Boxes may touch by so much: a line of text is higher than its letters."""

LABELLED = [
    ("positions", {}),
    ("network", {}),
    ("timeline", {}),
    ("state", {"state": "KEN"}),
    ("state", {"state": "BRA"}),
    ("state", {"state": "KEN", "dossier": "votes"}),
    ("state", {"state": "KEN", "dossier": "chances"}),
]


@pytest.mark.parametrize("view", parts.VIEWS, ids=parts.name)
def test_a_page_fits_a_telephone(
    visit: Visit, view: tuple[navigation.Page, dict[str, str]]
) -> None:
    page, query = view
    visit.page.set_viewport_size(PHONE)
    visit.open(address(page), lang="nl", **query)
    visit.page.wait_for_function(FITS, timeout=FITS_WITHIN_MS)
    assert visit.wrong == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("width", [1440, 768])
@pytest.mark.parametrize(
    ("path", "query"), LABELLED, ids=[":".join([path, *query.values()]) for path, query in LABELLED]
)
def test_no_label_lies_over_another(
    visit: Visit, path: str, query: dict[str, str], width: int, language: str
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 1000})
    visit.open(path, lang=language, **query)
    assert visit.page.evaluate(OVER, TOUCH_PX) == []


def test_labels_that_lie_over_another_are_seen(visit: Visit) -> None:
    visit.open("timeline")
    assert visit.page.evaluate(OVER, -2000)


def test_on_a_dark_screen_charts_are_dark(browser: Browser, server: str) -> None:
    context = browser.new_context(color_scheme="dark", reduced_motion="reduce")
    dark = Visit(context.new_page(), server)
    dark.open("standing")
    grounds = dark.page.eval_on_selector_all(
        ".js-plotly-plot .main-svg:first-child", "all => all.map(one => one.style.background)"
    )
    page_ground = dark.page.eval_on_selector(
        ".stApp", "one => getComputedStyle(one).backgroundColor"
    )
    context.close()
    assert set(grounds) == {page_ground}
