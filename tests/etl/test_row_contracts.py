"""What a contract of rows refuses, and that it names file, line and column."""

from __future__ import annotations

import pandas as pd
import pytest

from data.errors import FaultsError
from etl import row_contracts
from etl.sources import SOURCES

COUNTS = pd.DataFrame({"column": ["1", "2"], "row": ["1", "2"]})
POINTS = pd.DataFrame(
    {"session_number": ["5"], "n_votes": ["40"], "ideal_point": ["1.5"], "q05": ["1"], "q95": ["2"]}
)


def test_every_contract_is_of_a_format_that_is_read() -> None:
    assert set(SOURCES) - set(row_contracts.ROWS) == {"unga_votes", "undl"}
    assert set(row_contracts.ROWS) <= set(SOURCES)


def test_each_file_is_named_with_its_own_lines() -> None:
    second = COUNTS.assign(row=["1", "x"])
    with pytest.raises(FaultsError) as caught:
        row_contracts.refuse_rows_against_contract("tiles", [("a.csv", COUNTS), ("b.csv", second)])
    assert [str(fault) for fault in caught.value.faults] == [
        "b.csv line 3: found row 'x', expected a whole number from 0 to 99; correct it."
    ]


@pytest.mark.parametrize("text", ["1.5", "one", "1e400", "1,000", "", "-1", "1e30", "٣", "0x1"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(FaultsError, match="expected a whole number from 0 to 99;"):
        row_contracts.refuse_rows_against_contract("tiles", [("x", COUNTS.assign(row=text))])


@pytest.mark.parametrize("text", ["inf", "nan", "-Infinity", "1e308", "many", ""])
def test_a_number_without_end_is_no_number(text: str) -> None:
    with pytest.raises(FaultsError, match="expected a number from -20 to 20;"):
        row_contracts.refuse_rows_against_contract(
            "reference_points", [("x", POINTS.assign(q95=text))]
        )


def test_rows_that_keep_their_contract_are_let_through() -> None:
    row_contracts.refuse_rows_against_contract("tiles", [("a.csv", COUNTS)])
    row_contracts.refuse_rows_against_contract("reference_points", [("b.csv", POINTS)])
