"""Every page of the menu, in both languages, on the real record."""

import itertools
from collections.abc import Iterator

import networkx as nx
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Widget
from streamlit.util import calc_hash

from dashboard import i18n, navigation
from data import store
from tests import links
from tests.dashboard.conftest import APP, OpenPage
from tests.dashboard.tables import shown_tables

pytestmark = pytest.mark.real

EVERY_PAGE = pytest.mark.parametrize("page", navigation.PAGES, ids=lambda page: page.path)
LANGUAGE = pytest.mark.parametrize("language", i18n.LANGUAGES)


@EVERY_PAGE
@LANGUAGE
def test_a_page_opens_under_its_title(
    shown_page: OpenPage, page: navigation.Page, language: str
) -> None:
    app = shown_page(page.path, lang=language)
    assert not app.exception
    assert not app.error
    words = i18n.translations(language)
    assert [title.value for title in app.title] == [words.gettext(page.title)]


@EVERY_PAGE
def test_a_page_says_of_which_facts_it_is_made(
    shown_page: OpenPage, page: navigation.Page, snapshot: store.Snapshot
) -> None:
    app = shown_page(page.path, lang="en")
    assert any(snapshot.version in caption.proto.help for caption in app.caption)
    assert any("Votes to 4 June 2026" in caption.value for caption in app.caption)


@EVERY_PAGE
def test_a_page_offers_the_table_behind_every_chart(
    shown_page: OpenPage, page: navigation.Page
) -> None:
    app = shown_page(page.path, lang="en")
    charts = app.get("plotly_chart")
    assert len(shown_tables(app)) >= len(charts)
    assert all(chart.proto.alt for chart in charts), "a chart without words for who cannot see it"


@EVERY_PAGE
def test_a_link_in_words_of_no_language_opens_the_same_view(
    open_page: OpenPage, shown_page: OpenPage, page: navigation.Page
) -> None:
    app = shown_page(page.path, lang="nl")
    again = open_page(page.path, **app.query_params)
    assert not again.exception
    assert again.query_params == app.query_params


@EVERY_PAGE
def test_nonsense_in_the_address_is_dropped(open_page: OpenPage, page: navigation.Page) -> None:
    app = open_page(page.path, lang="xx", state="ZZZ", instrument="none", rollcall="<script>")
    assert not app.exception
    assert not app.error
    assert app.query_params.get("lang") is None


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("en", "Swaziland", "“Swaziland” is Eswatini in this record."),
        ("nl", "burma", "‘burma’ heet hier Myanmar."),
        ("en", "Kenja", "No State in this record is called “Kenja”. Nearest to it: [Kenya]"),
        ("nl", "qqxxzz", "Geen staat heet hier ‘qqxxzz’."),
    ],
)
def test_a_state_asked_for_otherwise_is_read_or_said_to_be_none(
    open_page: OpenPage, language: str, name: str, said: str
) -> None:
    app = open_page("state", lang=language, state=name)
    assert not app.exception
    assert any(said in text.value for text in (*app.markdown, *app.info))


def test_a_page_that_does_not_exist_is_said_and_the_nearest_named(open_page: OpenPage) -> None:
    app = open_page("standing", no_page="netwrk")
    assert "There is no page “netwrk” here. Nearest to it: [Network](<network>)." in [
        text.value for text in app.info
    ]


def go(app: AppTest, page: navigation.Page, **query: str | list[str]) -> None:
    """Go on to a page in the same session: by the menu, or by a link if there is a query."""
    app.query_params.clear()
    for name, value in query.items():
        app.query_params[name] = value
    app._page_hash = calc_hash(page.path)  # as in `open_page`
    app.run()


def faults(app: AppTest, page: navigation.Page) -> list[str]:
    """Return what a page shows instead of itself."""
    titles = [title.value for title in app.title]
    wrong = [] if titles == [page.title] else [f"title {titles}"]
    return wrong + [f"{each.value}" for each in (*app.exception, *app.error)]


def widgets(app: AppTest) -> Iterator[Widget]:
    """Return the filters on a page."""
    yield from itertools.chain(
        app.selectbox, app.multiselect, app.segmented_control, app.toggle, app.slider
    )
    yield from app.date_input
    yield from app.text_input
    yield from app.number_input


def link(page: navigation.Page) -> dict[str, str | list[str]]:
    return links.LINKS[page.path]


@pytest.fixture(scope="module")
def session() -> AppTest:
    """Return a session in which every page was once opened by a link that sets its filters."""
    app = AppTest.from_file(str(APP), default_timeout=300)
    for page in navigation.PAGES:
        go(app, page, **link(page))
        assert faults(app, page) == [], page.path
        lost = link(page).keys() - {widget.key for widget in widgets(app)}
        assert lost == set(), f"{page.path} has no such filter"
        assert {name: app.query_params.get(name) for name in link(page)} == link(page)
    return app


def test_every_page_opens_after_every_other_with_its_filters_set(session: AppTest) -> None:
    ways = nx.complete_graph(navigation.PAGES, create_using=nx.DiGraph)
    wrong = {}
    for before, page in nx.eulerian_circuit(ways, source=navigation.PAGES[-1]):
        go(session, page)
        if found := faults(session, page):
            wrong[before.path, page.path] = found
    assert wrong == {}


@EVERY_PAGE
def test_a_page_opens_with_the_address_of_every_other(
    open_page: OpenPage, page: navigation.Page
) -> None:
    others = [path for path in links.LINKS if path != page.path]
    for address in links.merged(others):
        app = open_page(page.path, **address)
        assert faults(app, page) == [], address


def test_a_page_that_many_look_at_is_not_gone_on_from(shown_page: OpenPage) -> None:
    app = shown_page("data", lang="en")
    with pytest.raises(AssertionError, match="take open_page"):
        app.segmented_control(key="show").run()
    with pytest.raises(AssertionError, match="take open_page"):
        app.run()


def test_every_page_has_a_link() -> None:
    assert set(links.LINKS) == {page.path for page in navigation.PAGES}
