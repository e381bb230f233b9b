"""How each mark of a chart is drawn upon a sheet."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import singledispatch

import numpy as np

from dashboard.briefing.charts import drawing, lettering
from dashboard.briefing.charts.canvas import Box, Canvas, num

CAP_PX = 3.0
OPEN_PX = 1.5
LEAST_LETTERS_PX = 7.0
"""Words on a bar that would have to be smaller to fit are left out."""


@dataclass(frozen=True)
class Place:
    """Where a pair of axes lies on the sheet."""

    box: Box
    x: drawing.Axis
    y: drawing.Axis

    def across(self, values: drawing.Numbers) -> drawing.Numbers:
        """Return the pixels from the left at which values lie."""
        left, _top, right, _bottom = self.box
        return left + (values - self.x.low) / (self.x.high - self.x.low) * (right - left)

    def down(self, values: drawing.Numbers) -> drawing.Numbers:
        """Return the pixels from above at which values lie."""
        _left, top, _right, bottom = self.box
        return bottom - (values - self.y.low) / (self.y.high - self.y.low) * (bottom - top)


@singledispatch
def paint(mark: drawing.Mark, canvas: Canvas, place: Place) -> None:  # noqa: ARG001  # for kinds
    """Draw a mark upon a pair of axes, above what was drawn before."""
    raise TypeError(f"no mark: {type(mark).__name__}")


@paint.register
def _bars(mark: drawing.Bars, canvas: Canvas, place: Place) -> None:
    half = mark.width / 2
    if mark.is_horizontal:
        ends, sides = place.across, place.down
    else:
        ends, sides = place.down, place.across
    starts, stops = ends(mark.start), ends(mark.end)
    nears, fars = sides(mark.at - half), sides(mark.at + half)
    for start, stop, near, far, words in zip(starts, stops, nears, fars, mark.words, strict=True):
        if not math.isfinite(start + stop + near + far):
            continue
        low, high = sorted((float(start), float(stop)))
        one, other = sorted((float(near), float(far)))
        box = (low, one, high, other) if mark.is_horizontal else (one, low, other, high)
        box = _within(box, place.box)
        if high > low:
            canvas.box(box, mark.fill, mark.stroke)
        if words:
            _on_bar(words, box, mark.writing, canvas)


def _on_bar(words: str, box: Box, writing: drawing.Writing, canvas: Canvas) -> None:
    """Write words in the middle of a bar, smaller where it is narrow."""
    left, top, right, bottom = box
    wide = lettering.width(words, 1.0)
    size = min(writing.size_px, (right - left - 1) / wide, (bottom - top) / lettering.LINE_HEIGHT)
    if size >= LEAST_LETTERS_PX:
        canvas.write(
            words,
            (left + right) / 2,
            (top + bottom) / 2,
            size=size,
            colour=writing.colour,
            across="center",
        )


@paint.register
def _line(mark: drawing.Line, canvas: Canvas, place: Place) -> None:
    steps = _steps(place.across(mark.x), place.down(mark.y))
    if steps:
        canvas.path(steps, None, mark.stroke)


@paint.register
def _area(mark: drawing.Area, canvas: Canvas, place: Place) -> None:
    rings = [(place.across(x), place.down(y)) for x, y in mark.rings()]
    if rings:
        canvas.path("".join(_steps(x, y) + "Z" for x, y in rings), mark.fill, mark.stroke)


@paint.register
def _points(mark: drawing.Points, canvas: Canvas, place: Place) -> None:
    xs, ys = place.across(mark.x), place.down(mark.y)
    _intervals(mark, canvas, place)
    for i, (x, y) in enumerate(zip(xs.tolist(), ys.tolist(), strict=True)):
        if math.isfinite(x + y):
            symbol(mark, i, x, y, canvas)


def symbol(mark: drawing.Points, i: int, x: float, y: float, canvas: Canvas) -> None:
    """Draw one of the marks of some points, at a place on the sheet."""
    size, seen = float(mark.sizes_px[i]), float(mark.opacities[i])
    fill: drawing.Fill | None = drawing.Fill(mark.colours[i], seen)
    line = mark.stroke
    kind = mark.symbols[i]
    if mark.is_open[i] or kind == "line-ns":
        fill, line = None, drawing.Stroke(mark.colours[i], OPEN_PX, opacity=seen)
    elif line is not None and seen < 1:
        line = replace(line, opacity=seen)
    half = size / 2
    canvas.grow((x - half, y - half, x + half, y + half))
    if kind == "circle":
        canvas.disc(x, y, half, fill, line)
    elif kind == "square":
        canvas.box((x - half, y - half, x + half, y + half), fill, line)
    else:
        corners = [(x + a * size, y + b * size) for a, b in OUTLINES[kind]]
        steps = "M" + "L".join(f"{num(a)} {num(b)}" for a, b in corners)
        canvas.path(steps if kind == "line-ns" else steps + "Z", fill, line)


def _round(n: int, *radii: float) -> list[tuple[float, float]]:
    """Return so many corners around a point from its top, at one radius after the other."""
    turns = [2 * math.pi * i / n for i in range(n)]
    return [
        (radii[i % len(radii)] * math.sin(turn), -radii[i % len(radii)] * math.cos(turn))
        for i, turn in enumerate(turns)
    ]


_CROSS = [
    (-1, -3), (1, -3), (1, -1), (3, -1), (3, 1), (1, 1),
    (1, 3), (-1, 3), (-1, 1), (-3, 1), (-3, -1), (-1, -1),
]  # fmt: skip
OUTLINES: dict[str, list[tuple[float, float]]] = {
    "diamond": _round(4, math.sqrt(0.5)),
    "triangle-up": [(0, -0.5), (0.5, 0.5), (-0.5, 0.5)],
    "triangle-down": [(0, 0.5), (0.5, -0.5), (-0.5, -0.5)],
    "cross": [(x / 6, y / 6) for x, y in _CROSS],
    "x": [((x - y) * 0.125, (x + y) * 0.125) for x, y in _CROSS],
    "star": _round(10, 0.5, 0.19),
    "hexagon": _round(6, 0.5),
    "line-ns": [(0, -0.5), (0, 0.5)],
}
"""Corners of each symbol around its middle, in its size."""


def _intervals(mark: drawing.Points, canvas: Canvas, place: Place) -> None:
    """Draw the interval of each point, with a cap at each end."""
    if mark.interval is None:
        return
    xs, ys = place.across(mark.x), place.down(mark.y)
    steps: list[str] = []
    if mark.x_low is not None and mark.x_high is not None:
        for y, low, high in _known(ys, place.across(mark.x_low), place.across(mark.x_high)):
            steps.append(f"M{num(low)} {num(y)}H{num(high)}")
            steps += [f"M{num(x)} {num(y - CAP_PX)}V{num(y + CAP_PX)}" for x in (low, high)]
    if mark.y_low is not None and mark.y_high is not None:
        for x, low, high in _known(xs, place.down(mark.y_low), place.down(mark.y_high)):
            steps.append(f"M{num(x)} {num(low)}V{num(high)}")
            steps += [f"M{num(x - CAP_PX)} {num(y)}H{num(x + CAP_PX)}" for y in (low, high)]
    if steps:
        canvas.path("".join(steps), None, mark.interval)


@paint.register
def _words(mark: drawing.Labels, canvas: Canvas, place: Place) -> None:
    xs, ys = place.across(mark.x), place.down(mark.y)
    for i, text in enumerate(mark.texts):
        if not text or not math.isfinite(xs[i] + ys[i]):
            continue
        x = float(xs[i] + mark.shift_x_px[i])
        y = float(ys[i] - mark.shift_y_px[i])
        if mark.leader is not None:
            steps = f"M{num(xs[i])} {num(ys[i])}L{num(x)} {num(y)}"
            canvas.path(steps, None, mark.leader)
        canvas.write(
            text,
            x,
            y,
            size=mark.size_px,
            colour=mark.colours[i],
            across=mark.across[i],
            along=mark.along[i],
            is_bold=mark.is_bold,
            angle=-mark.angle_deg,
            ground=mark.ground,
        )


@paint.register
def _cells(mark: drawing.Cells, canvas: Canvas, place: Place) -> None:
    """Draw cells; those of one colour are one path."""
    air = mark.gap_px / 2
    lefts, rights = place.across(mark.x - 0.5), place.across(mark.x + 0.5)
    uppers, lowers = place.down(mark.y + 0.5), place.down(mark.y - 0.5)
    of_colour: dict[str, list[str]] = defaultdict(list)
    for row, column in zip(*np.nonzero(mark.colours != ""), strict=True):
        left, right = sorted((float(lefts[column]), float(rights[column])))
        upper, lower = sorted((float(uppers[row]), float(lowers[row])))
        of_colour[str(mark.colours[row, column])].append(
            f"M{num(left + air)} {num(upper + air)}H{num(right - air)}V{num(lower - air)}"
            f"H{num(left + air)}Z"
        )
    for colour, steps in of_colour.items():
        canvas.path("".join(steps), drawing.Fill(colour))
    if mark.words is None:
        return
    for row, column in zip(*np.nonzero(mark.words != ""), strict=True):
        box = (lefts[column], uppers[row], rights[column], lowers[row])
        left, right = sorted((float(box[0]), float(box[2])))
        upper, lower = sorted((float(box[1]), float(box[3])))
        words = str(mark.words[row, column])
        _on_bar(words, (left, upper, right, lower), mark.writing, canvas)


def is_bounded(mark: drawing.Mark) -> bool:
    """Tell whether a mark ends where its axes do; points and words may stand on their edge."""
    return isinstance(mark, drawing.Line | drawing.Area)


def _known(*columns: drawing.Numbers) -> Iterable[tuple[float, ...]]:
    """Return the rows in which every number is known."""
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return (row for row in rows if all(map(math.isfinite, row)))


def _steps(xs: drawing.Numbers, ys: drawing.Numbers) -> str:
    """Return a path through points, parted where one is not known."""
    steps: list[str] = []
    is_down = False
    for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
        if not math.isfinite(x + y):
            is_down = False
            continue
        steps.append(f"{'L' if is_down else 'M'}{num(x)} {num(y)}")
        is_down = True
    return "".join(steps)


def _within(box: Box, bounds: Box) -> Box:
    """Return the part of a box inside another."""
    keep: Callable[[float, float, float], float] = lambda low, value, high: min(  # noqa: E731
        max(value, low), high
    )
    left, top, right, bottom = bounds
    return (
        keep(left, box[0], right),
        keep(top, box[1], bottom),
        keep(left, box[2], right),
        keep(top, box[3], bottom),
    )
