"""Every page of the menu, in both languages, on the real record."""

import pytest

from dashboard import i18n, navigation
from data import store
from tests.dashboard.conftest import OpenPage

pytestmark = pytest.mark.real

EVERY_PAGE = pytest.mark.parametrize("page", navigation.PAGES, ids=lambda page: page.path)
LANGUAGE = pytest.mark.parametrize("language", i18n.LANGUAGES)


@EVERY_PAGE
@LANGUAGE
def test_a_page_opens_under_its_title(
    open_page: OpenPage, page: navigation.Page, language: str
) -> None:
    app = open_page(page.path, lang=language)
    assert not app.exception
    assert not app.error
    words = i18n.translations(language)
    assert [title.value for title in app.title] == [words.gettext(page.title)]


@EVERY_PAGE
def test_a_page_says_of_which_facts_it_is_made(
    open_page: OpenPage, page: navigation.Page, snapshot: store.Snapshot
) -> None:
    app = open_page(page.path)
    assert any(snapshot.version in caption.value for caption in app.caption)


@EVERY_PAGE
def test_a_page_offers_the_table_behind_every_chart(
    open_page: OpenPage, page: navigation.Page
) -> None:
    app = open_page(page.path)
    charts = app.get("plotly_chart")
    assert len(app.dataframe) >= len(charts)
    assert all(chart.proto.alt for chart in charts), "a chart without words for who cannot see it"


@EVERY_PAGE
def test_a_link_in_words_of_no_language_opens_the_same_view(
    open_page: OpenPage, page: navigation.Page
) -> None:
    app = open_page(page.path, lang="nl")
    again = open_page(page.path, **app.query_params)
    assert not again.exception
    assert again.query_params == app.query_params


@EVERY_PAGE
def test_nonsense_in_the_address_is_dropped(open_page: OpenPage, page: navigation.Page) -> None:
    app = open_page(page.path, lang="xx", state="ZZZ", instrument="none", rollcall="<script>")
    assert not app.exception
    assert not app.error
    assert app.query_params.get("lang") is None
