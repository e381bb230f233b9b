"""The buttons that save a chart: what they are told, and that nothing of theirs comes from afar."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from dashboard import i18n, theme
from dashboard.kit import picture
from data import store
from tests import tiny_world

SCRIPT = picture._SCRIPT.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the tiny world is kept: no test here changes it."""
    path = tmp_path_factory.mktemp("facts") / "tiny.duckdb"
    return store.write_snapshot(tiny_world.tables(), version="0" * 12, path=path).path


@pytest.fixture(autouse=True)
def _of_the_tiny_world(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(tiny))


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], dict[str, Any]]:
    """Return a function that draws the buttons and tells what the browser is given."""
    told: dict[str, Any] = {}

    def component(name: str, **parts: str) -> Callable[..., None]:
        told.update(parts, name=name)
        return told.update

    monkeypatch.setattr(st.components.v2, "component", component)

    def draw() -> dict[str, Any]:
        picture.buttons("map", title="Who voted how", source="Sources: UN.", file="trojka-map-1")
        return told

    return draw


def test_the_script_is_given_all_that_it_asks_for(mounted: Callable[[], dict[str, Any]]) -> None:
    asked = set(re.findall(r"\bdata\.(\w+)", SCRIPT)) - {"data"}
    assert asked == set(mounted()["data"])


def test_a_chart_is_saved_with_its_title_sources_and_name(
    mounted: Callable[[], dict[str, Any]],
) -> None:
    given = mounted()["data"]
    assert given["chart"] == "map"
    assert given["title"] == "Who voted how"
    assert given["source"] == "Sources: UN."
    assert given["file"] == "trojka-map-1"
    assert (given["paper"], given["ink"]) == (theme.PAPER, theme.INK)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Save this chart as SVG, for print"),
        ("nl", "Deze figuur opslaan als SVG, voor drukwerk"),
    ],
)
def test_the_buttons_speak_the_readers_language(
    mounted: Callable[[], dict[str, Any]], language: str, words: str
) -> None:
    i18n.use(language, i18n.translations(language))
    try:
        assert mounted()["data"]["label"]["svg"] == words
    finally:
        i18n.use("en", i18n.translations("en"))


@pytest.mark.parametrize(
    ("base", "address"),
    [("", "/assets/plotly.min.js"), ("/trojka/", "/trojka/assets/plotly.min.js")],
)
def test_the_library_is_asked_of_our_own_server(
    mounted: Callable[[], dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    base: str,
    address: str,
) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": base}.get)
    assert mounted()["data"]["library"] == address


def test_nothing_of_the_buttons_comes_from_elsewhere(
    mounted: Callable[[], dict[str, Any]],
) -> None:
    parts = mounted()
    text = parts["html"] + parts["css"] + parts["js"]
    assert set(re.findall(r"https?://[^\"'\s]+", text)) == {"http://www.w3.org/2000/svg"}


def test_both_formats_have_a_button(mounted: Callable[[], dict[str, Any]]) -> None:
    html = mounted()["html"]
    assert re.findall(r'data-format="(\w+)"', html) == ["svg", "png"]
