"""What a page says, as data: findings, figures, charts, tables, and what is not known.

A page's ``content`` makes blocks of facts and of what was asked; `show.draw` draws them on screen.
They are in the language spoken when they were made and know no browser, so that paper, slides and
other programs say the same. Text is Markdown unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from dashboard import i18n

Width = int | Literal["small", "medium", "large"]


@dataclass(frozen=True)
class Link:
    """Cells are addresses, each shown as the same words; as they are where none are given."""

    words: str | None = None


@dataclass(frozen=True)
class Share:
    """Cells are numbers from 0 to 1, shown as per cent; with a bar if asked for."""

    is_bar: bool = False
    width: Width | None = None


@dataclass(frozen=True)
class Number:
    """Cells are numbers with so many decimals; grouped as the language does."""

    decimals: int | None = None
    width: Width | None = None


@dataclass(frozen=True)
class Words:
    """Cells are words; a width, in pixels or as a size, keeps long ones from filling the page."""

    width: Width | None = None
    is_pinned: bool = False


Style = Link | Share | Number | Words
"""How the cells of a column are drawn."""


@dataclass(frozen=True)
class Title:
    """The head of a page, and the question it answers."""

    text: str
    lead: str


@dataclass(frozen=True)
class Finding:
    """The sentence that answers the question of the page, above everything else."""

    text: str


@dataclass(frozen=True)
class Heading:
    """The head of a part of a page, with a line of explanation."""

    text: str
    note: str | None = None


@dataclass(frozen=True)
class Subheading:
    """The head of a list or paragraph, as charts and tables have theirs."""

    text: str


@dataclass(frozen=True)
class Tile:
    """A figure that matters: what it is, its value, and what it means or rests on."""

    label: str
    value: str
    meaning: str


@dataclass(frozen=True)
class Numbers:
    """Tiles in a row; at a glance, many small ones with a word or two for a value."""

    tiles: tuple[Tile, ...]
    is_glance: bool = False


@dataclass(frozen=True)
class Text:
    """A paragraph, or a list."""

    text: str


@dataclass(frozen=True)
class Note:
    """A remark in small print."""

    text: str


@dataclass(frozen=True)
class Verbatim:
    """Plain text to be taken over word for word, such as a citation."""

    text: str


@dataclass(frozen=True)
class Unknown:
    """What is not known, so that nobody takes silence for an answer."""

    text: str


@dataclass(frozen=True)
class Proof:
    """How far what is shown can be trusted; marked where it was held beside what others found."""

    text: str
    is_verified: bool = False


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart with the same as a table; equal to itself only, as what is drawn of it is kept.

    Attributes
    ----------
    key : str
        Unique on the page; also the name of saved files.
    title : str
        What the chart shows, in plain text.
    figure : Figure
        It gets the marks of decimals and thousands of the language; then it is shared by all
        readers, and not to be changed.
    table : DataFrame
        The same data, in words.
    evidence : tuple of str
        Keys of the documents it rests on.
    summary : str
        What a reader would see, in one sentence, for those who cannot.
    columns : mapping of str to str, optional
        Columns of the table to show, in order, with their headings; all as they are if not given.
    note : str, optional
        What a reader must know: what is unknown, what was left out.
    styles : mapping of str to Style
        How columns are drawn, by heading.
    """

    key: str
    title: str
    figure: go.Figure
    table: pd.DataFrame
    evidence: tuple[str, ...]
    summary: str
    columns: Mapping[str, str] | None = None
    note: str | None = None
    styles: Mapping[str, Style] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.figure.update_layout(separators=i18n.separators())


@dataclass(frozen=True, eq=False)
class Table:
    """A table; see `Chart`.

    Its height is in pixels, or that of its content, all rows; as fits when not given.
    """

    key: str
    title: str
    table: pd.DataFrame
    evidence: tuple[str, ...]
    columns: Mapping[str, str] | None = None
    note: str | None = None
    styles: Mapping[str, Style] = field(default_factory=dict)
    height: int | Literal["content"] | None = None


@dataclass(frozen=True)
class Cards:
    """Blocks in boxes side by side; of one width, at most so many on a line, if that is given."""

    key: str
    cards: tuple[tuple[Block, ...], ...]
    per_line: int | None = None


@dataclass(frozen=True)
class Box:
    """Blocks in a box of their own, close together."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Columns:
    """Blocks in columns of one width, close to one another."""

    columns: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class Folded:
    """Blocks that are opened on demand, under a title in plain text."""

    key: str
    title: str
    blocks: tuple[Block, ...]


Block = (
    Title
    | Finding
    | Heading
    | Subheading
    | Numbers
    | Text
    | Note
    | Verbatim
    | Unknown
    | Proof
    | Chart
    | Table
    | Cards
    | Box
    | Columns
    | Folded
)
Blocks = tuple[Block, ...]


def flat(blocks: Blocks) -> Iterator[Block]:
    """Yield every block in reading order, those inside others too."""
    for block in blocks:
        yield block
        if isinstance(block, Cards):
            for card in block.cards:
                yield from flat(card)
        elif isinstance(block, Columns):
            for column in block.columns:
                yield from flat(column)
        elif isinstance(block, Box | Folded):
            yield from flat(block.blocks)
