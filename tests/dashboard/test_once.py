"""What is kept in words is made once for each language, and for each choice it hangs on."""

import pytest

from dashboard import i18n, once
from data import facts


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    held = facts.of_tables({})
    monkeypatch.setattr(once, "current_facts", lambda: held)
    i18n.use("en", i18n.translations("en"))


def test_it_is_made_once() -> None:
    made: list[str] = []
    for _turn in range(2):
        assert once.in_words(("table", "KEN"), lambda: made.append("made") or "Kenya") == "Kenya"
    assert made == ["made"]


def test_each_language_and_each_choice_has_its_own() -> None:
    assert once.in_words(("table", "KEN"), lambda: "Kenya") == "Kenya"
    assert once.in_words(("table", "NLD"), lambda: "Netherlands") == "Netherlands"
    i18n.use("nl", i18n.translations("nl"))
    assert once.in_words(("table", "KEN"), lambda: "Kenia") == "Kenia"
