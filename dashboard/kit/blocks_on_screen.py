"""How the blocks of a page are drawn on screen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

import streamlit as st

from dashboard import blocks
from dashboard.kit import show


def draw(content: blocks.Blocks) -> None:
    """Draw what a page's content says, block by block."""
    for block in content:
        _draw(block)


@singledispatch
def _draw(block: blocks.Block) -> None:
    raise TypeError(f"no block: {type(block).__name__}")


@_draw.register
def _title(block: blocks.Title) -> None:
    show.title(block.text, block.lead)


@_draw.register
def _finding(block: blocks.Finding) -> None:
    show.answer(block.text)


@_draw.register
def _heading(block: blocks.Heading) -> None:
    show.heading(block.text, block.note)


@_draw.register
def _subheading(block: blocks.Subheading) -> None:
    st.subheader(block.text, anchor=False)


@_draw.register
def _numbers(block: blocks.Numbers) -> None:
    tiles = [(tile.label, tile.value, tile.meaning) for tile in block.tiles]
    if block.is_glance:
        show.glance(tiles)
    else:
        show.numbers(tiles)


@_draw.register
def _text(block: blocks.Text) -> None:
    st.markdown(block.text)


@_draw.register
def _note(block: blocks.Note) -> None:
    st.caption(block.text)


@_draw.register
def _verbatim(block: blocks.Verbatim) -> None:
    st.code(block.text, language=None, wrap_lines=True)


@_draw.register
def _unknown(block: blocks.Unknown) -> None:
    show.unknown(block.text)


@_draw.register
def _proof(block: blocks.Proof) -> None:
    st.info(block.text, icon=":material/verified:" if block.is_verified else None)


@_draw.register
def _chart(block: blocks.Chart) -> None:
    show.figure(
        block.figure,
        key=block.key,
        title=block.title,
        table=block.table,
        evidence=block.evidence,
        summary=block.summary,
        columns=block.columns,
        note=block.note,
        config=_config(block.styles),
    )


@_draw.register
def _table(block: blocks.Table) -> None:
    show.table(
        block.table,
        key=block.key,
        title=block.title,
        evidence=block.evidence,
        columns=block.columns,
        note=block.note,
        config=_config(block.styles),
        height=block.height or "auto",
    )


@_draw.register
def _cards(block: blocks.Cards) -> None:
    if block.per_line is not None:
        with st.container(key=block.key):
            for start in range(0, len(block.cards), block.per_line):
                line = block.cards[start : start + block.per_line]
                for place, card in zip(st.columns(block.per_line), line, strict=False):
                    with place.container(border=True, height="stretch"):
                        draw(card)
        return
    with st.container(horizontal=True, gap="medium", key=block.key):
        for card in block.cards:
            with st.container(border=True, width="stretch", height="stretch"):
                draw(card)


@_draw.register
def _box(block: blocks.Box) -> None:
    with st.container(border=True, gap="xxsmall"):
        draw(block.blocks)


@_draw.register
def _columns(block: blocks.Columns) -> None:
    places = st.columns(len(block.columns), gap="small")
    for place, column in zip(places, block.columns, strict=True):
        with place:
            draw(column)


@_draw.register
def _folded(block: blocks.Folded) -> None:
    with st.expander(block.title), st.container(key=block.key):
        draw(block.blocks)


def _config(styles: Mapping[str, blocks.Style]) -> dict[str, Any]:
    """Return Streamlit's configuration of columns, by heading."""
    return {heading: _column(style) for heading, style in styles.items()}


def _column(style: blocks.Style) -> Any:
    """Return Streamlit's configuration of one column."""
    match style:
        case blocks.Link(words):
            return show.link(words) if words else st.column_config.LinkColumn()
        case blocks.Share(is_bar=True, width=width):
            return st.column_config.ProgressColumn(
                format="percent", min_value=0, max_value=1, width=width
            )
        case blocks.Share(width=width):
            return st.column_config.NumberColumn(format="percent", width=width)
        case blocks.Number(decimals, width):
            written = "localized" if decimals is None else f"%.{decimals}f"
            return st.column_config.NumberColumn(format=written, width=width)
        case blocks.Words(width, is_pinned):
            return st.column_config.TextColumn(width=width, pinned=is_pinned or None)
