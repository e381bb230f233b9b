from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FaultsError
from etl.sources import delimited

CELL = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=8)


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


def test_rows_keep_their_number_so_that_faults_name_the_line() -> None:
    values = pd.Series(["1", "2", "x"])[1:]
    with pytest.raises(FaultsError, match=r"^f\.csv line 4: found year 'x', expected a whole"):
        delimited.whole_numbers(values, what="year", where="f.csv")


@pytest.mark.parametrize("text", ["1.5", "one", "1e400", "1,000"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(FaultsError, match="expected a whole number"):
        delimited.whole_numbers(pd.Series([text]), what="count", where="x")


def test_no_number_is_missing_not_zero() -> None:
    assert delimited.whole_numbers(pd.Series(["", "2.0"]), what="n", where="x").isna().tolist() == [
        True,
        False,
    ]
    assert delimited.decimals(pd.Series(["", "2.5"]), what="n", where="x").isna().tolist() == [
        True,
        False,
    ]


@pytest.mark.parametrize("text", ["inf", "nan", "-Infinity"])
def test_a_number_without_end_is_no_number(text: str) -> None:
    with pytest.raises(FaultsError, match="expected a number"):
        delimited.decimals(pd.Series([text]), what="n", where="x")
