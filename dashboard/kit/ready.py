"""Charts and tables as they go to the browser, made once and sent at every drawing.

Streamlit turns a figure into JSON, and a table into Arrow's bytes, whenever a page is drawn: most
of the time that a page takes. Here its own commands do so once, on a sheet that keeps the message
in place of sending it. What is kept lives as long as the block it was made of, which `once` keeps.

This module alone leans on something private in Streamlit's commands: `DeltaGenerator._enqueue`, by
which each sends its message, and the cursor, which says where on the page that stands. A test holds
what is sent here against what Streamlit sends itself.
"""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import blocks, dark
from dashboard.briefing import cells as saved_cells
from dashboard.kit import cells, html_table
from dashboard.search import views
from dashboard.words import documents
from dashboard.words.markdown import web_address
from data.facts import current_facts

if TYPE_CHECKING:
    from streamlit.elements.lib.layout_utils import LayoutConfig

CHART_BAR = {"displayModeBar": False, "displaylogo": False, "responsive": True}


@dataclass(frozen=True)
class Element:
    """A message of one of Streamlit's commands: its kind, content, and width and height."""

    kind: str
    content: Any
    layout: LayoutConfig | None

    def send(self) -> None:
        """Draw the element where the page now draws."""
        st._main._enqueue(self.kind, self.content, layout_config=self.layout)


def place() -> tuple[int, ...]:
    """Return where the page now draws; places are in order as they stand from top to bottom."""
    cursor = st._main._active_dg._cursor
    return () if cursor is None else tuple(cursor.delta_path)


class ElementSheet(DeltaGenerator):
    """A place to draw one element on, which keeps it."""

    element: Element

    def __init__(self) -> None:
        super().__init__(root_container=None)

    def _enqueue(
        self,
        delta_type: str,
        element_proto: Any,
        layout_config: LayoutConfig | None = None,
        has_one_shot_effect: bool = False,  # noqa: ARG002  # the signature is Streamlit's
        agent_props: str | None = None,  # noqa: ARG002
    ) -> DeltaGenerator:
        self.element = Element(delta_type, element_proto, layout_config)
        return self


@dataclass(frozen=True)
class Drawn:
    """What of a chart or table is the same at every drawing.

    Attributes
    ----------
    figure : Element or None
        The chart; none of a table.
    rows : Element
        The table, or the twin of the chart.
    n_rows : int
    documents : tuple of str
        Lines of the list of what it rests on.
    printed : tuple of str
        The same in plain text, for paper.
    source_line : str
        For saved charts.
    csv : callable
        Returns the file of the table, made when asked for.
    """

    figure: Element | None
    rows: Element
    n_rows: int
    documents: tuple[str, ...]
    printed: tuple[str, ...]
    source_line: str
    csv: Callable[[], bytes]

    @functools.cached_property
    def figure_in_the_dark(self) -> Element | None:
        """The chart for a dark screen."""
        if self.figure is None:
            return None
        content = type(self.figure.content)()
        content.CopyFrom(self.figure.content)
        content.spec = dark.darkened(content.spec)
        return Element(self.figure.kind, content, self.figure.layout)


_drawn: weakref.WeakKeyDictionary[blocks.Chart | blocks.Table, Drawn] = weakref.WeakKeyDictionary()


def drawn(block: blocks.Chart | blocks.Table) -> Drawn:
    """Return what of a block is the same at every drawing, made at the first."""
    if block not in _drawn:
        _drawn[block] = _draw(block)
    return _drawn[block]


def headed(frame: pd.DataFrame, columns: Mapping[str, str] | None) -> pd.DataFrame:
    """Return the columns to show under their headings."""
    return frame if columns is None else frame[list(columns)].rename(columns=dict(columns))


def csv(frame: pd.DataFrame, unnamed: Mapping[str, str] | None = None) -> bytes:
    """Return a table as a file that spreadsheets read, and take no formula from.

    Parameters
    ----------
    frame : DataFrame
    unnamed : mapping of str to str, optional
        What stands in the place of documents that nobody vouches for.
    """
    shown = saved_cells.neutral(documents.renamed(frame, unnamed or {}))
    return shown.to_csv(index=False).encode("utf-8-sig")


def _draw(block: blocks.Chart | blocks.Table) -> Drawn:
    shown = headed(block.table, block.columns)
    behind = documents.behind(block.evidence)
    return Drawn(
        figure=_figure(block) if isinstance(block, blocks.Chart) else None,
        rows=_rows(block, shown),
        n_rows=len(shown),
        documents=documents.listed(behind),
        printed=documents.printed(behind),
        source_line=documents.source_line(behind),
        csv=functools.partial(csv, shown, documents.unnamed()),
    )


def _figure(block: blocks.Chart) -> Element:
    sheet = ElementSheet()
    sheet.plotly_chart(block.figure, key=block.key, theme=None, config=CHART_BAR, alt=block.summary)
    return sheet.element


def _rows(block: blocks.Chart | blocks.Table, shown: pd.DataFrame) -> Element:
    height = block.height if isinstance(block, blocks.Table) else None
    sheet = ElementSheet()
    if html_table.fits(shown):
        written = html_table.written(
            shown,
            block.styles,
            key=block.key,
            title=block.title,
            height=height,
            view=functools.partial(views.view_of, current_facts()),
        )
        sheet.html(written)
        return sheet.element
    config = {heading: cells.column(style) for heading, style in block.styles.items()}
    links = {
        heading: shown[heading].map(web_address)
        for heading, style in block.styles.items()
        if heading in shown and isinstance(style, blocks.Link)
    }
    told, left = cells.written(shown.assign(**links), config)
    sheet.dataframe(
        told,
        key=f"table_{block.key}",
        hide_index=True,
        alt=block.title,
        column_config=left,
        height=height or "auto",
        placeholder=cells.MISSING,
    )
    return sheet.element
