"""What fits beside what on a page of paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefing.charts import lettering
from dashboard.briefing.paper import shape
from dashboard.briefing.tables import Column

CELLS = st.lists(st.text("abcdefgh ", max_size=120), min_size=1, max_size=4)


def column(heading: str, *texts: str) -> Column:
    return Column(heading, texts, ("",) * len(texts))


@pytest.mark.slow
@given(st.lists(CELLS, min_size=1, max_size=9))
def test_columns_fill_the_page_and_no_word_is_broken_where_there_is_room(
    cells: list[list[str]],
) -> None:
    columns = [column("Heading", *texts) for texts in cells]
    widths, size = shape.widths(columns)
    assert sum(widths) == pytest.approx(shape.WIDTH_MM)
    assert size in shape.SIZES_PT
    longest = [
        max(
            lettering.width(word, size) * shape.MM_PER_PT
            for text in ("Heading", *texts)
            for word in (text.split() or [""])
        )
        + shape.CELL_AIR_MM
        for texts in cells
    ]
    if sum(longest) * 1.03 < shape.WIDTH_MM:
        assert all(wide >= least - 0.01 for wide, least in zip(widths, longest, strict=True)), (
            widths,
            longest,
        )


def test_a_short_column_has_its_lines_whole_before_a_long_one() -> None:
    long = "A resolution whose title goes on and on " * 6
    widths, _size = shape.widths([column("Day", "27 December 2022"), column("Title", long)])
    needed = lettering.width("27 December 2022", shape.SIZES_PT[-1]) * shape.MM_PER_PT
    assert widths[0] > needed
    assert widths[1] > 2 * widths[0]


@pytest.mark.parametrize(
    ("n", "is_glance", "expected"), [(1, False, 1), (4, False, 4), (5, False, 3), (7, True, 4)]
)
def test_numbers_stand_in_lines_of_one_length(n: int, is_glance: bool, expected: int) -> None:
    assert shape.tiles_per_line([("a", "1", "")] * n, is_glance) == expected


def test_only_words_longer_than_any_name_may_be_broken() -> None:
    assert shape.breakable("Saint Vincent and the Grenadines") == "Saint Vincent and the Grenadines"
    address = "https://example.org/" + "a" * 40
    broken = shape.breakable(f"see {address} there")
    assert broken.replace("\u200b", "") == f"see {address} there"
    assert max(len(part) for part in broken.split("\u200b")) < 25
