"""What the notes of a slide say: what a chart shows, its numbers, its sources, where to go on."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard import i18n
from dashboard.blocks import Chart, Table
from dashboard.briefing import prose, sources, tables
from dashboard.briefing.pack import Pack, Sheet
from dashboard.i18n import _

MAX_ROWS = 60
"""Rows of a table in the notes; the page has them all."""

MAX_SOURCES = 25


def of_chart(pack: Pack, sheet: Sheet, chart: Chart, *, has_data: bool) -> str:
    """Return the notes of a chart, with its numbers where the slide cannot hold them."""
    said = [chart.title, chart.summary]
    if chart.note:
        said.append(prose.plain_text(chart.note))
    if has_data:
        said += _rows(pack, chart)
    return "\n".join([*said, "", *_foot(pack, sheet, chart.evidence)])


def of_table(pack: Pack, sheet: Sheet, table: Table) -> str:
    """Return the notes of a table."""
    said = [table.title, prose.plain_text(table.note) if table.note else ""]
    return "\n".join([*filter(None, said), "", *_foot(pack, sheet, table.evidence)])


def of_sheet(pack: Pack, sheet: Sheet) -> str:
    """Return the notes of a slide of text."""
    evidence = [key for block in sheet.tables() for key in block.evidence]
    return "\n".join([sheet.title, "", *_foot(pack, sheet, evidence)])


def _rows(pack: Pack, chart: Chart) -> list[str]:
    """Return the rows of a chart's table, a line each."""
    columns = tables.columns(chart, sources.unnamed(pack.documents))
    if not columns or not columns[0].texts:
        return []
    n = len(columns[0].texts)
    lines = ["", " | ".join(column.heading for column in columns)]
    lines += [
        " | ".join(column.texts[row] for column in columns) for row in range(min(n, MAX_ROWS))
    ]
    if n > MAX_ROWS:
        lines.append(
            _("{n} more rows are on the page: {address}").format(
                n=i18n.number(n - MAX_ROWS), address=_address(pack)
            )
        )
    return lines


def _address(pack: Pack) -> str:
    return pack.site or _("at the address below")


def _foot(pack: Pack, sheet: Sheet, evidence: Iterable[str]) -> list[str]:
    """Return the sources, what is taken for granted, and the address."""
    found = [sources.line(pack.documents, evidence, at_most=MAX_SOURCES)]
    if sheet.assumptions:
        found.append(_("Assumptions: {list}").format(list="; ".join(sheet.assumptions)))
    found.append(sources.facts_line(pack))
    found.append(pack.address(sheet))
    return [one for one in found if one]
