from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FaultsError
from etl.sources import delimited

CELL = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=8)


@pytest.mark.slow
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
def test_what_is_written_is_what_is_read(rows: list[tuple[str, str]]) -> None:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([("a", "b"), *rows])
    frame = delimited.frame(file.getvalue().encode(), where="x", required=("a", "b"))
    assert frame.to_numpy().tolist() == [list(row) for row in rows]


def test_na_is_namibia_and_nothing_is_guessed() -> None:
    frame = delimited.frame(b"iso2,n\nNA,007\n", where="x", required=("iso2", "n"))
    assert frame.to_numpy().tolist() == [["NA", "007"]]


def test_an_optional_column_that_is_absent_is_empty() -> None:
    frame = delimited.frame(b"a\n1\n", where="x", required=("a",), optional=("b",))
    assert frame["b"].tolist() == [""]


def test_a_column_with_a_new_line_is_told_in_one_line() -> None:
    with pytest.raises(
        FaultsError, match=r"unknown column 'b\\n', expected the columns a;"
    ) as caught:
        delimited.frame(b'a,"b\n"\n1,2\n', where="x", required=("a",))
    assert "\n" not in str(caught.value)
