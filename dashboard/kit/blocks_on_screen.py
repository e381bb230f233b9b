"""How the blocks of a page are drawn on screen, and how others are told what was drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import singledispatch

import streamlit as st

from dashboard import blocks
from dashboard.kit import ready, show


@dataclass
class Said:
    """What a page has said so far, each block with its place."""

    is_drawn: bool = True
    _noted: list[tuple[tuple[int, ...], blocks.Block]] = field(default_factory=list)

    def note(self, content: blocks.Blocks) -> None:
        """Note what is said at the place where the page now draws."""
        place = ready.place()
        self._noted += [(place, block) for block in content]

    @property
    def blocks(self) -> blocks.Blocks:
        """Return it as it stands on the page: what stands above may have been said last."""
        return tuple(block for _place, block in sorted(self._noted, key=lambda one: one[0]))


_said: ContextVar[Said | None] = ContextVar("said", default=None)


@contextmanager
def noted(*, is_drawn: bool = True) -> Iterator[Said]:
    """Note what is drawn in this thread while the context lasts; in its place, if not drawn."""
    said = Said(is_drawn=is_drawn)
    token = _said.set(said)
    try:
        yield said
    finally:
        _said.reset(token)


def draw(content: blocks.Blocks) -> None:
    """Draw what a page's content says, block by block."""
    said = _said.get()
    if said is not None:
        said.note(content)
    if said is None or said.is_drawn:
        _draw_all(content)


def _draw_all(content: blocks.Blocks) -> None:
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
                        _draw_all(card)
        return
    with st.container(horizontal=True, gap="medium", key=block.key):
        for card in block.cards:
            with st.container(border=True, width="stretch", height="stretch"):
                _draw_all(card)


@_draw.register
def _box(block: blocks.Box) -> None:
    with st.container(border=True, gap="xxsmall"):
        _draw_all(block.blocks)


@_draw.register
def _columns(block: blocks.Columns) -> None:
    places = st.columns(len(block.columns), gap="small")
    for place, column in zip(places, block.columns, strict=True):
        with place:
            _draw_all(column)


@_draw.register
def _folded(block: blocks.Folded) -> None:
    with st.expander(block.title), st.container(key=block.key):
        _draw_all(block.blocks)
