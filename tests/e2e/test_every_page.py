"""Every page, in both languages, in a real browser with no network but this machine's."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dashboard import i18n, navigation
from tests import parts
from tests.e2e.conftest import Visit

STREAMLITS_OWN = (
    ("list", "stSidebarNavItems", "the menu puts headings between the items of its list"),
    ("listitem", "st-emotion-cache", "the same: its items stand in a part of the list"),
)
"""What we cannot mend: rule, a piece of the element's HTML, reason."""

FITS = "() => document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth"
FITS_WITHIN_MS = 10_000
"""Charts and tables are fitted to a new width one after the other."""

N_AGAIN = 3
"""A fault must still be there so often: the server may draw a page again while it is measured, and
text that is half faded then has too little contrast."""


def address(page: navigation.Page) -> str:
    """Return the path of a page; the first one is at the root."""
    return "" if page is navigation.PAGES[0] else page.path


def faults(visit: Visit) -> list[str]:
    """Return the serious faults of a page that are ours."""
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in Axe().run(visit.page).response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
        if not is_streamlits_own(violation["id"], node["html"])
    ]


def lasting_faults(visit: Visit) -> list[str]:
    """Return the faults that are still there when the page has settled anew."""
    found = faults(visit)
    for _ in range(N_AGAIN):
        if found:
            visit.settle()
            found = faults(visit)
    return found


def is_streamlits_own(rule: str, html: str) -> bool:
    return any(rule == own and piece in html for own, piece, _ in STREAMLITS_OWN)


VISITS = [
    pytest.param(
        view,
        language,
        id=f"{language}-{parts.name(view)}",
        marks=[pytest.mark.proof] if view[1] or language == i18n.DEFAULT else [],
    )
    for view in parts.VIEWS
    for language in i18n.LANGUAGES
    if not view[1] or language != i18n.DEFAULT
]
"""Every page in the language with the longer words; in the other, and its further parts, as a
proof: `tests/dashboard/test_content.py` draws each in both languages without a browser."""


@pytest.mark.parametrize(("view", "language"), VISITS)
def test_a_page_is_drawn_whole_for_everyone_and_without_outside_help(
    visit: Visit, view: tuple[navigation.Page, dict[str, str]], language: str
) -> None:
    """All in one visit: a first drawing takes seconds, and what is asked of it does not."""
    page, query = view
    visit.open(address(page), lang=language, **query)
    visit.says_in_its_address(**query)
    title = i18n.translations(language).gettext(page.title)
    expect(visit.page.locator("h1")).to_have_text(title)
    expect(visit.page.locator("html")).to_have_attribute("lang", language)
    expect(visit.page.get_by_test_id("stException")).to_have_count(0)
    expect(visit.page.get_by_test_id("stAlertContentError")).to_have_count(0)
    assert lasting_faults(visit) == []
    visit.page.set_viewport_size({"width": 768, "height": 1000})
    visit.settle()
    visit.page.wait_for_function(FITS, timeout=FITS_WITHIN_MS)
    assert visit.wrong == []
