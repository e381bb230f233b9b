"""Whatever an address says, the page is drawn of what fits, or a sentence says what does not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import store
from tests import tiny_world
from tests.dashboard.kit import filters
from tests.hostile_values import HIDDEN, TEXTS

KEYS = tuple(filters.DEFAULTS)


def facts_asked() -> None:
    import streamlit as st

    from dashboard.kit import facts_asked
    from data.facts import current_facts

    with facts_asked.looked_at("state") as are_kept:
        if are_kept:
            st.text(current_facts().version)


@pytest.mark.slow
def test_a_filter_passes_over_what_does_not_fit() -> None:
    """Each text stands under one of the names, then all of them under each, with one that fits."""
    for start in range(0, len(TEXTS), len(KEYS)):
        found = answered(dict(zip(KEYS, TEXTS[start:], strict=False)))
        assert (found["one"], found["several"]) == ("blueprint", [])
    many = [*(text for text in TEXTS if len(text) < 10_000), "pathways", "list", "2026-01-31"]
    found = answered(dict.fromkeys(KEYS, many))
    assert (found["one"], found["switch"]) == ("pathways", "list")
    assert (found["several"], found["day"]) == (["pathways"], "2026-01-31")


@pytest.mark.proof
@pytest.mark.parametrize("key", KEYS)
def test_a_filter_passes_over_every_text(key: str) -> None:
    for text in TEXTS:
        answered({key: text})


def answered(asked: dict[str, str | list[str]]) -> dict[str, Any]:
    """Return what the filters are at an address, each checked to be one of its options."""
    app = filters.opened(**asked)
    assert not app.exception, ascii(asked)[:400]
    found: dict[str, Any] = filters.answers(app)
    assert found["one"] in ("cta", "blueprint", "pathways")
    assert found["switch"] in ("map", "list")
    assert 5 <= found["whole"] <= 50
    assert 0 <= found["between"][0] <= found["between"][1] <= 2
    assert "2000-01-01" <= found["day"] <= "2026-12-31"
    assert len(found["words"]) <= 80
    return found


@pytest.fixture
def _tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "trojka.duckdb"
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(path))
    store.write_snapshot(tiny_world.tables(), version="0" * 12, path=path)


@pytest.mark.slow
@pytest.mark.usefixtures("_tiny")
def test_facts_of_any_name_are_todays_or_a_sentence_says_that_they_are_not_kept() -> None:
    look_at((*TEXTS[::9], "f" * 12, "0" * 12, "０" * 12))


@pytest.mark.proof
@pytest.mark.usefixtures("_tiny")
def test_facts_of_every_name_are_said_not_to_be_kept() -> None:
    look_at(TEXTS)


def look_at(versions: Iterable[str]) -> None:
    """Open a page on facts of each name, and check that it says that they are not kept."""
    for text in versions:
        app = AppTest.from_function(facts_asked)
        app.query_params["facts"] = text
        app.run()
        assert not app.exception, ascii(text[:40])
        told = [one.value for one in app.info]
        if text == "0" * 12:
            assert (told, app.text[0].value) == ([], text)
            continue
        assert len(told) == 1, ascii(text[:40])
        assert "not kept here" in told[0]
        assert len(told[0]) < 200
        assert not HIDDEN.search(told[0])
        assert "<" not in told[0].replace("(<state>)", "")
        assert not app.text
