"""Which part of a panel becomes a chart that PowerPoint draws, with numbers that can be edited.

Bars become a bar chart, lines and points a scatter chart; what these cannot hold (bands, words
apart from points, lines over bars) is left for shapes beside it. What would not be the same as on
screen is no native chart at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.briefing.charts.drawing import (
    Area,
    Axis,
    Bars,
    Labels,
    Line,
    Mark,
    Numbers,
    Panel,
    Points,
)
from dashboard.i18n import _

TOLERANCE = 1e-6
EXCEL_1970 = 25_569
"""Days from the first day of a spreadsheet to that of a chart."""

MAX_SIZE = 72.0
"""Largest mark, in points: PowerPoint knows no larger one."""


@dataclass(frozen=True)
class BarSeries:
    """Bars of one name: a value for each category, not a number where there is none."""

    name: str
    values: Numbers
    mark: Bars
    words: tuple[str, ...]


@dataclass(frozen=True)
class BarChart:
    """Bars that stand upon one another; ``gap`` is the room between two, in widths of one.

    ``categories`` are words, or numbers where these are numbers on the page too. Where all bars
    begin at a ``base`` of their own, they reach to their values from there, and none upon another.
    """

    is_horizontal: bool
    categories: tuple[str, ...] | tuple[float, ...]
    series: tuple[BarSeries, ...]
    gap: float
    place: Axis
    value: Axis
    base: float | None = None


@dataclass(frozen=True)
class PointLabel:
    """Words at a point of a series."""

    rank: int
    text: str
    side: str
    colour: str
    size_px: float
    is_bold: bool


@dataclass(frozen=True)
class PointSeries:
    """A line, points, or both, through the same places; gaps are not numbers."""

    name: str
    x: Numbers
    y: Numbers
    line: Line | None
    points: Points | None
    labels: tuple[PointLabel, ...] = ()


@dataclass(frozen=True)
class PointChart:
    """Lines and points on two axes of numbers."""

    series: tuple[PointSeries, ...]
    x: Axis
    y: Axis


@dataclass(frozen=True)
class Native:
    """A native chart of a panel, and what is left to be drawn below and above it."""

    chart: BarChart | PointChart
    below: tuple[Mark, ...]
    above: tuple[Mark, ...]

    @property
    def names(self) -> set[str]:
        """Return the names of its series."""
        return {series.name for series in self.chart.series}


def fitted(panel: Panel) -> Panel:
    """Return a panel of bars with the ends that a native chart has: half a bar beyond the last."""
    found = _bars(panel)
    if found is None:
        return panel
    chart, at = found
    half = (at[1] - at[0]) / 2 if len(at) > 1 else 0.5
    ends = (float(at[0] - half), float(at[-1] + half))
    axis = chart.place
    low, high = ends if axis.low < axis.high else ends[::-1]
    fixed = replace(axis, low=low, high=high)
    return replace(panel, y=fixed) if chart.is_horizontal else replace(panel, x=fixed)


def of_panel(panel: Panel) -> Native | None:
    """Return the native chart of a panel, `fitted` before; none where it cannot be one."""
    below = tuple(mark for mark in panel.marks if isinstance(mark, Area))
    if any(isinstance(mark, Bars) for mark in panel.marks):
        found = _bars(panel)
        if found is None:
            return None
        rest = tuple(mark for mark in panel.marks if not isinstance(mark, Area | Bars))
        return Native(found[0], below, rest)
    if not _is_scatter(panel):
        return None
    chart, above = _scatter(panel)
    return Native(chart, below, above)


def _is_scatter(panel: Panel) -> bool:
    """Tell whether a panel holds lines and points upon axes that a reader can read."""
    has_axes = any(axis.has_labels and axis.ticks for axis in (panel.x, panel.y))
    kinds = {type(mark) for mark in panel.marks}
    has_places = any(
        np.isfinite(mark.x + mark.y).any()
        for mark in panel.marks
        if isinstance(mark, Line | Points)
    )
    return has_axes and kinds <= {Line, Points, Labels, Area} and has_places


def _bars(panel: Panel) -> tuple[BarChart, Numbers] | None:
    """Return the bar chart of a panel and where its categories lie; none where it cannot be one."""
    marks = [mark for mark in panel.marks if isinstance(mark, Bars)]
    widths = np.concatenate([mark.width for mark in marks]) if marks else np.array([])
    if not len(widths) or np.ptp(widths) > TOLERANCE:
        return None
    is_horizontal = marks[0].is_horizontal
    place, value = (panel.y, panel.x) if is_horizontal else (panel.x, panel.y)
    grid = _grid(place, marks)
    if grid is None or any(mark.is_horizontal != is_horizontal for mark in marks):
        return None
    at, categories = grid
    base = _base(marks)
    reached = np.zeros((2, len(at)))
    series = []
    for mark in marks:
        values = np.full(len(at), np.nan)
        words = [""] * len(at)
        for i, rank in enumerate(np.searchsorted(at, mark.at - TOLERANCE)):
            length = mark.end[i] - mark.start[i]
            if not np.isfinite(length):
                continue
            sign = int(length < 0)
            if base is None and abs(reached[sign, rank] - mark.start[i]) > TOLERANCE:
                return None
            reached[sign, rank] += length
            values[rank] = length if base is None else mark.end[i]
            words[rank] = mark.words[i]
        series.append(BarSeries(mark.name, values, mark, tuple(words)))
    step = float(at[1] - at[0]) if len(at) > 1 else 1.0
    gap = step / float(widths[0]) - 1
    return BarChart(is_horizontal, categories, tuple(series), gap, place, value, base), at


def _base(marks: Sequence[Bars]) -> float | None:
    """Return where all bars begin, if that is one place other than 0."""
    starts = np.concatenate([mark.start for mark in marks])
    starts = starts[np.isfinite(starts)]
    is_one = len(starts) > 0 and np.ptp(starts) <= TOLERANCE and abs(starts[0]) > TOLERANCE
    return float(starts[0]) if is_one else None


def _grid(
    axis: Axis, marks: Sequence[Bars]
) -> tuple[Numbers, tuple[str, ...] | tuple[float, ...]] | None:
    """Return where the categories of bars lie, and what they are called."""
    at = np.unique(np.concatenate([mark.at for mark in marks]))
    if axis.kind == "day":
        return None
    if axis.kind == "category":
        ranks = np.arange(len(axis.categories), dtype=np.float64)
        low, high = sorted((axis.low, axis.high))
        seen = ranks[(ranks > low - TOLERANCE) & (ranks < high + TOLERANCE)]
        labels = {tick.at: tick.label for tick in axis.ticks}
        names = tuple(labels.get(float(rank), "") for rank in seen)
        return (seen, names) if np.isin(at, seen).all() else None
    named = {round(tick.at, 6): tick.label for tick in axis.ticks}
    places = np.array(sorted(named), dtype=np.float64)
    if len(places) >= len(at) and np.isin(np.round(at, 6), places).all() and _is_even(places):
        return places, tuple(named[float(place)] for place in places)
    return _number_grid(at)


def _number_grid(at: Numbers) -> tuple[Numbers, tuple[float, ...]] | None:
    """Return the grid of a histogram: from the first bar to the last, without a hole."""
    step = float(np.diff(at).min()) if len(at) > 1 else 1.0
    first = float(at[0])
    n = round((at[-1] - first) / step) + 1
    grid = first + step * np.arange(n)
    ranks = np.round((at - first) / step).astype(int)
    if np.abs(grid[ranks] - at).max() > TOLERANCE:
        return None
    return grid, tuple(float(value) for value in grid)


def _is_even(places: Numbers) -> bool:
    return len(places) < 2 or bool(np.ptp(np.diff(places)) < TOLERANCE)


def _scatter(panel: Panel) -> tuple[PointChart, tuple[Mark, ...]]:
    """Return the scatter chart of a panel, and the words that are at none of its points.

    Points that are there only to be pointed at are left out.
    """
    found: list[PointSeries] = []
    for mark in panel.marks:
        if isinstance(mark, Line):
            _add_line(found, mark)
        elif isinstance(mark, Points) and (mark.name or mark.opacities.any()):
            _add_points(found, mark)
    found = _padded([replace(series, x=_carried(series.x)) for series in found])
    left = tuple(
        mark for mark in panel.marks if isinstance(mark, Labels) and not _add_words(found, mark)
    )
    return PointChart(tuple(found), panel.x, panel.y), left


def _carried(x: Numbers) -> Numbers:
    """Return places with those of gaps filled from before: a gap needs to lack its height only.

    A program that finds a place missing may count the points of the series instead.
    """
    known = np.isfinite(x)
    if not known.any():
        return np.zeros(len(x))
    last = np.maximum.accumulate(np.where(known, np.arange(len(x)), -1))
    return np.where(last < 0, x[known][0], x[np.maximum(last, 0)])


def _padded(found: list[PointSeries]) -> list[PointSeries]:
    """Return series of which none is shorter than one after it, gaps being added at their ends.

    LibreOffice does not draw a series that is.
    """
    longest = 0
    padded: list[PointSeries] = []
    for series in reversed(found):
        longest = max(longest, len(series.x))
        more = longest - len(series.x)
        x = np.pad(series.x, (0, more), mode="edge") if len(series.x) else np.zeros(more)
        y = np.pad(series.y, (0, more), constant_values=np.nan)
        padded.insert(0, replace(series, x=x, y=y))
    return padded


def _add_line(found: list[PointSeries], mark: Line) -> None:
    """Add a line; one without a name joins the one before it, if that looks the same."""
    last = found[-1] if found else None
    if (
        last is not None
        and last.line is not None
        and last.points is None
        and not mark.name
        and not last.name
        and last.line.stroke == mark.stroke
    ):
        gap = np.array([np.nan])
        found[-1] = replace(
            last,
            x=np.concatenate([last.x, gap, mark.x]),
            y=np.concatenate([last.y, gap, mark.y]),
        )
        return
    found.append(PointSeries(mark.name, mark.x, mark.y, mark, None))


def _add_points(found: list[PointSeries], mark: Points) -> None:
    """Add points; to a line of the same name through the same places, if there is one.

    Intervals along the vertical axis become error bars. Those across become lines of their own:
    LibreOffice does not draw error bars across whose two ends differ.
    """
    if mark.interval is not None and mark.x_low is not None and mark.x_high is not None:
        gap = np.full(len(mark.x), np.nan)
        line = Line(
            _("{name}: interval").format(name=mark.name) if mark.name else "",
            np.column_stack([mark.x_low, mark.x_high, gap]).ravel(),
            np.column_stack([mark.y, mark.y, gap]).ravel(),
            mark.interval,
        )
        found.append(PointSeries(line.name, line.x, line.y, line, None))
        has_more = mark.y_low is not None
        mark = replace(mark, x_low=None, x_high=None, interval=mark.interval if has_more else None)
    for rank, series in enumerate(found):
        if (
            series.points is None
            and series.name == mark.name
            and len(series.x) == len(mark.x)
            and np.allclose(series.x, mark.x, equal_nan=True)
            and np.allclose(series.y, mark.y, equal_nan=True)
        ):
            found[rank] = replace(series, points=mark)
            return
    found.append(PointSeries(mark.name, mark.x, mark.y, None, mark))


SIDES = {
    ("left", "middle"): "r",
    ("right", "middle"): "l",
    ("center", "bottom"): "t",
    ("center", "top"): "b",
    ("center", "middle"): "ctr",
}
"""PowerPoint's side of a point on which words stand, by how they are set."""

