"""Writes a sheet as slides: the finding, its numbers, every chart and table."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.blocks import (
    Block,
    Chart,
    Finding,
    Heading,
    Numbers,
    Table,
    Title,
)
from dashboard.briefing import prose, sources, tables
from dashboard.briefing.charts import reading
from dashboard.briefing.charts.drawing import Drawing
from dashboard.briefing.pack import Pack, Sheet, opened
from dashboard.briefing.prose import Run
from dashboard.briefing.slides import (
    charts_on_slides,
    grids,
    legible,
    one_slide,
    parting,
    said,
    setting,
    small_print,
    speaking,
    text,
)
from dashboard.briefing.slides.layouts import Layouts
from dashboard.briefing.slides.one_slide import Fine, SlidePage
from dashboard.briefing.slides.pen import SlideBox
from dashboard.briefing.slides.said import BODY, FINDING, KICKER, SMALL, SUBHEADING
from dashboard.briefing.slides.text import Piece
from dashboard.briefing.tables import Column
from dashboard.i18n import _

TILES = (15.0, 36.0, 14.0)
GLANCE = (12.0, 17.0, 12.0)
"""Sizes of what, value and meaning of figures."""

LEAST_TILE_PX = 180.0
PER_LINE, PER_LINE_AT_A_GLANCE = 4, 6
CELL_PX = 14.0
MAX_NOTE_LINES = 3
"""Longest note below a chart; a longer one has a slide of its own."""

LEAD_PX = 130.0
"""Height of text that stands above a chart rather than on a slide of its own, at most."""

LOW = 0.6
"""Part of a slide that a table may take for others to stand below it."""

LEAST_PX = 60.0
"""Height below which nothing more is begun on a slide."""


class SheetWriter:
    """Writes a sheet: text is gathered until a chart or a table comes, or a slide is full."""

    def __init__(self, pack: Pack, sheet: Sheet, found: Layouts) -> None:
        self._pack, self._sheet, self._layouts = pack, sheet, found
        self._pieces: list[Piece] = []
        self._heads: list[Heading] = []
        self._notes: list[Piece] = []
        self._page: SlidePage | None = None
        self._n_text = 0
        self._title_of_text = sheet.title
        self._notes_of_page = ""
        self._lead: list[Piece] = []
        self._is_shared = False
        """Whether the slide names the sources of the whole sheet, so that more may stand on it."""

    def write(self) -> None:
        """Write all slides of the sheet."""
        for block in opened(self._sheet.whole):
            self._block(block)
        self._heads = []  # what stands below nothing heads nothing, such as a form of the page
        if self._sheet.assumptions:
            self._pieces += text.plain(_("Assumptions"), SUBHEADING, before=14)
            self._pieces += [
                Piece((Run(one),), BODY, "bullet", before=4.0) for one in self._sheet.assumptions
            ]
        self._flush()
        self._close()
        if not self._n_text:
            self._text_page()
            self._close()
        if self._notes:
            self._pieces = self._notes
            self._title_of_text = _("How to read this: {title}").format(title=self._sheet.title)
            self._n_text = 0
            self._flush()
            self._close()

    def _block(self, block: Block) -> None:
        match block:
            case Title():
                pass
            case Finding():
                self._finding(block)
            case Heading():
                self._begin()
                self._heads.append(block)
            case Numbers():
                self._numbers(block)
            case Chart():
                self._chart(block)
            case Table():
                self._table(block)
            case _:
                self._settle_heads()
                self._pieces += said.pieces(block)

    def _begin(self) -> None:
        """Begin a part of the page on a slide of its own, unless the one before it is shared."""
        self._flush()
        if not self._is_shared:
            self._close()

    def _finding(self, block: Finding) -> None:
        """Take a finding, unless the title says it already."""
        if prose.plain_text(block.text).strip() != self._sheet.title.strip():
            self._pieces += text.pieces(block.text, FINDING, before=10)

    def _settle_heads(self) -> None:
        """Put headings above the text that follows them."""
        self._pieces += said.headings(self._heads)
        self._heads = []

    def _numbers(self, block: Numbers) -> None:
        """Put figures below what was said before them."""
        self._settle_heads()
        self._flush()
        sizes = GLANCE if block.is_glance else TILES
        most = PER_LINE_AT_A_GLANCE if block.is_glance else PER_LINE
        plain = prose.plain_text
        cells = [
            (plain(tile.label), plain(tile.value), plain(tile.meaning)) for tile in block.tiles
        ]
        wide = self._layouts.body.box.width
        most = min(most, max(int(wide / LEAST_TILE_PX), 2))
        n_lines = -(-len(cells) // most)
        most = -(-len(cells) // n_lines) if cells else 1
        while cells:
            grid = grids.tiles(cells[:most], wide, most, sizes)
            target = self._page or self._text_page()
            if grid.height > target.area.height and not target.is_empty:
                self._close()
                target = self._text_page()
            name = "; ".join(f"{label}: {value}" for label, value, _meaning in cells[:most])
            target.add(grids.written(grid, target.own, target.link, target.area, name), grid.height)
            cells = cells[most:]

    def _flush(self) -> None:
        """Put the text gathered on slides."""
        while self._pieces:
            target = self._page or self._text_page()
            wants = self._pieces[0].height(target.area.width)
            if not target.is_empty and target.area.height < min(wants, LEAST_PX):
                self._close()
                continue
            before = len(self._pieces)
            self._pieces = target.write(self._pieces)
            if self._pieces:
                self._close()
            elif len(self._pieces) == before:
                break

    def _text_page(self) -> SlidePage:
        """Return a new slide of text."""
        title = self._title_of_text
        is_first = self._n_text == 0
        if not is_first:
            short = one_slide.brief(title, self._layouts.title)
            title = _("{title} (continued)").format(title=short)
        self._n_text += 1
        self._page, self._is_shared = self._new(title, (), is_first=is_first), True
        self._notes_of_page = speaking.of_sheet(self._pack, self._sheet)
        return self._page

    def _close(self) -> None:
        if self._page is not None:
            self._page.finish(self._notes_of_page)
        self._page, self._is_shared = None, False

    def _new(self, title: str, evidence: tuple[str, ...], *, is_first: bool = True) -> SlidePage:
        """Return a new slide with what stands on every slide."""
        return SlidePage(
            self._layouts,
            self._pack.language,
            setting.readable(title),
            self._fine(evidence),
            is_first=is_first,
        )

    def _part(self, title: str, evidence: tuple[str, ...], rank: int, total: int) -> SlidePage:
        """Return the slide of a part of a chart or table."""
        told = title
        if total > 1 and rank:
            short = one_slide.brief(title, self._layouts.title)
            told = _("{title} ({n} of {total})").format(title=short, n=rank + 1, total=total)
        return self._new(told, evidence, is_first=rank == 0)

    def _fine(self, evidence: tuple[str, ...]) -> Fine:
        return small_print.of(self._pack, self._sheet, evidence)

    def _chart(self, chart: Chart) -> None:
        """Put a chart on a slide of its own, or on several if it has many rows."""
        drawing = charts_on_slides.prepared(reading.drawing(chart.figure))
        free = one_slide.free(self._layouts, self._fine(chart.evidence))
        is_in_part = len(parting.parts(drawing, free.height)) > parting.MAX_PARTS
        if self._leads() and not is_in_part:
            self._lead, self._pieces = self._pieces, []
        elif self._pieces:
            self._settle_heads()
        self._flush()
        self._close()
        title = said.finding(chart, self._layouts.title) if self._n_text else self._sheet.title
        self._n_text += not self._n_text
        if is_in_part:
            chart = said.in_part(chart)
        room = free.height - self._above(title, chart) - one_slide.beyond(title, self._layouts)
        parts = parting.parts(drawing, room)
        if is_in_part:
            parts = parts[:1]
        is_native = charts_on_slides.kind(parts[0]) == "native"
        has_data = not is_native or legible.is_squeezed(parts[0], room)
        notes = speaking.of_chart(self._pack, self._sheet, chart, has_data=has_data)
        for rank, part in enumerate(parts):
            target = self._part(title, chart.evidence, rank, len(parts))
            is_last = rank == len(parts) - 1
            self._fill(target, chart, part, title, is_first=rank == 0, is_last=is_last)
            target.finish(notes)
        self._heads, self._lead = [], []

    def _leads(self) -> bool:
        """Tell whether what was said last is short enough to stand above the chart that follows."""
        wide = self._layouts.body.box.width
        is_free = self._page is None and bool(self._pieces)
        return is_free and text.height(self._pieces, wide) <= LEAD_PX

    def _fill(
        self,
        target: SlidePage,
        chart: Chart,
        part: Drawing,
        title: str,
        *,
        is_first: bool,
        is_last: bool,
    ) -> None:
        """Put a chart, or a part of one, on its slide, with its note below it."""
        above = [*(self._lead if is_first else []), *said.kicker(chart, title, self._heads)]
        if above:
            target.write(above)
        note: list[Piece] = []
        if chart.note and is_last:
            note = text.pieces(chart.note, SMALL, before=4)
            n_lines = sum(len(piece.lines(target.area.width)) for piece in note)
            if n_lines > MAX_NOTE_LINES:
                self._notes += [*text.plain(chart.title, SUBHEADING, before=16), *note]
                note = []
        note_height = text.height(note, target.area.width)
        room = target.area.height - (note_height + one_slide.GAP if note else 0.0)
        high = charts_on_slides.best_height(part, room)
        grid = self._twin(chart, room - high - one_slide.GAP) if is_last else None
        area = SlideBox(target.area.left, target.area.top, target.area.width, high)
        for shapes in charts_on_slides.put(
            target.part, target.own, part, area, name=chart.title, about=chart.summary
        ):
            target.add(shapes, high)
        if grid is not None:
            written = grids.written(grid, target.own, target.link, target.area, chart.title)
            target.add(written, grid.height)
        if note:
            target.write(note)

    def _twin(self, chart: Chart, room: float) -> grids.Grid | None:
        """Return the table of a low chart, where it fits below it as a whole."""
        if room < LEAST_PX or len(chart.table) > 12:
            return None
        found = grids.grids(
            tables.columns(chart, sources.unnamed(self._pack.documents)),
            self._layouts.body.box.width,
            room,
            CELL_PX,
        )
        return found[0] if len(found) == 1 and found[0].height <= room else None

    def _above(self, title: str, chart: Chart) -> float:
        kicker = [*self._lead, *said.kicker(chart, title, self._heads)]
        note = text.pieces(chart.note or "", SMALL, before=4)
        wide = self._layouts.body.box.width
        n_lines = sum(len(piece.lines(wide)) for piece in note)
        below = (
            text.height(note, wide) + one_slide.GAP if n_lines <= MAX_NOTE_LINES and note else 0.0
        )
        return (text.height(kicker, wide) + one_slide.GAP if kicker else 0.0) + below

    def _table(self, table: Table) -> None:
        """Put a table on a slide of its own, or on several."""
        self._flush()
        columns = tables.columns(table, sources.unnamed(self._pack.documents))
        if not columns or not columns[0].texts:
            self._settle_heads()
            self._pieces += text.plain(table.title, SUBHEADING, before=14)
            self._pieces += text.plain(_("No rows."), BODY)
            return
        if self._joins(table, columns):
            return
        self._close()
        free = one_slide.free(self._layouts, self._fine(table.evidence))
        title = table.title if self._n_text else self._sheet.title
        self._n_text += not self._n_text
        above = [head.text for head in self._heads]
        above += [table.title] if title != table.title else []
        heads = text.plain("\n".join(above), KICKER, before=0)
        wide = self._layouts.body.box.width
        note = text.pieces(table.note or "", SMALL, before=4)
        taken = text.height(heads, wide) + one_slide.GAP if heads else 0.0
        room = free.height - taken - one_slide.beyond(title, self._layouts)
        found = grids.grids(columns, wide, room, CELL_PX)
        is_low = len(found) == 1 and found[0].height <= LOW * room
        for rank, grid in enumerate(found):
            target = self._part(title, () if is_low else table.evidence, rank, len(found))
            if heads:
                target.write(heads)
            written = grids.written(grid, target.own, target.link, target.area, table.title)
            target.add(written, grid.height)
            is_last = rank == len(found) - 1
            if is_last and note:
                if text.height(note, wide) <= target.area.height:
                    target.write(note)
                else:
                    self._notes += [*text.plain(table.title, SUBHEADING, before=16), *note]
            notes = speaking.of_table(self._pack, self._sheet, table)
            if is_last:
                self._page, self._notes_of_page, self._is_shared = target, notes, is_low
            else:
                target.finish(notes)
        self._heads = []

    def _joins(self, table: Table, columns: Sequence[Column]) -> bool:
        """Put a low table below what stands on a shared slide, if all of it has room there."""
        if self._page is None or not self._is_shared:
            return False
        area = self._page.area
        heads = [*said.headings(self._heads), *text.plain(table.title, SUBHEADING, before=14)]
        note = text.pieces(table.note or "", SMALL, before=4)
        room = area.height - text.height([*heads, *note], area.width) - 2 * one_slide.GAP
        found = grids.grids(columns, area.width, max(room, 0.0), CELL_PX)
        if len(found) > 1 or found[0].height > room:
            return False
        self._notes_of_page = speaking.of_sheet(self._pack, self._sheet)
        self._page.write(heads)
        written = grids.written(
            found[0], self._page.own, self._page.link, self._page.area, table.title
        )
        self._page.add(written, found[0].height)
        if note:
            self._page.write(note)
        self._heads = []
        return True
