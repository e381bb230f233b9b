"""The tables that a page shows, read back as frames, be they drawn as HTML or by Streamlit."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from lxml import html
from streamlit.testing.v1 import AppTest

from dashboard.kit import cells


@dataclass(frozen=True)
class ShownTable:
    """A table under its title; numbers are numbers, links addresses, and what is missing None."""

    title: str
    value: pd.DataFrame


def shown_tables(app: AppTest) -> list[ShownTable]:
    """Return every table of a page: those in HTML as they stand, then those of Streamlit."""
    written = [one.proto.body for one in app.get("html") if 'class="table"' in one.proto.body]
    drawn = [ShownTable(one.proto.alt, one.value) for one in app.dataframe]
    return [_read(body) for body in written] + drawn


def _read(body: str) -> ShownTable:
    (table,) = html.fromstring(body).iter("table")
    headings = [one.text_content() for one in table.find("thead").iter("th")]
    rows = [row for row in table.find("tbody").iter("tr") if len(row) == len(headings)]
    held = [[_value(cell) for cell in row] for row in rows]
    frame = pd.DataFrame(held, columns=headings)
    for place, head in enumerate(table.find("thead").iter("th")):
        if "number" in head.get("class", ""):
            frame.isetitem(place, pd.to_numeric(frame.iloc[:, place]))
    return ShownTable(table.find("caption").text_content(), frame)


def _value(cell: html.HtmlElement) -> object:
    """Return what a cell stands for."""
    link = cell.find("a")
    is_name = cell.tag == "th" and link is not None and not link.get("aria-label")
    if link is not None and not is_name:
        return link.get("href")
    text = cell.text_content()
    if "number" in cell.get("class", "") and cell.get("data-v") is not None:
        return float(cell.get("data-v"))
    return None if text == cells.MISSING else text
