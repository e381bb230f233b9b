"""Tables as HTML: what each cell says, what is a link and where to, and that nothing runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from lxml import html

from dashboard import blocks, i18n
from dashboard.kit import html_table

HOSTILE = "<script>alert(1)</script>"

FRAME = pd.DataFrame(
    {
        "Source": ["https://example.org/a?b=1&c=2", "state?state=TCD", "javascript:alert(1)"],
        "State": ["Kenya", HOSTILE, None],
        "Share": [0.256, 1.2, None],
        "Count": [1084371, 12, 3],
        "Year": [2019, 2020, 2021],
        "Kappa": [-0.12, 0.5, float("nan")],
        "Read": [pd.Timestamp("2026-02-05"), dt.date(2026, 7, 17), pd.NaT],
        "Listed": [True, False, True],
    }
)
STYLES: dict[str, blocks.Style] = {
    "Source": blocks.Link("open"),
    "State": blocks.Words(width="large"),
    "Share": blocks.Share(is_bar=True),
    "Count": blocks.Number(),
}


def table(frame: pd.DataFrame = FRAME, **changed: Any) -> html.HtmlElement:
    asked: dict[str, Any] = {"key": "t", "title": "States", "styles": STYLES}
    return html.fromstring(html_table.written(frame, **asked | changed))


def words(frame: pd.DataFrame = FRAME, **changed: Any) -> list[list[str]]:
    return [
        [cell.text_content() for cell in row] for row in table(frame, **changed).findall(".//tr")
    ]


@pytest.fixture
def _dutch() -> Iterator[None]:
    i18n.use("nl", i18n.translations("nl"))
    yield
    i18n.use("en", i18n.translations("en"))


def test_every_cell_is_in_words() -> None:
    assert words() == [
        ["Source", "State", "Share", "Count", "Year", "Kappa", "Read", "Listed"],
        ["open", "Kenya", "26%", "1,084,371", "2019", "−0.12", "5 February 2026", "Yes"],
        ["open", HOSTILE, "120%", "12", "2020", "0.50", "17 July 2026", "No"],
        ["—", "—", "—", "3", "2021", "—", "—", "Yes"],
    ]


@pytest.mark.usefixtures("_dutch")
def test_in_the_language_of_the_page() -> None:
    assert words()[1][3:] == ["1.084.371", "2019", "−0,12", "5 februari 2026", "Ja"]


def test_numbers_and_days_carry_what_they_are_sorted_by() -> None:
    values = [cell.get("data-v") for cell in table().findall(".//tbody/tr")[0]]
    assert values == [None, None, "0.256", "1084371", "2019", "-0.12", "20260205", None]


def test_days_stay_on_one_line() -> None:
    kinds = [cell.get("class") for cell in table().findall(".//thead/tr/th")]
    numbers = dict.fromkeys(["Share", "Count", "Year", "Kappa"], "number")
    long = dict.fromkeys(["Source", "State"])
    assert dict(zip(FRAME, kinds, strict=True)) == {
        **long, **numbers, "Read": "short", "Listed": None
    }  # fmt: skip


def test_nothing_of_a_text_becomes_html() -> None:
    hostile = pd.DataFrame(
        {f'"><img src=x onerror=alert({n})>': [HOSTILE, "&lt;b&gt;"] for n in (1, 2)}
    )
    made = html_table.written(hostile, {}, key='"><b>', title=HOSTILE)
    drawn = html.fromstring(made)
    assert {tag.tag for tag in drawn.iter()} <= {
        "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "button"
    }  # fmt: skip
    assert [cell.text_content() for cell in drawn.findall(".//tbody//td")] == [HOSTILE, "&lt;b&gt;"]


def test_links_lead_on_in_this_tab_and_out_in_another() -> None:
    out, within = table().findall(".//tbody//a")
    assert out.get("href") == "https://example.org/a?b=1&c=2"
    assert (out.get("target"), out.get("rel")) == ("_blank", "noopener noreferrer")
    assert (within.get("href"), within.get("target")) == ("state?state=TCD", "_self")


def test_a_link_says_what_it_is_of_and_begins_as_it_reads() -> None:
    names = [link.get("aria-label") for link in table().findall(".//tbody//a")]
    assert names == ["open: Kenya", f"open: {HOSTILE}"]


def test_the_name_of_a_row_leads_to_its_view_if_it_has_one() -> None:
    view = {"Kenya": 'state?state=KEN&a="', "26%": "nowhere"}.get
    rows = table(view=view).findall(".//tbody/tr")
    links = [[link.get("href") for link in row.findall("./th/a")] for row in rows]
    assert links == [['state?state=KEN&a="'], [], []]
    (link,) = rows[0].findall("./th/a")
    assert (link.text, link.get("target"), link.get("tabindex")) == ("Kenya", "_self", "-1")
    alone = table(FRAME[["State"]], view=view).find(".//th/a")
    assert alone.get("tabindex") is None
    assert words(view=view) == words()


def test_an_address_without_words_is_its_own() -> None:
    (link,) = table(FRAME.head(1), styles={"Source": blocks.Link()}).findall(".//a")
    assert link.text == "https://example.org/a?b=1&c=2"


def test_a_bar_is_as_long_as_its_share_and_no_longer_than_all() -> None:
    bars = table().findall(".//tbody//span/span")
    assert [bar.get("style") for bar in bars] == ["width:26%", "width:100%"]


def test_the_rows_are_named_by_the_pinned_column_or_the_first_of_words() -> None:
    heads = [head.text_content() for head in table().findall(".//tbody//th")]
    assert heads == ["Kenya", HOSTILE, "—"]
    pinned = {**STYLES, "Year": blocks.Words(is_pinned=True)}
    assert [head.text for head in table(styles=pinned).findall(".//tbody//th")] == [
        "2019", "2020", "2021"
    ]  # fmt: skip


def test_it_can_be_read_out_scrolled_by_key_and_sorted() -> None:
    drawn = table()
    assert drawn.find(".//caption").text == drawn.get("aria-label") == "States"
    assert drawn.get("tabindex") == "0"
    heads = drawn.findall(".//thead//th")
    assert {head.get("scope") for head in heads} == {"col"}
    assert {head.get("aria-sort") for head in heads} == {"none"}
    assert all(head.find("button").get("type") == "button" for head in heads)


@pytest.mark.parametrize(("height", "most"), [("content", "none"), (320, "320px"), (None, "420px")])
def test_it_is_as_high_as_asked(height: Any, most: str) -> None:
    assert table(height=height).get("style") == f"max-height:{most}"


def test_a_table_without_rows_says_that_there_is_nothing() -> None:
    assert words(FRAME.head(0))[1:] == [["—"]]


def test_columns_of_one_heading_are_both_drawn() -> None:
    twice = pd.DataFrame([[1, "a"]], columns=["n", "n"])
    assert words(twice, styles={}) == [["n", "n"], ["1", "a"]]
