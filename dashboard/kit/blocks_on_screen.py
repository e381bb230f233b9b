"""How the blocks of a page are drawn on screen."""

from __future__ import annotations

from functools import singledispatch

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
    show.chart(block)


@_draw.register
def _table(block: blocks.Table) -> None:
    show.table(block)


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
