"""Draws what a chart holds as shapes: tiles, strips, bands, lines, marks, words, axes and legends.

The tile map and the flow chart are drawn so as a whole, each tile and ribbon a shape of its own;
beside and above a native chart stand so the words, bands and ticks that such a chart cannot hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import singledispatch

import numpy as np

from dashboard import theme
from dashboard.briefing.charts import flow_layout
from dashboard.briefing.charts.drawing import (
    Area,
    Axis,
    Bars,
    Cells,
    Drawing,
    Fill,
    Labels,
    Line,
    Mark,
    Points,
    Stroke,
    Writing,
)
from dashboard.briefing.charts.legend import ROW_PX, SWATCH_PX
from dashboard.briefing.slides import pen, plot, setting
from dashboard.briefing.slides.pen import Align, Anchor, Pen, Point, SlideBox, Type
from dashboard.briefing.slides.plot import Plot, PlotLayout

ACROSS: Mapping[str, Align] = {"left": "l", "center": "ctr", "right": "r"}
ALONG: Mapping[str, Anchor] = {"top": "t", "middle": "ctr", "bottom": "b"}
LEGEND_GAP_PX = 6.0
CAP_PX = 3.0


def legend(own: Pen, placed: PlotLayout, scale: float) -> Iterator[str]:
    """Yield the entries of a legend: a swatch and a name each."""
    box = placed.legend_box
    for entry in placed.legend:
        left = box.left + entry.left_px
        middle = box.top + (entry.row + 0.5) * ROW_PX * scale
        wide = SWATCH_PX * scale
        swatch = SlideBox(left, middle - 6 * scale, wide - 2, 12 * scale)
        name = entry.key.name
        match entry.key.mark:
            case Bars(fill=fill) | Area(fill=fill):
                yield own.shape(name, swatch, fill=fill, stroke=Stroke(theme.RULE, 0.6))
            case Line(stroke=stroke):
                yield own.outline(
                    name,
                    [[(left, middle), (left + wide - 2, middle)]],
                    stroke=stroke,
                    is_closed=False,
                )
            case Points() as points:
                shown = int(np.argmax(points.opacities))
                size = min(float(points.sizes_px[shown]), 11.0) * scale
                yield _mark(own, points, shown, (left + wide / 2, middle), size, name)
        yield own.label(
            name,
            (left + wide + LEGEND_GAP_PX * scale, middle),
            Type(theme.SIZE_BODY * scale),
        )


def axes(own: Pen, on: Plot, *, is_drawn: tuple[bool, bool] = (True, True)) -> Iterator[str]:
    """Yield the lines, labels and titles of the axes of a panel, across and along, if wanted."""
    if is_drawn[0]:
        yield from _axis(own, on, on.panel.x, is_across=True)
    if is_drawn[1]:
        yield from _axis(own, on, on.panel.y, is_across=False)


def words_on_paper(own: Pen, chart: Drawing, inner: SlideBox, scale: float) -> Iterator[str]:
    """Yield the words that stand on a chart as a whole."""
    for words in chart.words:
        for i in range(len(words.texts)):
            at = plot.on_paper(inner, float(words.x[i]), float(words.y[i]))
            yield from _words_at(own, words, i, at, scale)


def flows(own: Pen, chart: Drawing, inner: SlideBox, scale: float) -> Iterator[str]:
    """Yield the ribbons and nodes of a flow chart, each named for what flows."""
    assert chart.flows is not None
    nodes, ribbons = flow_layout.placed(
        chart.flows, width=inner.width, height=inner.height, unit=scale
    )
    labels = [node.label for node in chart.flows.nodes]
    for placed in ribbons:
        upper, lower = placed.corners()
        one = placed.ribbon
        ends = " → ".join(label for label in (labels[one.source], labels[one.target]) if label)
        name = f"{ends}: {one.value:g}" if ends else f"{one.value:g}"
        yield own.ribbon(name, _moved(upper, inner), _moved(lower, inner), fill=one.fill)
    size = chart.flows.writing.size_px * scale
    for rank, node in enumerate(nodes):
        box = SlideBox(inner.left + node.left, inner.top + node.top, node.width, node.height)
        yield own.shape(
            labels[rank] or f"{node.node.value:g}",
            box,
            fill=node.node.fill,
            stroke=chart.flows.stroke,
        )
        is_last = node.left > inner.width / 2
        if labels[rank]:
            at = box.left - 6 * scale if is_last else box.right + 6 * scale
            yield own.label(
                labels[rank],
                (at, (box.top + box.bottom) / 2),
                Type(size),
                across="r" if is_last else "l",
            )


def tiles(own: Pen, on: Plot) -> Iterator[str]:
    """Yield the tiles of a map, each named for its State and what it is, its letters in it.

    What stands nowhere in the middle of a tile follows as it is.
    """
    named = {
        _place(float(words.x[i]), float(words.y[i])): (words, i)
        for words in on.panel.marks
        if isinstance(words, Labels)
        for i in range(len(words.texts))
    }
    for area in on.panel.marks:
        if not isinstance(area, Area):
            continue
        for x, y in area.rings():
            middle = _place(float(x.min() + x.max()) / 2, float(y.min() + y.max()) / 2)
            words, i = named.pop(middle, (None, 0))
            box = _between((on.x(x.min()), on.y(y.min())), (on.x(x.max()), on.y(y.max())))
            of_what = area.name.rsplit(" (", 1)[0]
            if words is None:
                yield own.shape(of_what, box, fill=area.fill, stroke=area.stroke)
                continue
            state = words.names[i] if words.names else words.texts[i]
            yield own.shape(
                f"{state}: {of_what}" if of_what else state,
                box,
                fill=area.fill,
                stroke=area.stroke,
                text=words.texts[i],
                type_=Type(words.size_px * on.scale, words.colours[i]),
            )


def _place(x: float, y: float) -> tuple[float, float]:
    return round(x, 3), round(y, 3)


@singledispatch
def shapes(mark: Mark, own: Pen, on: Plot) -> Iterator[str]:  # noqa: ARG001  # for kinds
    """Yield a mark of a panel as shapes, from below to above."""
    raise TypeError(f"no mark: {type(mark).__name__}")


@shapes.register
def _area(mark: Area, own: Pen, on: Plot) -> Iterator[str]:
    stroke = _scaled(mark.stroke, on.scale)
    for x, y in mark.rings():
        points = [(on.x(a), on.y(b)) for a, b in zip(x, y, strict=True)]
        box = _rectangle(points)
        if box is not None:
            yield own.shape(mark.name, box, fill=mark.fill, stroke=stroke)
        else:
            yield own.outline(mark.name, [points], fill=mark.fill, stroke=stroke)


@shapes.register
def _line(mark: Line, own: Pen, on: Plot) -> Iterator[str]:
    for run in runs(mark):
        points = [(on.x(float(mark.x[i])), on.y(float(mark.y[i]))) for i in run]
        if len(points) > 1:
            yield own.outline(
                mark.name, [points], stroke=_scaled(mark.stroke, on.scale), is_closed=False
            )


@shapes.register
def _points(mark: Points, own: Pen, on: Plot) -> Iterator[str]:
    for i in range(len(mark.x)):
        x, y = float(mark.x[i]), float(mark.y[i])
        if not np.isfinite(x + y) or mark.opacities[i] == 0:
            continue
        if mark.interval is not None and mark.x_low is not None and mark.x_high is not None:
            low, high = on.x(float(mark.x_low[i])), on.x(float(mark.x_high[i]))
            middle, cap = on.y(y), CAP_PX * on.scale
            if np.isfinite(low + high) and high > low:
                ends = [
                    [(low, middle), (high, middle)],
                    [(low, middle - cap), (low, middle + cap)],
                    [(high, middle - cap), (high, middle + cap)],
                ]
                yield own.outline(
                    mark.name, ends, stroke=_scaled(mark.interval, on.scale), is_closed=False
                )
        size = float(mark.sizes_px[i]) * on.scale
        yield _mark(own, mark, i, (on.x(x), on.y(y)), size, mark.name)


@shapes.register
def _bars(mark: Bars, own: Pen, on: Plot) -> Iterator[str]:
    stroke = _scaled(mark.stroke, on.scale)
    for i in range(len(mark.at)):
        half = mark.width[i] / 2
        across = (mark.start[i], mark.end[i])
        along = (mark.at[i] - half, mark.at[i] + half)
        xs, ys = (across, along) if mark.is_horizontal else (along, across)
        if not np.isfinite(sum(xs) + sum(ys)):
            continue
        box = _between((on.x(xs[0]), on.y(ys[0])), (on.x(xs[1]), on.y(ys[1])))
        yield own.shape(
            mark.name,
            box,
            fill=mark.fill,
            stroke=stroke,
            text=mark.words[i],
            type_=_type(mark.writing, on.scale),
        )


@shapes.register
def _words(mark: Labels, own: Pen, on: Plot) -> Iterator[str]:
    for i in range(len(mark.texts)):
        at = (on.x(float(mark.x[i])), on.y(float(mark.y[i])))
        if mark.texts[i] and np.isfinite(sum(at)):
            yield from _words_at(own, mark, i, at, on.scale)


@shapes.register
def _cells(mark: Cells, own: Pen, on: Plot) -> Iterator[str]:
    gap = mark.gap_px * on.scale / 2
    for row, y in enumerate(mark.y):
        for column, x in enumerate(mark.x):
            box = _between((on.x(x - 0.5), on.y(y - 0.5)), (on.x(x + 0.5), on.y(y + 0.5)))
            inside = SlideBox(
                box.left + gap, box.top + gap, box.width - 2 * gap, box.height - 2 * gap
            )
            text = "" if mark.words is None else str(mark.words[row, column])
            colour = str(mark.colours[row, column])
            yield own.shape(
                text,
                inside,
                fill=Fill(colour) if colour else None,
                text=text,
                type_=_type(mark.writing, on.scale),
            )


def runs(mark: Line) -> list[list[int]]:
    """Return the places of the points of each unbroken part of a line."""
    found: list[list[int]] = [[]]
    for i in range(len(mark.x)):
        if np.isfinite(mark.x[i] + mark.y[i]):
            found[-1].append(i)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def _axis(own: Pen, on: Plot, axis: Axis, *, is_across: bool) -> Iterator[str]:
    """Yield the grid, the line, the labels and the title of an axis."""
    box, scale = on.box, on.scale
    place = on.x if is_across else on.y
    lines = [(tick.at, axis.grid) for tick in axis.ticks] + (
        [(0.0, axis.zero)] if min(axis.low, axis.high) <= 0 <= max(axis.low, axis.high) else []
    )
    for value, stroke in lines:
        if stroke is not None:
            at = place(value)
            ends = (
                [(at, box.top), (at, box.bottom)]
                if is_across
                else [(box.left, at), (box.right, at)]
            )
            yield own.outline(
                "Grid", [ends], stroke=_scaled(stroke, scale), is_closed=False, is_ornament=True
            )
    size = axis.size_px * scale
    type_ = Type(size)
    if axis.has_labels:
        for tick in axis.ticks:
            yield from _tick(own, tick.label, place(tick.at), on, axis, type_)
    if axis.title:
        yield _axis_title(own, on, axis, is_across=is_across)


def _tick(own: Pen, text: str, at: float, on: Plot, axis: Axis, type_: Type) -> Iterator[str]:
    """Yield a label beside its axis."""
    box = on.box
    if not text:
        return
    match axis.side:
        case "bottom":
            yield own.label(text, (at, box.bottom + plot.AIR), type_, across="ctr", along="t")
        case "top" if axis.angle_deg:
            wide = setting.width(text, type_.size) + 2
            middle = (at, box.top - plot.AIR - wide / 2)
            yield own.label(text, middle, type_, across="ctr", angle_deg=90)
        case "top":
            yield own.label(text, (at, box.top - plot.AIR), type_, across="ctr", along="b")
        case "left":
            yield own.label(text, (box.left - plot.AIR, at), type_, across="r")
        case _:
            yield own.label(text, (box.right + plot.AIR, at), type_)


def _axis_title(own: Pen, on: Plot, axis: Axis, *, is_across: bool) -> str:
    """Return the title of an axis, outside its labels."""
    box = on.box
    type_ = Type(theme.SIZE_BODY * on.scale)
    away = plot.label_room(axis, on.scale, is_across=is_across)
    half = setting.height(1, type_.size) / 2
    if is_across:
        y = box.top - away + half if axis.side == "top" else box.bottom + away - half
        return own.label(axis.title, (box.left + box.width / 2, y), type_, across="ctr")
    x = box.left - away + half if axis.side == "left" else box.right + away - half
    middle = (x, box.top + box.height / 2)
    return own.label(axis.title, middle, type_, across="ctr", angle_deg=90)


def _words_at(own: Pen, words: Labels, i: int, at: Point, scale: float) -> Iterator[str]:
    """Yield words at a point, with the line to what they name."""
    x = at[0] + float(words.shift_x_px[i]) * scale
    y = at[1] - float(words.shift_y_px[i]) * scale
    if words.leader is not None:
        yield own.outline(
            words.texts[i],
            [[(x, y), at]],
            stroke=_scaled(words.leader, scale),
            is_closed=False,
            is_ornament=True,
        )
    yield own.label(
        words.texts[i],
        (x, y),
        Type(words.size_px * scale, words.colours[i], is_bold=words.is_bold),
        across=ACROSS[words.across[i]],
        along=ALONG[words.along[i]],
        ground=words.ground,
        angle_deg=words.angle_deg,
    )


def _mark(own: Pen, points: Points, i: int, at: Point, size: float, name: str) -> str:
    """Return a mark at a point."""
    symbol, colour = points.symbols[i], points.colours[i]
    opacity = float(points.opacities[i])
    wide = size * pen.STICK if symbol == "line-ns" else size
    box = SlideBox(at[0] - wide / 2, at[1] - size / 2, wide, size)
    is_open = points.is_open[i] and symbol != "line-ns"
    return own.shape(
        name,
        box,
        kind=pen.SYMBOLS[symbol],
        fill=None if is_open else Fill(colour, opacity),
        stroke=Stroke(colour, 1.5, opacity=opacity) if is_open else points.stroke,
    )


def _rectangle(points: list[Point]) -> SlideBox | None:
    """Return the box of a ring, if it is one with level sides."""
    xs, ys = {round(x, 3) for x, _y in points}, {round(y, 3) for _x, y in points}
    if len(points) != 5 or len(xs) != 2 or len(ys) != 2:
        return None
    return _between((min(xs), min(ys)), (max(xs), max(ys)))


def _between(one: Point, other: Point) -> SlideBox:
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    return SlideBox(left, top, right - left, bottom - top)


def _moved(points: list[Point], by: SlideBox) -> list[Point]:
    return [(x + by.left, y + by.top) for x, y in points]


def _scaled(stroke: Stroke | None, scale: float) -> Stroke | None:
    if stroke is None:
        return None
    return Stroke(stroke.colour, stroke.width_px * scale, stroke.dash, stroke.opacity)


def _type(writing: Writing, scale: float) -> Type:
    return Type(writing.size_px * scale, writing.colour, is_bold=writing.is_bold)
