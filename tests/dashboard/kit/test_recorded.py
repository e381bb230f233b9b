"""What a page says at an address without a browser is what it draws there.

Where nothing was chosen, every part is held to that in `tests.dashboard.test_content`.
"""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n
from dashboard.blocks import Block, Blocks, Chart, Table, flat
from dashboard.kit import recorded
from data.errors import BriefingError
from data.facts import Facts
from tests import links
from tests.dashboard import test_content
from tests.dashboard.conftest import OpenPage


def drawable(blocks: Blocks) -> list[Block | tuple[str, str, str]]:
    """Return blocks as they can be compared: charts and tables equal themselves only."""
    return [
        (one.key, one.title, one.table.to_csv()) if isinstance(one, Chart | Table) else one
        for one in flat(blocks)
        if type(one).__name__ not in ("Cards", "Box", "Columns", "Folded")
    ]


@pytest.mark.real
@pytest.mark.parametrize("path", links.LINKS)
def test_filters_take_their_values_from_the_address(
    open_page: OpenPage, facts: Facts, path: str
) -> None:
    app = open_page(path, lang="nl", **links.LINKS[path])
    test_content.assert_shown(recorded.blocks_at(path, links.LINKS[path], "nl"), app)


@pytest.mark.real
def test_one_recording_leaves_nothing_to_the_next(facts: Facts) -> None:
    query = links.LINKS["opportunities"]
    first = recorded.blocks_at("opportunities", {}, "en")
    other = recorded.blocks_at("opportunities", query, "en")
    again = recorded.blocks_at("opportunities", {}, "en")
    assert drawable(first) == drawable(again)
    assert drawable(first) != drawable(other)


@pytest.mark.real
def test_the_caller_goes_on_in_its_own_language(facts: Facts) -> None:
    i18n.use("en", i18n.translations("en"))
    recorded.blocks_at("data", {}, "nl")
    assert i18n.language() == "en"


def while_drawing() -> None:
    """Record a page with filters while a container of another is open, and go on there."""
    import streamlit as st  # a script of its own

    from dashboard.kit import recorded as kit

    with st.container():
        kit.blocks_at("rollcalls", {}, "en")
        st.write("after")


@pytest.mark.real
def test_a_recording_leaves_no_gap_where_its_caller_draws(facts: Facts) -> None:
    app = AppTest.from_function(while_drawing, default_timeout=60).run()
    assert not app.exception
    (container,) = app.main.children.values()
    assert list(container.children) == [0]


@pytest.mark.real
def test_values_that_are_no_options_are_passed_over(facts: Facts) -> None:
    nonsense = {"show": "<script>", "lang": "xx"}
    strange = recorded.blocks_at("data", nonsense, "en")
    assert drawable(strange) == drawable(recorded.blocks_at("data", {}, "en"))


def test_a_page_that_is_not_there_is_named() -> None:
    with pytest.raises(BriefingError, match="the view 'nowhere': found no such page"):
        recorded.blocks_at("nowhere", {}, "en")
