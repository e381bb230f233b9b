"""What the cells of a table say on paper is what they say on screen."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard import i18n
from dashboard.blocks import Link, Number, Share, Style, Table
from dashboard.briefing import tables


@pytest.mark.parametrize(
    ("values", "style", "expected"),
    [
        ([2026, 2014], None, ("2026", "2014")),
        ([1084371, 5], None, ("1,084,371", "5")),
        ([0.5, None], None, ("0.5", "—")),
        ([-0.25, 3.0], None, ("−0.25", "3.00")),
        ([0.865, 0.001], Share(), ("86%", "0%")),
        ([1234.4, 2.0], Number(), ("1,234", "2")),
        ([1.0, 2.345], Number(2), ("1.00", "2.34")),
        (["a", None], None, ("a", "—")),
        ([True, False], None, ("Yes", "No")),
    ],
)
def test_cells_are_written_as_the_language_does(
    values: list[object], style: Style | None, expected: tuple[str, ...]
) -> None:
    i18n.use("en", i18n.translations("en"))
    block = Table("k", "t", pd.DataFrame({"a": values}), (), styles={"a": style} if style else {})
    assert tables.columns(block, {})[0].texts == expected


def test_numbers_stand_right_and_words_left() -> None:
    block = Table("k", "t", pd.DataFrame({"a": [1], "b": ["x"]}), (), columns={"b": "B", "a": "A"})
    found = tables.columns(block, {})
    assert [(one.heading, one.is_number) for one in found] == [("B", False), ("A", True)]


def test_links_lead_where_they_say_and_copies_nowhere() -> None:
    block = Table(
        "k",
        "t",
        pd.DataFrame({"a": ["https://one.example/", "https://copy.example/", None]}),
        (),
        styles={"a": Link("open")},
    )
    (found,) = tables.columns(block, {"https://copy.example/": "Unverified copy"})
    assert found.texts == ("open", "Unverified copy", "—")
    assert found.addresses == ("https://one.example/", "", "")
