"""How a page shows what it has: titles, charts with their table, sources and downloads, notes.

Every chart of the dashboard goes through `figure` and every table through `table`, so that each has
its title, its sources, its twin as a table and its downloads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import i18n, once
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.kit import cells, picture
from dashboard.words.markdown import plain, web_address
from data.facts import current_facts
from data.provenance import GRADES

Height = int | Literal["auto", "content", "stretch"]

MAX_SOURCES_NAMED = 3
"""Publishers named under a chart; the others are in its list of sources."""

UNVERIFIED = "copy"
"""Grade of documents that no export names."""

GLANCE_PX = 136
"""Width of a cell of `glance`."""

CHART_BAR = {"displayModeBar": False, "displaylogo": False, "responsive": True}


def title(text: str, lead: str) -> None:
    """Draw the head of a page: its title and the question it answers."""
    st.title(text, anchor=False)
    st.markdown(f":gray[{lead}]")


def answer(text: str) -> None:
    """Draw the sentence that answers the question of the page, above everything else."""
    with st.container(key="answer"):
        st.markdown(text)


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
                st.metric(label, value)
                st.caption(meaning)


def glance(cells: Iterable[tuple[str, str, str]]) -> None:
    """Draw facts side by side, as many to a line as fit: label, value in a word or two, remark."""
    with st.container(horizontal=True, gap="xsmall", key="glance"):
        for label, value, remark in cells:
            with st.container(border=True, width=GLANCE_PX, height="stretch", gap="xxsmall"):
                st.caption(label)
                st.markdown(f"**{value}**")
                st.caption(remark)


def figure(
    chart: go.Figure,
    *,
    key: str,
    title: str,
    table: pd.DataFrame,
    evidence: Iterable[str],
    summary: str,
    columns: Mapping[str, str] | None = None,
    note: str | None = None,
    config: Mapping[str, Any] | None = None,
) -> None:
    """Draw a chart with its title, note, table, sources and downloads.

    Parameters
    ----------
    chart : Figure
        From ``dashboard.figures``.
    key : str
        Unique on the page; also the name of saved files.
    title : str
        What the chart shows, as a heading.
    table : DataFrame
        The same data, in words; shown on demand and saved as CSV.
    evidence : iterable of str
        Keys of the documents it rests on.
    summary : str
        What a reader would see, in one sentence, for those who cannot.
    columns : mapping of str to str, optional
        Columns of the table to show, in order, with their headings; all as they are if not given.
    note : str, optional
        What a reader must know: what is unknown, what was left out.
    config : mapping, optional
        Streamlit's configuration of the table's columns, by heading: links, bars, widths.
    """
    st.subheader(title, anchor=False)
    chart.update_layout(separators=i18n.separators())
    st.plotly_chart(chart, key=key, theme=None, config=CHART_BAR, alt=summary)
    if note:
        st.caption(note)
    documents = _documents(evidence)
    shown = _headed(table, columns)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        picture.buttons(key, title=title, source=source_line(documents), file=file_name(key))
        _csv(shown, key, unnamed=_unnamed())
        sources(documents)
    with st.expander(_("The same as a table ({n})").format(n=i18n.number(len(shown)))):
        _frame(shown, key=f"table_{key}", title=title, config=config)


def table(
    frame: pd.DataFrame,
    *,
    key: str,
    title: str,
    evidence: Iterable[str],
    columns: Mapping[str, str] | None = None,
    note: str | None = None,
    config: Mapping[str, Any] | None = None,
    height: Height = "auto",
) -> None:
    """Draw a table with its title, note, sources and download; see `figure`.

    Other Parameters
    ----------------
    config : mapping, optional
        Streamlit's configuration of columns, by heading: links, bars, widths.
    height : int or str
        Of the table, in pixels, or as Streamlit names it.
    """
    st.subheader(title, anchor=False)
    shown = _headed(frame, columns)
    _frame(shown, key=f"table_{key}", title=title, config=config, height=height)
    if note:
        st.caption(note)
    documents = _documents(evidence)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _csv(shown, key, unnamed=_unnamed())
        if len(documents):
            sources(documents)


def download(frame: pd.DataFrame, *, key: str, label: str) -> None:
    """Draw a button that saves a whole table as the data holds it, not as a page shows it."""
    _csv(frame, key, label=label)


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
        _headed(frame, columns),
        key=key,
        hide_index=True,
        alt=title,
        on_select="rerun",
        selection_mode="multi-row",
    )
    rows = [place for place in event["selection"]["rows"] if place < len(frame)]
    return frame.iloc[rows]


def sources(documents: pd.DataFrame) -> None:
    """Draw a button that opens the list of documents, each with its address and date."""
    with st.popover(_("Sources ({n})").format(n=i18n.number(len(documents)))):
        lines = once.in_words(("documents",), _all_documents)
        st.markdown("\n\n".join(lines[key] for key in documents["evidence_id"]))


def link(text: str) -> Any:
    """Return the configuration of a column of addresses, each shown as the same words."""
    return st.column_config.LinkColumn(display_text=text, width="small")


def whole_numbers() -> Any:
    """Return the configuration of a column of large numbers, grouped as the language does."""
    return st.column_config.NumberColumn(format="localized", width=100)


def unknown(text: str) -> None:
    """Say what is not known, so that nobody takes silence for an answer."""
    st.info(text, icon=":material/help:")


def source_line(documents: pd.DataFrame) -> str:
    """Return the line of sources that goes on every saved chart, with the version of the facts.

    Official sites stand first. Copies that nobody vouches for are counted and never named: the
    page lists them, with their grade.
    """
    by_grade = documents.sort_values("grade", key=lambda one: one.map(GRADES.index), kind="stable")
    is_copy = by_grade["grade"] == UNVERIFIED
    publishers = list(dict.fromkeys(by_grade.loc[~is_copy, "publisher"]))
    n_copies = by_grade.loc[is_copy, "publisher"].nunique()
    text = "; ".join(publishers[:MAX_SOURCES_NAMED])
    more = len(publishers) - MAX_SOURCES_NAMED
    if more > 0:
        text += _(" and {n} more").format(n=i18n.number(more))
    if n_copies:
        copies = ngettext(
            "{n} unverified copy, listed on the page",
            "{n} unverified copies, listed on the page",
            n_copies,
        ).format(n=i18n.number(n_copies))
        text = f"{text}; {copies}" if text else copies
    return _("Sources: {sources}. Trojka, facts {version}.").format(
        sources=text, version=current_facts().version
    )


def file_name(key: str) -> str:
    """Return the name of a saved file: what it shows and of which facts."""
    return f"trojka-{key.replace('_', '-')}-{current_facts().version}"


def _documents(evidence: Iterable[str]) -> pd.DataFrame:
    """Return ``evidence_id, publisher, grade`` of the documents behind some keys."""
    held = once.in_words(("publishers",), _publishers)
    return held[held["evidence_id"].isin(set(evidence))]


def _publishers() -> pd.DataFrame:
    """Return who published each document of the record, as plain words: they are asked often."""
    facts = current_facts()
    held = facts.evidence
    return held[["evidence_id", "publisher", "grade"]].astype(object)


def _all_documents() -> dict[str, str]:
    """Return every document of the record as a line of the list, by its key."""
    facts = current_facts()
    held = facts.evidence.fillna("")
    return {row["evidence_id"]: _document(row) for row in held.to_dict("records")}


def _document(row: Mapping[Any, Any]) -> str:
    """Return a document as a link, with its publisher, its grade and when it was read."""
    read = (
        _("read {when}").format(when=i18n.partial_date(row["retrieved"]))
        if row["retrieved"]
        else _("read in a copy")
    )
    grade = vocabulary.word(vocabulary.GRADES, row["grade"])
    name = plain(row["title"] or row["publisher"])
    address = web_address(row["url"])
    linked = f"[{name}](<{address}>)" if address else f"{name}, {plain(row['url'])}"
    return f"{linked}  \n{plain(row['publisher'])}, {read} · {grade}"


def _unnamed() -> Mapping[str, str]:
    """Return what an export says in the place of each address, and each publisher, of a copy."""
    return once.in_words(("copies",), _copies)


def _copies() -> dict[str, str]:
    facts = current_facts()
    held = facts.evidence
    is_copy = held["grade"] == UNVERIFIED
    vouched = set(held.loc[~is_copy, "publisher"])
    names = {*held.loc[is_copy, "url"], *held.loc[is_copy, "publisher"]} - vouched
    return dict.fromkeys(names, vocabulary.word(vocabulary.GRADES, UNVERIFIED))


def _replaced(frame: pd.DataFrame, words: Mapping[str, str]) -> pd.DataFrame:
    """Return a table with other words in the place of some."""
    found = frame.isin(list(words))
    out = frame.copy()
    for name in frame:
        if found[name].any():
            out[name] = frame[name].astype(object).replace(words)
    return out


def _headed(frame: pd.DataFrame, columns: Mapping[str, str] | None) -> pd.DataFrame:
    """Return the columns to show under their headings."""
    return frame if columns is None else frame[list(columns)].rename(columns=dict(columns))


def _frame(
    frame: pd.DataFrame,
    *,
    key: str,
    title: str,
    config: Mapping[str, Any] | None = None,
    height: Height = "auto",
) -> None:
    links = {
        heading: frame[heading].map(web_address)
        for heading, one in (config or {}).items()
        if heading in frame and one["type_config"]["type"] == "link"
    }
    shown, left = cells.written(frame.assign(**links), config or {})
    st.dataframe(
        shown,
        key=key,
        hide_index=True,
        alt=title,
        column_config=left,
        height=height,
        placeholder=cells.MISSING,
    )


def _csv(
    frame: pd.DataFrame, key: str, *, label: str = "CSV", unnamed: Mapping[str, str] | None = None
) -> None:
    """Draw the button that saves a table; the file is made when asked for.

    What is to stand in the place of documents that nobody vouches for is in ``unnamed``.
    """
    st.download_button(
        label,
        data=lambda: _replaced(frame, unnamed or {}).to_csv(index=False).encode("utf-8-sig"),
        file_name=f"{file_name(key)}.csv",
        mime="text/csv",
        key=f"csv_{key}",
        on_click="ignore",
        help=_("Save this table as CSV"),
    )
