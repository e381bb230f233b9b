"""How a page shows what it has: titles, charts with their table, sources and downloads, notes.

Every chart of the dashboard goes through `chart` and every table through `table`, so that each has
its title, its sources, its twin as a table and its downloads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd
import streamlit as st

from dashboard import blocks, i18n
from dashboard.i18n import _
from dashboard.kit import noting, picture, ready, save_button
from dashboard.search import views
from dashboard.words import recency_in_words
from data import freshness
from data.facts import current_facts

GLANCE_PX = 136
"""Width of a cell of `glance`."""


def title(text: str, lead: str) -> None:
    """Draw the head of a page: its title, the question it answers, and how recent its facts are."""
    st.title(text, anchor=False)
    st.markdown(f":gray[{lead}]")
    st.caption(recency_in_words.line(current_facts(), freshness.today()))


def answer(text: str) -> None:
    """Draw the sentence that answers the question of the page, its States leading to theirs."""
    with st.container(key="answer"):
        st.markdown(views.linked(current_facts(), text))


def heading(text: str, note: str | None = None) -> None:
    """Draw the head of a part of a page, with a line of explanation."""
    st.header(text, anchor=False)
    if note:
        st.caption(note)


def numbers(tiles: Iterable[tuple[str, str, str]]) -> None:
    """Draw a row of figures that matter: label, value, and what it means or rests on."""
    with st.container(horizontal=True, gap="medium"):
        for label, value, meaning in tiles:
            with st.container(border=True, width="stretch", height="stretch"):
                st.metric(_leading(label), value)
                st.caption(meaning)


def glance(cells: Iterable[tuple[str, str, str]]) -> None:
    """Draw facts side by side, as many to a line as fit: label, value in a word or two, remark."""
    with st.container(horizontal=True, gap="xsmall", key="glance"):
        for label, value, remark in cells:
            with st.container(border=True, width=GLANCE_PX, height="stretch", gap="xxsmall"):
                st.caption(_leading(label))
                st.markdown(f"**{value}**")
                st.caption(remark)


def chart(block: blocks.Chart) -> None:
    """Draw a chart with its title, note, table, sources and downloads."""
    drawn = ready.drawn(block)
    st.subheader(block.title, anchor=False)
    figure = drawn.figure_in_the_dark if picture.is_dark() else drawn.figure
    if figure:
        figure.send()
    if block.note:
        st.caption(block.note)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        picture.buttons(
            block.key, title=block.title, source=drawn.source_line, file=file_name(block.key)
        )
        _csv(drawn.csv, block.key)
        _sources(drawn.documents)
    twin = _("The same as a table ({n})").format(n=i18n.number(drawn.n_rows))
    with st.expander(twin, key=f"twin_{block.key}"):
        drawn.rows.send()


def table(block: blocks.Table) -> None:
    """Draw a table with its title, note, sources and download."""
    drawn = ready.drawn(block)
    st.subheader(block.title, anchor=False)
    drawn.rows.send()
    if block.note:
        st.caption(block.note)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _csv(drawn.csv, block.key)
        if drawn.documents:
            _sources(drawn.documents)


def download(frame: pd.DataFrame, *, key: str, label: str) -> None:
    """Draw a button that saves a whole table as the data holds it, not as a page shows it."""
    _csv(lambda: ready.csv(frame), key, label=label)


def pick(frame: pd.DataFrame, *, key: str, title: str, columns: Mapping[str, str]) -> pd.DataFrame:
    """Draw a table of which the reader chooses rows, and return those chosen, none or more.

    Parameters
    ----------
    frame : DataFrame
        Rows to choose from.
    key : str
        Unique on the page. A choice outlives other rows: number the key where rows change.
    title : str
        As a heading; it tells that rows can be chosen.
    columns : mapping of str to str
        Columns to show, in order, with their headings.
    """
    st.subheader(title, anchor=False)
    event = st.dataframe(
        ready.headed(frame, columns),
        key=key,
        hide_index=True,
        alt=title,
        on_select="rerun",
        selection_mode="multi-row",
    )
    rows = [place for place in event["selection"]["rows"] if place < len(frame)]
    return frame.iloc[rows]


def unknown(text: str) -> None:
    """Say what is not known, so that nobody takes silence for an answer."""
    st.info(text, icon=":material/help:")


def _leading(label: str) -> str:
    """Return the label of a tile, as a link where it is the name of a State, text or roll call."""
    address = views.view_of(current_facts(), label)
    return label if address is None else f"[{label}](<{address}>)"


def file_name(key: str) -> str:
    """Return the name of a saved file: what it shows and of which facts."""
    return f"trojka-{key.replace('_', '-')}-{current_facts().version}"


def _sources(documents: tuple[str, ...]) -> None:
    """Draw a button that opens the list of documents, each with its address and date."""
    with st.popover(_("Sources ({n})").format(n=i18n.number(len(documents)))):
        st.markdown("\n\n".join(documents))


def _csv(data: Callable[[], bytes], key: str, *, label: str = "CSV") -> None:
    """Draw the button that saves a table; the file is made when asked for."""
    save_button.offer(
        label,
        data,
        kind="page",
        thing=noting.on_page(f"{key}.csv"),
        file=f"{file_name(key)}.csv",
        mime="text/csv",
        key=f"csv_{key}",
        help=_("Save this table as CSV"),
    )
