from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import theme
from dashboard.figures import tally

CATEGORIES = [
    theme.Category(key, key.lower(), style.colour, style.pattern, style.text_colour)
    for key, style in theme.POSITION_STYLES.items()
]


def rows(*bars: tuple[str, dict[str, int]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"label": label, "category": key, "n": n}
            for label, counts in bars
            for key, n in counts.items()
        ]
    )


def test_each_position_that_occurs_is_a_trace_with_its_number():
    figure = tally.bars(rows(("", {"Y": 167, "N": 5, "A": 0, "X": 16})), categories=CATEGORIES)
    assert [(bar.name, bar.text[0]) for bar in figure.data] == [
        ("y (167)", "167"),
        ("n (5)", "5"),
        ("x (16)", "16"),
    ]


def test_positions_are_told_apart_by_texture_besides_colour():
    figure = tally.bars(rows(("", {"Y": 3, "N": 1, "A": 1, "X": 1})), categories=CATEGORIES)
    assert len({bar.marker.pattern.shape for bar in figure.data}) == 4


def test_bars_stand_in_the_order_given():
    figure = tally.bars(rows(("Zambia", {"Y": 1}), ("Albania", {"Y": 2})), categories=CATEGORIES)
    assert list(figure.layout.yaxis.categoryarray) == ["Zambia", "Albania"]


def test_a_bar_of_nobody_is_drawn_without_parts():
    figure = tally.bars(rows(("one", {"Y": 1}), ("none", {"Y": 0})), categories=CATEGORIES)
    assert list(figure.data[0].y) == ["one"]


def test_words_are_shown_as_they_are():
    figure = tally.bars(rows(("<b>", {"Y": 1})), categories=CATEGORIES)
    assert figure.data[0].customdata[0][0] == "&lt;b&gt;"


@pytest.mark.slow
@settings(max_examples=30)
@given(st.lists(st.integers(0, 200), min_size=4, max_size=4).filter(any))
def test_the_parts_of_a_bar_make_one(counts):
    keys = dict(zip("YNAX", counts, strict=True))
    figure = tally.bars(rows(("", keys)), categories=CATEGORIES)
    assert abs(sum(bar.x[0] for bar in figure.data) - 1) < 1e-9
