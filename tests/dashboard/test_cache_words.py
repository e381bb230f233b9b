"""What is kept in words is made once for each language, and for each choice it hangs on."""

import pytest

from dashboard import cache, i18n
from dashboard.cache import record

pytestmark = pytest.mark.real


@pytest.fixture(autouse=True)
def _english() -> None:
    record._made.clear()
    i18n.use("en", i18n.translations("en"))


def test_it_is_made_once() -> None:
    made: list[str] = []
    for _turn in range(2):
        assert cache.in_words(("table", "KEN"), lambda: made.append("made") or "Kenya") == "Kenya"
    assert made == ["made"]


def test_each_language_and_each_choice_has_its_own() -> None:
    assert cache.in_words(("table", "KEN"), lambda: "Kenya") == "Kenya"
    assert cache.in_words(("table", "NLD"), lambda: "Netherlands") == "Netherlands"
    i18n.use("nl", i18n.translations("nl"))
    assert cache.in_words(("table", "KEN"), lambda: "Kenia") == "Kenia"
