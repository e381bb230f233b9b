"""Tables on slides, as tables: header row, columns as wide as they need, rows over more slides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dashboard import theme
from dashboard.briefing.slides import pen, setting
from dashboard.briefing.slides.pen import Pen, SlideBox, Type, emu
from dashboard.briefing.tables import Column

AIR_X, AIR_Y = 8.0, 4.0
"""Free at each side of what stands in a cell."""

LONGEST_PX = 340.0
"""A column is not made wider for long texts: they wrap."""

LEAST_PX = 44.0
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table without a look of its own."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and how."""

    text: str
    type_: Type
    align: pen.Align = "l"
    address: str = ""


@dataclass(frozen=True)
class Grid:
    """Rows of cells; the first is the header if there is one. ``heights`` are those of rows."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    has_header: bool = True

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return sum(self.widths)

    @property
    def height(self) -> float:
        """Return how high it is."""
        return sum(self.heights)


def grids(columns: Sequence[Column], room: float, height: float, size: float) -> list[Grid]:
    """Return a table in parts that fit a box: rows first, then columns that had no room.

    The first column stands in every part.
    """
    found: list[Grid] = []
    for chosen in _columns_that_fit(columns, room, size):
        found += _rows_that_fit(chosen, room, height, size)
    return found


def tiles(
    cells: Sequence[tuple[str, str, str]], room: float, per_line: int, sizes: Sequence[float]
) -> Grid:
    """Return figures side by side: what, value, meaning, each a line of cells of its own."""
    looks = (
        Type(sizes[0], "tx2"),
        Type(sizes[1], is_serif=True),
        Type(sizes[2], "tx2"),
    )
    wide = room / per_line
    rows = [
        tuple(
            Cell(cells[start + i][part] if start + i < len(cells) else "", look)
            for i in range(per_line)
        )
        for start in range(0, len(cells), per_line)
        for part, look in enumerate(looks)
    ]
    widths = (wide,) * per_line
    return Grid(tuple(rows), widths, tuple(_height(row, widths) for row in rows), has_header=False)


def written(grid: Grid, own: Pen, link: Callable[[str], str], box: SlideBox, name: str) -> str:
    """Return a grid as a table at the upper left of a box."""
    held = "".join(f'<a:gridCol w="{emu(wide)}"/>' for wide in grid.widths)
    rows = "".join(
        f'<a:tr h="{emu(high)}">'
        f"{''.join(_cell(cell, own, link, grid, rank) for cell in row)}</a:tr>"
        for rank, (row, high) in enumerate(zip(grid.rows, grid.heights, strict=True))
    )
    head = ' firstRow="1"' if grid.has_header else ""
    content = (
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
        f"<a:tblPr{head}><a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{held}</a:tblGrid>{rows}</a:tbl></a:graphicData>"
    )
    return own.frame(
        name, SlideBox(box.left, box.top, grid.width, grid.height), content, about=name
    )


def _columns_that_fit(columns: Sequence[Column], room: float, size: float) -> list[list[Column]]:
    """Return columns in groups that fit beside one another; the first column is in each."""
    least = [_least(column, size) for column in columns]
    groups: list[list[int]] = [[0]]
    for rank in range(1, len(columns)):
        taken = sum(least[one] for one in groups[-1])
        if taken + least[rank] > room and len(groups[-1]) > 1:
            groups.append([0])
        groups[-1].append(rank)
    return [[columns[rank] for rank in group] for group in groups]


def _rows_that_fit(
    columns: Sequence[Column], room: float, height: float, size: float
) -> list[Grid]:
    widths = _widths(columns, room, size)
    head = tuple(
        Cell(one.heading, Type(size, is_bold=True), "r" if one.is_number else "l")
        for one in columns
    )
    body = [
        tuple(
            Cell(one.texts[row], Type(size), "r" if one.is_number else "l", one.addresses[row])
            for one in columns
        )
        for row in range(len(columns[0].texts))
    ]
    head_height = _height(head, widths)
    parts: list[tuple[list[tuple[Cell, ...]], list[float]]] = [([], [])]
    for row in (part for whole in body for part in _low(whole, widths, height - head_height)):
        wants = _height(row, widths)
        if parts[-1][0] and head_height + sum(parts[-1][1]) + wants > height:
            parts.append(([], []))
        parts[-1][0].append(row)
        parts[-1][1].append(wants)
    return [Grid((head, *rows), widths, (head_height, *heights)) for rows, heights in parts]


def _low(row: tuple[Cell, ...], widths: Sequence[float], height: float) -> list[tuple[Cell, ...]]:
    """Return a row, in parts below one another where it is higher than a slide."""
    if _height(row, widths) <= height:
        return [row]
    lines = [_lines(cell, wide) for cell, wide in zip(row, widths, strict=True)]
    n = max(int((height - 2 * AIR_Y) / setting.height(1, row[0].type_.size)), 1)
    return [
        tuple(
            replace(cell, text=" ".join(held[start : start + n]))
            for cell, held in zip(row, lines, strict=True)
        )
        for start in range(0, max(map(len, lines)), n)
    ]


def _widths(columns: Sequence[Column], room: float, size: float) -> tuple[float, ...]:
    """Return how wide columns are: as wide as they need, or as the room allows."""
    wanted = [_wanted(column, size) for column in columns]
    if sum(wanted) <= room:
        return tuple(wanted)
    least = [min(_least(column, size), want) for column, want in zip(columns, wanted, strict=True)]
    spare = room - sum(least)
    if spare <= 0:
        return tuple(one * room / sum(least) for one in least)
    more = [want - one for want, one in zip(wanted, least, strict=True)]
    return tuple(
        one + spare * extra / (sum(more) or 1) for one, extra in zip(least, more, strict=True)
    )


def _wanted(column: Column, size: float) -> float:
    cells = max((setting.width(text, size) for text in column.texts), default=0.0)
    head = setting.width(column.heading, size, is_bold=True)
    return max(min(max(cells, head), LONGEST_PX) + 2 * AIR_X + 2, LEAST_PX)


def _least(column: Column, size: float) -> float:
    """Return the width of a column whose words are not broken, but for the longest."""
    words = [word for text in set(column.texts) for word in text.split()]
    longest = max((setting.width(word, size) for word in words), default=0.0)
    head = max(
        (setting.width(word, size, is_bold=True) for word in column.heading.split()), default=0.0
    )
    return max(min(max(longest, head), LONGEST_PX / 2) + 2 * AIR_X + 2, LEAST_PX)


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Return how high a row is, its texts wrapped."""
    return 2 * AIR_Y + max(
        setting.height(len(_lines(cell, wide)), cell.type_.size)
        for cell, wide in zip(row, widths, strict=True)
    )


