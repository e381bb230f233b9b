"""Who waits sees how far the work is, in words and as a bar, until the page is drawn."""

from __future__ import annotations

import pytest
from streamlit import delta_generator
from streamlit.testing.v1 import AppTest

from dashboard.kit import waiting


def page() -> None:
    import streamlit as st

    from dashboard.kit import waiting
    from data import progress

    with waiting.shown():
        for done in (12, 13, 60):
            progress.say(done, 60)
    st.title("Drawn")


@pytest.fixture
def bars(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """Return the bars that pages send, as they do."""
    sent: list[tuple[int, str]] = []
    enqueue = delta_generator._enqueue_message

    def noted(message: object) -> None:
        element = message.delta.new_element  # type: ignore[attr-defined]  # every message has one
        if element.WhichOneof("type") == "progress":
            sent.append((element.progress.value, element.progress.text))
        enqueue(message)  # type: ignore[arg-type]

    monkeypatch.setattr(delta_generator, "_enqueue_message", noted)
    return sent


def opened() -> AppTest:
    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Drawn"]
    return app


@pytest.mark.slow
def test_it_is_told_in_numbers_and_gone_when_the_page_is_drawn(
    bars: list[tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", -1)
    monkeypatch.setattr(waiting, "STEP_SECONDS", -1)
    app = opened()
    assert bars == [(20, "12 of 60 runs"), (21, "13 of 60 runs"), (100, "60 of 60 runs")]
    assert not app.get("progress")


@pytest.mark.slow
def test_of_work_that_ends_soon_nothing_is_seen(
    bars: list[tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 3_600)
    opened()
    assert bars == []
