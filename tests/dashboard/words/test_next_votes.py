"""The next vote on a text in words."""

from __future__ import annotations

from dashboard.words import next_votes


def test_a_text_is_called_by_its_symbol_first() -> None:
    row = {"symbol": "A/RES/80/58", "title": "Women in disarmament"}
    assert next_votes.text_label(row) == "A/RES/80/58 · Women in disarmament"
