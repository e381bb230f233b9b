"""What a page says without a browser is what it shows in one: findings, tables and figures."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import dark, i18n, navigation, once, theme
from dashboard.blocks import (
    Block,
    Blocks,
    Chart,
    Finding,
    Folded,
    Heading,
    Note,
    Numbers,
    Proof,
    Table,
    Text,
    Title,
    Unknown,
    Verbatim,
    flat,
)
from dashboard.kit import recorded
from data.facts import Facts
from tests import parts
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables
from tests.links import unlinked

pytestmark = pytest.mark.real

HEX = r"#[0-9A-Fa-f]{6}\b"


def said(page: navigation.Page, query: dict[str, str]) -> Blocks:
    """Return the blocks of a view, made without streamlit."""
    return once.said(navigation.views(page)["".join(query.values())])


def texts(blocks: Iterable[Block], *kinds: type) -> list[str]:
    return [block.text for block in blocks if isinstance(block, kinds)]  # type: ignore[attr-defined]  # of kinds with a text


def is_within(some: list[str], shown: list[str]) -> bool:
    """Return whether texts stand among those shown, in the same order."""
    rest = iter(shown)
    return all(text.strip() in (one.strip() for one in rest) for text in some)


def figures(app: AppTest) -> list[object]:
    return [json.loads(chart.proto.spec)["data"] for chart in app.get("plotly_chart")]


PALETTE = {name.upper() for name in re.findall(HEX, inspect.getsource(theme))} | set(dark.TWINS)
"""Every colour that has its place on either ground."""


def colours(spec: str) -> set[str]:
    """Return the colours that a chart's JSON names, but for lines that are mixed of two."""
    return {found.upper() for found in re.findall(HEX, spec)} - set(dark.BORDERS)


def assert_shown(said: Blocks, app: AppTest) -> None:
    """Compare what a page says with what is on screen: nothing else, and nothing less."""
    assert not app.exception
    blocks = list(flat(said))
    assert texts(blocks, Title) == [one.value for one in app.title]
    assert texts(blocks, Heading) == [one.value for one in app.header]
    said_below = [unlinked(text) for text in texts(blocks, Finding, Text)]
    assert is_within(said_below, [unlinked(one.value) for one in app.markdown])
    assert is_within(texts(blocks, Note), [one.value for one in app.caption])
    assert is_within(texts(blocks, Verbatim), [one.value for one in app.code])
    assert texts(blocks, Unknown, Proof) == [one.value for one in app.info]
    tiles = [
        tile
        for one in blocks
        if isinstance(one, Numbers) and not one.is_glance
        for tile in one.tiles
    ]
    assert [(tile.label, tile.value) for tile in tiles] == [
        (name_of(metric.label), metric.value) for metric in app.metric
    ]
    told = [one for one in blocks if isinstance(one, Chart | Table)]
    assert is_within([one.title for one in told], [one.value for one in app.subheader])
    shown = [frame.value for frame in shown_tables(app)]
    for one in told:
        wanted = one.table if one.columns is None else one.table[list(one.columns)]
        headings = list(wanted.columns if one.columns is None else one.columns.values())
        assert any(
            list(frame.columns) == headings and len(frame) == len(wanted) for frame in shown
        ), one.key
    drawn = [one.figure for one in blocks if isinstance(one, Chart)]
    assert [json.loads(figure.to_json())["data"] for figure in drawn] == figures(app)
    for figure in drawn:
        assert colours(figure.to_json()) <= PALETTE
    folded = [one.title for one in blocks if isinstance(one, Folded)]
    assert is_within(folded, [one.label for one in app.expander])


def name_of(label: str) -> str:
    """Return the label of a tile without the link that it may be."""
    return label.removeprefix("[").partition("](")[0]


def test_content_covers_every_part_of_a_page() -> None:
    for page in navigation.PAGES:
        held = {"".join(query.values()) for one, query in parts.VIEWS if one is page}
        assert set(navigation.views(page)) == held, page.path


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("view", parts.VIEWS, ids=parts.name)
def test_a_page_shows_what_its_content_and_its_recording_say(
    shown_page: OpenPage, facts: Facts, view: tuple[navigation.Page, dict[str, str]], language: str
) -> None:
    page, query = view
    app = shown_page(page.path, lang=language, **query)
    i18n.use(language, i18n.translations(language))
    assert_shown(said(page, query), app)
    assert_shown(recorded.blocks_at(page.path, query, language), app)
