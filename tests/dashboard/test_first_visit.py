"""What a page asks for at first is made when the server starts: nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dashboard import i18n, navigation
from data.facts import Facts
from tests import parts
from tests.dashboard.conftest import OpenPage

pytestmark = pytest.mark.real


@pytest.fixture
def made(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of what is made from now on, and was not kept."""
    names: list[str] = []
    kept = facts._memory.once

    def noted(key: Any, make: Callable[[], Any]) -> Any:
        return kept(key, lambda: (names.append(str(key[1][0])), make())[1])

    monkeypatch.setattr(facts, "once", noted)
    return names


@pytest.mark.parametrize("view", parts.VIEWS, ids=parts.name)
def test_what_a_page_says_at_first_is_what_was_made(
    facts: Facts,
    made: list[str],
    open_page: OpenPage,
    view: tuple[navigation.Page, dict[str, str]],
) -> None:
    page, query = view
    i18n.use("en", i18n.translations("en"))
    navigation.views(page)["".join(query.values())](facts)
    made.clear()
    assert not open_page(page.path, **query).exception
    assert [name for name in made if name.endswith(".blocks")] == []
