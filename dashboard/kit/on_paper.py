"""What a page says on paper only: the documents it rests on, with their addresses in full."""

from __future__ import annotations

import html

import streamlit as st

from dashboard.blocks import Blocks, Chart, Table, flat
from dashboard.i18n import _
from dashboard.kit import ready


def draw_sources(said: Blocks) -> None:
    """Draw the sources of a page's charts and tables, each once; a screen does not show them."""
    lines = dict.fromkeys(
        line
        for block in flat(said)
        if isinstance(block, Chart | Table)
        for line in ready.drawn(block).printed
    )
    if lines:
        items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
        title = html.escape(_("Sources"))
        st.html(f'<section class="on-paper"><h2>{title}</h2><ol>{items}</ol></section>')
