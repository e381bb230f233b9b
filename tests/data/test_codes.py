"""The codes of the facts and the words of the screen name the same things."""

from __future__ import annotations

import pytest

from dashboard.i18n import vocabulary
from data import codes

NAMES = ("KINDS", "DOMAINS", "ROLES", "TOPICS", "MILESTONE_KINDS", "STANCES")


@pytest.mark.parametrize("name", NAMES)
def test_every_code_has_a_word_and_every_word_a_code(name: str) -> None:
    assert sorted(getattr(codes, name)) == sorted(getattr(vocabulary, name))
