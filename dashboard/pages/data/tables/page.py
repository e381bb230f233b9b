"""Asks for a table, and hands it out whole where a spreadsheet can hold it."""

from __future__ import annotations

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask, show
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.data.tables import content
from data.facts import current_facts


def render_tables() -> None:
    """Draw the part."""
    options = once.said(content.options)
    table = ask.one(_("Table"), options, key="table", default=content.FIRST)
    draw(once.said(content.finding, table))
    if table not in content.TOO_LARGE:
        show.download(
            getattr(current_facts(), table),
            key=table,
            label=_("Save the whole table as CSV"),
        )
    draw(once.said(content.columns, table))
