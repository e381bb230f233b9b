"""Cells of tables: numbers in the page's language, whatever the browser speaks."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit import dataframe_util
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from dashboard import blocks, i18n
from dashboard.kit import cells

FRAME = pd.DataFrame(
    {
        "State": ["Kenya", "Chad", None],
        "Share": [0.25, 0.5, None],
        "Chance": [0.456, 0.02, 1.0],
        "Votes": [1084371, 12, 3],
        "Year": [2019, 2020, 2021],
        "Listed": [True, False, True],
    },
    index=[7, 7, 9],
)
CONFIG = {
    "Chance": st.column_config.NumberColumn(format="percent", width=90),
    "Votes": cells.column(blocks.Number(width=100)),
}


@pytest.fixture
def _dutch() -> Iterator[None]:
    i18n.use("nl", i18n.translations("nl"))
    yield
    i18n.use("en", i18n.translations("en"))


def words(shown: pd.DataFrame | Styler) -> dict[str, list[str]]:
    """Return what the cells of a table say, column by column."""
    assert dataframe_util.is_pandas_styler(shown)
    sent = ArrowData()
    marshall_styler(sent, shown, default_uuid="table")
    said = dataframe_util.convert_arrow_bytes_to_pandas_df(sent.styler.display_values)
    return {str(name): list(values) for name, values in said.items()}


@pytest.mark.usefixtures("_dutch")
class TestDutch:
    def test_numbers_have_the_comma_of_the_page(self) -> None:
        said = words(cells.written(FRAME, CONFIG)[0])
        assert said["Share"] == ["0,25", "0,50", "—"]
        assert said["Chance"] == ["46%", "2%", "100%"]
        assert said["Votes"] == ["1.084.371", "12", "3"]

    def test_a_fixed_number_of_decimals_is_kept(self) -> None:
        config = {"Chance": st.column_config.NumberColumn(format="%.1f")}
        assert words(cells.written(FRAME, config)[0])["Chance"] == ["0,5", "0,0", "1,0"]


def test_english_has_its_own_marks() -> None:
    said = words(cells.written(FRAME, CONFIG)[0])
    assert said["Share"] == ["0.25", "0.50", "—"]
    assert said["Votes"] == ["1,084,371", "12", "3"]


def test_a_number_below_nothing_has_a_minus_not_a_hyphen() -> None:
    said = words(cells.written(pd.DataFrame({"Kappa": [-0.12]}), {})[0])
    assert said["Kappa"] == ["−0.12"]


def test_pandas_own_styler_would_say_the_same() -> None:
    formats: dict[Any, Any] = {"Share": "{:,.2f}", "Chance": "{:.0%}", "Votes": "{:,.0f}"}
    own = FRAME.reset_index(drop=True).style.format(formats, na_rep=cells.MISSING)
    assert words(cells.written(FRAME, CONFIG)[0]) == words(own)


def test_years_words_and_what_is_missing_are_left_as_they_are() -> None:
    said = words(cells.written(FRAME, CONFIG)[0])
    assert said["Year"] == ["2019", "2020", "2021"]
    assert said["Listed"] == ["True", "False", "True"]
    assert said["State"] == ["Kenya", "Chad", "—"]


def test_the_numbers_stay_so_that_a_column_is_sorted_by_value() -> None:
    shown, _left = cells.written(FRAME, CONFIG)
    assert isinstance(shown, Styler)
    pd.testing.assert_frame_equal(shown.data, FRAME.reset_index(drop=True))  # type: ignore[attr-defined]  # the stubs leave it out


def test_streamlit_is_not_asked_to_format_what_is_in_words() -> None:
    _shown, left = cells.written(FRAME, CONFIG)
    assert [one["type_config"]["format"] for one in left.values()] == [None, None]
    assert left["Chance"]["width"] == 90
    assert CONFIG["Chance"]["type_config"]["format"] == "percent"


def test_a_table_without_such_numbers_is_handed_on() -> None:
    frame = FRAME[["State", "Year", "Listed"]]
    config = {"State": cells.column(blocks.Link("open"))}
    shown, left = cells.written(frame, config)
    assert shown is frame
    assert left == config


def test_a_table_too_large_for_words_is_handed_on() -> None:
    frame = pd.concat([FRAME] * (cells.MAX_CELLS // FRAME.size + 1))
    shown, left = cells.written(frame, CONFIG)
    assert shown is frame
    assert left == CONFIG


def test_bars_stay_bars() -> None:
    config = {"Share": st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)}
    shown, left = cells.written(FRAME[["State", "Share"]], config)
    assert isinstance(shown, pd.DataFrame)
    assert left == config


def test_what_rounds_to_nothing_has_no_minus() -> None:
    config = {"Kappa": st.column_config.NumberColumn(format="%.2f")}
    said = words(cells.written(pd.DataFrame({"Kappa": [-0.001, -0.0, -0.006]}), config)[0])
    assert said["Kappa"] == ["0.00", "0.00", "−0.01"]