MAX_SHIFT_PX = 14.0
"""Words further from their point than a label stands are left for a box of words."""


def _add_words(found: list[PointSeries], words: Labels) -> bool:
    """Add words as labels to the points they stand at; tell whether all have found one."""
    if words.leader is not None or words.ground is not None or words.angle_deg:
        return False
    marked_last = sorted(enumerate(found), key=lambda one: one[1].points is not None)
    places = {
        (round(float(x), 6), round(float(y), 6)): (rank, i)
        for rank, series in marked_last
        for i, (x, y) in enumerate(zip(series.x, series.y, strict=True))
        if np.isfinite(x + y)
    }
    added: list[tuple[int, PointLabel]] = []
    for i, text in enumerate(words.texts):
        if not text or not np.isfinite(words.x[i] + words.y[i]):
            continue
        place = places.get((round(float(words.x[i]), 6), round(float(words.y[i]), 6)))
        side = SIDES.get((words.across[i], words.along[i]))
        shift = abs(words.shift_x_px[i]) + abs(words.shift_y_px[i])
        if place is None or side is None or shift > MAX_SHIFT_PX:
            return False
        label = PointLabel(
            place[1], text, side, words.colours[i], words.size_px, is_bold=words.is_bold
        )
        added.append((place[0], label))
    for rank, label in added:
        found[rank] = replace(found[rank], labels=(*found[rank].labels, label))
    return True
