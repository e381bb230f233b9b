"""Parts of what pages say, for papers that have less room: the same blocks, with less in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Block, Blocks, Chart, Finding, Table, Text, flat
from dashboard.i18n import ngettext

Kind = TypeVar("Kind", bound=Block)


def of_kind(blocks: Blocks, kind: type[Kind]) -> tuple[Kind, ...]:
    """Return all blocks of a kind, those inside others too, in reading order."""
    return tuple(block for block in flat(blocks) if isinstance(block, kind))


def first(blocks: Blocks, kind: type[Kind]) -> Kind | None:
    """Return the first block of a kind; none where there is none."""
    return next(iter(of_kind(blocks, kind)), None)


def keyed(blocks: Blocks, key: str) -> Chart | Table | None:
    """Return the chart or table of a key; none where the page has none."""
    held = (block for block in flat(blocks) if isinstance(block, Chart | Table))
    return next((block for block in held if block.key == key), None)


def without(blocks: Blocks, *kinds: type[Block]) -> Blocks:
    """Return blocks without those of some kinds; what is inside others stays."""
    return tuple(block for block in blocks if not isinstance(block, kinds))


def as_text(finding: Finding) -> Text:
    """Return a finding as a paragraph: a paper has one finding of its own."""
    return Text(finding.text)


def table(
    block: Chart | Table,
    columns: Iterable[str],
    *,
    rows: pd.DataFrame | None = None,
    at_most: int | None = None,
    key: str | None = None,
    title: str | None = None,
) -> Table:
    """Return a table, or what a chart shows, with fewer columns and rows.

    Parameters
    ----------
    block : Chart or Table
    columns : iterable of str
        Names of the columns that stay, as its table has them.
    rows : DataFrame, optional
        Those of its rows that stay; all if not given.
    at_most : int, optional
        Rows that there is room for, the first ones; a note tells how many more there are.
    key, title : str, optional
        Its own where not given.
    """
    held = block.table if rows is None else rows
    headings = dict(block.columns or {str(name): str(name) for name in block.table})
    kept = {name: headings[name] for name in columns if name in headings}
    shown = held if at_most is None else held.head(at_most)
    n_more = len(held) - len(shown)
    notes = [block.note] if block.note else []
    if n_more:
        notes.append(
            ngettext("{n} more is in the view.", "{n} more are in the view.", n_more).format(
                n=i18n.number(n_more)
            )
        )
    evidence = block.evidence
    if "evidence_id" in shown:
        evidence = tuple(dict.fromkeys(shown["evidence_id"].dropna()))
    return Table(
        key=key or block.key,
        title=title or block.title,
        table=shown,
        evidence=evidence,
        columns=kept,
        note=" ".join(notes) or None,
        styles={name: style for name, style in block.styles.items() if name in kept.values()},
        height="content",
    )


def noted(block: Table, note: str | None) -> Table:
    """Return a table with another note, or with none."""
    return replace(block, note=note)
