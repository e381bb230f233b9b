"""What a request asks is read strictly: what is no column, choice or setting is refused by name."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.api import listed, question
from data.errors import RequestError
from tests.hostile_values import assert_is_told

STATES = listed.resource("tables/states")
INSTRUMENTS = listed.resource("tables/instruments")


def read(*pairs: tuple[str, str], accept: str = "", of: str = "tables/states"):
    return question.read(listed.resource(of), pairs, accept)


def refused(*pairs: tuple[str, str], accept: str = "", of: str = "tables/states") -> RequestError:
    with pytest.raises(RequestError) as caught:
        read(*pairs, accept=accept, of=of)
    assert_is_told(caught.value)
    return caught.value


def test_nothing_told_asks_for_the_first_page_of_all_columns() -> None:
    asked = read()
    assert (asked.format, asked.page, asked.per_page) == ("json", 1, question.PER_PAGE)
    assert asked.columns == STATES.columns
    assert asked.filters == {}


def test_other_formats_hold_all_rows_unless_a_page_is_asked_for() -> None:
    assert read(("format", "csv")).page is None
    paged = read(("format", "parquet"), ("per_page", "7"))
    assert (paged.page, paged.per_page) == (1, 7)


def test_values_are_read_as_their_columns_are_typed() -> None:
    asked = read(
        ("iso3", "KEN"),
        ("iso3", "NLD"),
        ("un_member_since_year", "1945"),
        ("lat_deg", "-30.0"),
        ("iso2", ""),
    )
    assert asked.filters == {
        "iso3": ("KEN", "NLD"),
        "un_member_since_year": (1945,),
        "lat_deg": (-30.0,),
        "iso2": (None,),
    }
    days = read(("date_from", "2026-02-05"), ("is_final", "true"), of="tables/instruments")
    assert days.filters == {"date_from": (date(2026, 2, 5),), "is_final": (True,)}


def test_a_column_that_is_called_as_a_setting_has_a_name_of_its_own() -> None:
    asked = read(("column.format", "roster"), ("format", "csv"), of="tables/sources")
    assert asked.filters == {"format": ("roster",)}
    assert asked.format == "csv"


def test_no_choice_is_called_as_a_column_or_a_setting() -> None:
    for resource in listed.RESOURCES:
        names = {one.name for one in resource.choices}
        assert names.isdisjoint(question.SETTINGS)
        assert names.isdisjoint(one.name for one in resource.columns)


@pytest.mark.parametrize(
    ("pair", "where", "expected"),
    [
        (("iso", "KEN"), "iso", "such as 'iso3'"),
        (("per_page", "1000000000"), "per_page", "from 1 to 10,000"),
        (("per_page", "0"), "per_page", "from 1 to 10,000"),
        (("page", "-1"), "page", "from 1 to 1,000,000"),
        (("page", "١"), "page", "from 1 to 1,000,000"),
        (("lat_deg", "NaN"), "lat_deg", "type number"),
        (("lat_deg", "1e309"), "lat_deg", "type number"),
        (("un_member_since_year", "9" * 400), "un_member_since_year", "type integer"),
        (("columns", "iso3,nam_en"), "columns", "such as 'name_en'"),
        (("columns", "iso3,iso3"), "columns", "each once"),
        (("columns", ""), "columns", "columns of tables/states"),
        (("format", "xml"), "format", "one of json, csv, parquet"),
        (("", "x"), "the query", "one of tables/states"),
    ],
)
def test_what_cannot_be_understood_is_named(
    pair: tuple[str, str], where: str, expected: str
) -> None:
    error = refused(pair)
    assert (error.where, error.status) == (where, 400)
    assert expected in error.expected


def test_a_setting_is_told_once() -> None:
    assert refused(("page", "1"), ("page", "2")).found == "it twice"


def test_a_day_that_is_none_is_refused() -> None:
    assert "type date" in refused(("date_from", "2026-02-31"), of="tables/instruments").expected


def test_a_column_of_many_numbers_is_no_filter() -> None:
    error = refused(("lon_deg", "5"), of="tables/boundaries")
    assert error.expected == "a filter on another column"


def test_too_many_values_are_refused() -> None:
    pairs = [("iso3", "KEN")] * (question.MAX_VALUES + 1)
    assert refused(*pairs).found == "501 values"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "json"),
        ("text/csv", "csv"),
        ("text/*", "csv"),
        ("application/json;q=0.5, text/csv", "csv"),
        ("application/vnd.apache.parquet, */*;q=0.1", "parquet"),
    ],
)
def test_the_format_is_the_one_that_the_program_prefers(accept: str, kind: str) -> None:
    assert read(accept=accept).format == kind
    assert read(("format", "json"), accept=accept).format == "json"


def test_a_program_that_takes_none_of_ours_is_told_which_there_are() -> None:
    error = refused(accept="image/png")
    assert error.status == 406
    assert "text/csv" in error.expected