def _lines(cell: Cell, wide: float) -> list[str]:
    return setting.wrapped(
        cell.text,
        cell.type_.size,
        wide - 2 * AIR_X,
        is_bold=cell.type_.is_bold,
        is_serif=cell.type_.is_serif,
    ) or [""]


def _cell(cell: Cell, own: Pen, link: Callable[[str], str], grid: Grid, rank: int) -> str:
    key = link(cell.address) if cell.address else ""
    text = own.run(cell.text.replace("\n", " "), cell.type_, key)
    end = "" if text else cell.type_.properties(own.language, "a:endParaRPr")
    is_ruled = grid.has_header
    colour = "tx2" if rank == 0 else theme.RULE
    rule = (
        f'<a:lnB w="{9525 if rank else 15875}">{pen.solid(colour)}</a:lnB>'
        if is_ruled
        else '<a:lnB w="0"><a:noFill/></a:lnB>'
    )
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    return (
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        f'<a:pPr algn="{cell.align}"{pen.direction(cell.text)}/>{text}{end}</a:p></a:txBody>'
        f'<a:tcPr marL="{emu(AIR_X if is_ruled else 0)}" marR="{emu(AIR_X)}" '
        f'marT="{emu(AIR_Y)}" marB="{emu(AIR_Y)}" anchor="{"ctr" if is_ruled else "t"}">'
        f"{none}{rule}<a:noFill/></a:tcPr></a:tc>"
    )
