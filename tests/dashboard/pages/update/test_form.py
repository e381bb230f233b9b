"""The form of the page *Update* as a desk meets it: looked at, refused, or shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n
from dashboard.words.stated import labels, sentences
from data.stated import QUESTIONS
from tests.dashboard.conftest import OpenPage, button
from tests.etl.archive import Archive

pytestmark = [pytest.mark.real, pytest.mark.slow]

SAID = {
    "What happened, or will": "Fourth summit",
    "On": "2027-04",
    "Body or process": "REAIM",
    "Publisher": "A ministry",
    "Your name": "A. Desk",
    "Why": "It was announced",
}


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small folder of sources, in which the page looks at changes."""
    archive = Archive(tmp_path)
    monkeypatch.setenv("TROJKA_SOURCES", str(archive.root))
    monkeypatch.setenv("TROJKA_CORRECTIONS", str(archive.corrections))
    return archive.root


def looked_at(open_page: OpenPage, language: str, **other: str) -> AppTest:
    """Fill in a milestone and press the button that shows what it would change."""
    words = i18n.translations(language).gettext
    i18n.use(language, i18n.translations(language))  # AppTest says again what was chosen
    app = open_page("update", change="milestone", lang=language)
    boxes = {box.label: box for box in app.text_input}
    boxes[words("Address of the document")].set_value("https://www.mfa.go.ke/x").run()
    boxes = {box.label: box for box in app.text_input}  # what is offered depends on the address
    for label, text in (SAID | other).items():
        boxes[words(label)].set_value(text)
    return button(app, words("Show what would change")).click().run()


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Nothing is written yet."), ("nl", "Er is nog niets vastgelegd.")],
)
def test_a_milestone_is_shown_before_it_is_written(
    open_page: OpenPage, sources: Path, language: str, told: str
) -> None:
    before = (sources / "milestones.csv").read_bytes()
    app = looked_at(open_page, language)
    assert not app.exception
    assert any(told in block.value for block in app.markdown)
    assert (sources / "milestones.csv").read_bytes() == before


def test_what_cannot_be_taken_is_said_in_dutch(open_page: OpenPage, sources: Path) -> None:
    app = looked_at(open_page, "nl", On="2027-13")
    (fault,) = [one.value.replace("\\", "") for one in app.error]
    assert fault == (
        "het verzoek: date: gevonden '2027-13', verwacht een dag van de kalender als JJJJ, "
        "JJJJ-MM of JJJJ-MM-DD, van 1850 tot 2100; verbeter het."
    )


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_answers_offered_are_those_of_the_question(
    open_page: OpenPage, sources: Path, language: str
) -> None:
    i18n.use(language, i18n.translations(language))  # AppTest says again what was chosen
    app = open_page("update", change="position", lang=language)
    assert not app.exception
    app = app.selectbox(key="update_question").set_value("forum").run()
    with i18n.spoken(language):
        offered = [labels.label("forum", code) for code in QUESTIONS["forum"]]
        first = sentences.sentence("forum", QUESTIONS["forum"][0])
    assert app.selectbox(key="update_code").options == offered
    assert first in [caption.value for caption in app.caption]
