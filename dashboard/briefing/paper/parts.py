"""What a paper is made of: the blocks of a sheet as headings, prose, figures, pictures and grids.

All text is as it is to be read: in the language of the pack, without signs that cannot be shown.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import singledispatchmethod
from typing import Literal

from dashboard import blocks
from dashboard.briefing import prose, sources, tables
from dashboard.briefing.charts import lettering, painting
from dashboard.briefing.pack import Pack, Sheet, opened
from dashboard.briefing.paper import shape
from dashboard.briefing.paper.pictures import Pictures
from dashboard.i18n import _

Role = Literal["finding", "text", "note", "verbatim", "unknown", "proof", "verified"]
MAX_LEVEL = 3
_WITH_TABLES = (blocks.Chart, blocks.Table)
LONGEST_HEAD = 80
"""Letters of a title above a page."""


@dataclass(frozen=True)
class Head:
    """A heading; level 1 is that of the sheet, and none is left out on the way down."""

    level: int
    text: str


@dataclass(frozen=True)
class Prose:
    """Paragraphs of one role."""

    role: Role
    paragraphs: tuple[prose.Paragraph, ...]

    @property
    def is_lead(self) -> bool:
        """Whether it is a line in bold that leads to what follows, and stays with it."""
        runs = [run for one in self.paragraphs for run in one.runs if run.text.strip()]
        return self.role == "text" and len(self.paragraphs) == 1 and all(r.is_bold for r in runs)


@dataclass(frozen=True)
class Figures:
    """Numbers side by side, as many to a line as fit: what, value, meaning."""

    tiles: tuple[tuple[str, str, str], ...]
    per_line: int
    is_glance: bool = False


@dataclass(frozen=True)
class Image:
    """A chart, in parts where it is higher than a page; ``alt`` says what a reader would see."""

    key: str
    slices: tuple[painting.Picture, ...]
    alt: str


@dataclass(frozen=True)
class PaperTable:
    """A table with the widths of its columns in millimetres, and the size of its letters."""

    title: str
    columns: tuple[tables.Column, ...]
    widths_mm: tuple[float, ...]
    size_pt: float


@dataclass(frozen=True)
class SmallPrint:
    """What stands at the end of a sheet: what each line is, which may say itself, and its runs."""

    lines: tuple[tuple[str, tuple[prose.Run, ...]], ...]


Part = Head | Prose | Figures | Image | PaperTable | SmallPrint


@dataclass(frozen=True)
class Chapter:
    """A sheet as parts."""

    title: str
    parts: tuple[Part, ...]

    @property
    def short(self) -> str:
        """Its title as it stands above its further pages, in a line."""
        return textwrap.shorten(self.title, LONGEST_HEAD, placeholder=" …")


def chapters(pack: Pack, pictures: Pictures) -> tuple[Chapter, ...]:
    """Return the sheets of a pack as parts, in the language spoken; see `i18n.use`."""
    return tuple(_ChapterReader(pack, sheet, pictures).chapter() for sheet in pack.sheets)


class _ChapterReader:
    """Takes a sheet apart."""

    def __init__(self, pack: Pack, sheet: Sheet, pictures: Pictures) -> None:
        self._pack, self._sheet, self._pictures = pack, sheet, pictures
        self._replaced = sources.unnamed(pack.documents)
        self._level = 1
        shown = [one for one in blocks.flat(sheet.blocks) if isinstance(one, _WITH_TABLES)]
        self._evidence = [key for block in shown for key in block.evidence]
        self._is_sourced_once = sum(bool(block.evidence) for block in shown) == 1

    def chapter(self) -> Chapter:
        """Return the sheet as parts."""
        found: list[Part] = []
        for block in opened(self._sheet.blocks):
            found += self._parts(block)
        found.append(self._about())
        return Chapter(_broken(self._sheet.title), tuple(found))

    @singledispatchmethod
    def _parts(self, block: blocks.Block) -> Iterator[Part]:
        raise TypeError(f"no block of a paper: {type(block).__name__}")

    @_parts.register
    def _title(self, block: blocks.Title) -> Iterator[Part]:
        yield self._head(2, block.text)
        yield self._prose("text", block.lead)

    @_parts.register
    def _finding(self, block: blocks.Finding) -> Iterator[Part]:
        if prose.plain_text(block.text) != self._sheet.title:
            yield self._prose("finding", block.text)

    @_parts.register
    def _heading(self, block: blocks.Heading) -> Iterator[Part]:
        yield self._head(2, block.text)
        if block.note:
            yield self._prose("note", block.note)

    @_parts.register
    def _subheading(self, block: blocks.Subheading) -> Iterator[Part]:
        yield self._head(3, block.text)

    @_parts.register
    def _numbers(self, block: blocks.Numbers) -> Iterator[Part]:
        tiles = tuple(
            (_plain(tile.label), _plain(tile.value), _plain(tile.meaning)) for tile in block.tiles
        )
        if tiles:
            yield Figures(tiles, shape.tiles_per_line(tiles, block.is_glance), block.is_glance)

    @_parts.register
    def _text(self, block: blocks.Text) -> Iterator[Part]:
        yield self._prose("text", block.text)

    @_parts.register
    def _note(self, block: blocks.Note) -> Iterator[Part]:
        yield self._prose("note", block.text)

    @_parts.register
    def _verbatim(self, block: blocks.Verbatim) -> Iterator[Part]:
        lines = _broken(block.text)
        yield Prose("verbatim", (prose.Paragraph((prose.Run(lines),)),))

    @_parts.register
    def _unknown(self, block: blocks.Unknown) -> Iterator[Part]:
        yield self._prose("unknown", block.text)

    @_parts.register
    def _proof(self, block: blocks.Proof) -> Iterator[Part]:
        yield self._prose("verified" if block.is_verified else "proof", block.text)

    @_parts.register
    def _chart(self, block: blocks.Chart) -> Iterator[Part]:
        yield self._head(3, block.title)
        picture = self._pictures.of(block)
        alt = lettering.visible(block.summary or block.title)
        yield Image(block.key, tuple(picture.slices(shape.PICTURE_HEIGHT_PX)), alt)
        yield from self._below(block)

    @_parts.register
    def _table(self, block: blocks.Table) -> Iterator[Part]:
        yield self._head(3, block.title)
        columns = tuple(
            replace(
                column,
                heading=_broken(column.heading),
                texts=tuple(_broken(text) for text in column.texts),
                addresses=tuple(self._address(one) for one in column.addresses),
            )
            for column in tables.columns(block, self._replaced)
        )
        if columns and columns[0].texts:
            widths, size = shape.widths(columns)
            yield PaperTable(lettering.visible(block.title), columns, widths, size)
        else:
            yield self._prose("note", _("No rows."))
        yield from self._below(block)

    def _below(self, block: blocks.Chart | blocks.Table) -> Iterator[Part]:
        """Return what stands below a chart or a table: its note, and on what it rests.

        Where it alone rests on documents, these stand at the end of the sheet.
        """
        if block.note:
            yield self._prose("note", block.note)
        line = sources.line(self._pack.documents, block.evidence)
        if line and not self._is_sourced_once:
            yield Prose("note", (prose.Paragraph((prose.Run(lettering.visible(line)),)),))

    def _about(self) -> SmallPrint:
        """Return what stands at the end of the sheet."""
        pack, sheet = self._pack, self._sheet
        lines = [
            (_("Period"), sheet.period),
            *((_("Assumption"), text) for text in sheet.assumptions),
            ("", sources.line(pack.documents, self._evidence, at_most=shape.MAX_SOURCES)),
            ("", sources.facts_line(pack)),
        ]
        runs = [(name, (prose.Run(_broken(text)),)) for name, text in lines if text]
        address = lettering.visible(pack.address(sheet))
        leads = address if pack.site else ""
        runs.append((_("This view"), (prose.Run(shape.breakable(address), address=leads),)))
        return SmallPrint(tuple(runs))

    def _head(self, level: int, text: str) -> Head:
        """Return a heading, no more than one level below the last."""
        self._level = min(level, self._level + 1, MAX_LEVEL)
        return Head(self._level, _plain(text))

    def _prose(self, role: Role, markdown: str) -> Prose:
        """Return a text as paragraphs."""
        return Prose(
            role,
            tuple(
                replace(
                    paragraph,
                    runs=tuple(
                        replace(
                            run,
                            text=_broken(run.text),
                            address=self._address(run.address),
                        )
                        for run in paragraph.runs
                    ),
                )
                for paragraph in prose.paragraphs(markdown)
            ),
        )

    def _address(self, address: str) -> str:
        """Return an address that leads somewhere from paper: on the web, or in this dashboard."""
        if not address or address in self._replaced:
            return ""
        if address.startswith(("http://", "https://")):
            return lettering.visible(address)
        if ":" in address.split("?")[0] or not self._pack.site:
            return ""
        return lettering.visible(f"{self._pack.site.rstrip('/')}/{address.lstrip('./')}")


def _plain(markdown: str) -> str:
    return _broken(prose.plain_text(markdown)).replace("\n", " ")


def _broken(text: str) -> str:
    return shape.breakable(lettering.visible(text))
