"""Where the panels of a chart lie on a slide, with room for all that stands beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.briefing.charts.drawing import Axis, Drawing, Labels, Legend, Panel
from dashboard.briefing.charts.legend import PlacedKey, entries
from dashboard.briefing.slides import setting
from dashboard.briefing.slides.pen import SlideBox

AIR = 6.0
"""Between a panel and its labels."""

TITLE_AIR = 4.0
N_FITS = 3
Room = tuple[float, float, float, float]
"""Left, right, above and below."""


@dataclass(frozen=True)
class Plot:
    """A panel in its place; ``scale`` is pixels of the slide to one of the page."""

    panel: Panel
    box: SlideBox
    scale: float

    def x(self, value: float) -> float:
        """Return where a value lies, from the left edge of the slide."""
        return self.box.left + _share(self.panel.x, value) * self.box.width

    def y(self, value: float) -> float:
        """Return where a value lies, from the upper edge of the slide."""
        return self.box.bottom - _share(self.panel.y, value) * self.box.height


@dataclass(frozen=True)
class PlotLayout:
    """A chart in its place: the box of its panels, each of them, and the legend's entries."""

    inner: SlideBox
    plots: tuple[Plot, ...]
    legend: tuple[PlacedKey, ...]
    legend_box: SlideBox


def layout(chart: Drawing, area: SlideBox, scale: float) -> PlotLayout:
    """Return where all parts of a chart lie inside an area of the slide."""
    placed, high = legend_entries(chart.legend, area.width, chart.writing.size_px * scale)
    gap = 4.0 * scale if placed else 0.0
    if chart.legend.is_above:
        legend_box = SlideBox(area.left, area.top, area.width, high)
        rest = SlideBox(area.left, area.top + high + gap, area.width, area.height - high - gap)
    else:
        legend_box = SlideBox(area.left, area.bottom - high, area.width, high)
        rest = SlideBox(area.left, area.top, area.width, area.height - high - gap)
    if chart.flows is not None:
        return PlotLayout(_inside(chart, area, scale), (), (), legend_box)
    room: Room = (0.0, 0.0, 0.0, 0.0)
    for _attempt in range(N_FITS):
        inner, plots = _placed(chart, rest, room, scale)
        lacking = _lacking(chart, inner, plots, rest, scale)
        if max(lacking) < 0.5:
            break
        room = tuple(a + b for a, b in zip(room, lacking, strict=True))  # type: ignore[assignment]
    inner, plots = _placed(chart, rest, room, scale)
    return PlotLayout(inner, plots, tuple(placed), legend_box)


def legend_entries(legend: Legend, wide: float, size: float) -> tuple[list[PlacedKey], float]:
    """Return the entries of a legend in place, in pixels of the slide, and their height."""
    scale = size / 13.0
    placed, high = entries(
        legend, width_px=wide / scale, measure=lambda text: setting.width(text, size) / scale
    )
    return [PlacedKey(one.key, one.left_px * scale, one.row) for one in placed], high * scale


def label_room(axis: Axis, scale: float, *, is_across: bool) -> float:
    """Return how far the labels and the title of an axis reach from its panel."""
    found = 0.0
    size = axis.size_px * scale
    if axis.has_labels and axis.ticks:
        if is_across and not axis.angle_deg:
            lines = max(tick.label.count("\n") + 1 for tick in axis.ticks)
            found += AIR + setting.height(lines, size)
        else:
            found += AIR + max(setting.width(tick.label, size) for tick in axis.ticks)
    if axis.title:
        found += TITLE_AIR + setting.height(1, size)
    return found


def words_box(words: Labels, i: int, at: tuple[float, float], scale: float) -> SlideBox:
    """Return the box of one of some words that stand at a point of the slide."""
    size = words.size_px * scale
    text = words.texts[i]
    wide = setting.width(text, size, is_bold=words.is_bold)
    high = setting.height(text.count("\n") + 1, size)
    if abs(words.angle_deg) == 90:
        wide, high = high, wide
    x = at[0] + float(words.shift_x_px[i]) * scale
    y = at[1] - float(words.shift_y_px[i]) * scale
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[words.across[i]]
    top = y - {"top": 0.0, "middle": high / 2, "bottom": high}[words.along[i]]
    return SlideBox(left, top, wide, high)


def on_paper(inner: SlideBox, x: float, y: float) -> tuple[float, float]:
    """Return a point of the chart as a whole, given as parts from the left and from below."""
    return inner.left + x * inner.width, inner.bottom - y * inner.height


def _inside(chart: Drawing, area: SlideBox, scale: float) -> SlideBox:
    """Return what the margins of a chart leave: the words beside a flow chart count on them."""
    margins = chart.margins
    return SlideBox(
        area.left + margins.left * scale,
        area.top + margins.top * scale,
        area.width - (margins.left + margins.right) * scale,
        area.height - (margins.top + margins.bottom) * scale,
    )


def _placed(
    chart: Drawing, rest: SlideBox, room: Room, scale: float
) -> tuple[SlideBox, tuple[Plot, ...]]:
    left, right, above, below = room
    inner = SlideBox(
        rest.left + left,
        rest.top + above,
        max(rest.width - left - right, 40.0),
        max(rest.height - above - below, 20.0),
    )
    plots = []
    for panel in chart.panels:
        (x0, x1), (y0, y1) = panel.x.domain, panel.y.domain
        box = SlideBox(
            inner.left + x0 * inner.width,
            inner.top + (1 - y1) * inner.height,
            (x1 - x0) * inner.width,
            (y1 - y0) * inner.height,
        )
        plots.append(Plot(panel, _even(panel, box) if panel.is_even else box, scale))
    return inner, tuple(plots)


def _even(panel: Panel, box: SlideBox) -> SlideBox:
    """Return the greatest box inside, in which a unit of both axes is of one length."""
    across, along = abs(panel.x.high - panel.x.low), abs(panel.y.high - panel.y.low)
    unit = min(box.width / across, box.height / along)
    wide, high = across * unit, along * unit
    return SlideBox(
        box.left + (box.width - wide) / 2, box.top + (box.height - high) / 2, wide, high
    )


def _lacking(
    chart: Drawing, inner: SlideBox, plots: tuple[Plot, ...], rest: SlideBox, scale: float
) -> Room:
    """Return the pixels that are wanting on each side for all that stands beside the panels."""
    boxes: list[SlideBox] = []
    for plot in plots:
        boxes += _axis_boxes(plot)
        for mark in plot.panel.marks:
            if isinstance(mark, Labels):
                boxes += [
                    words_box(mark, i, (plot.x(mark.x[i]), plot.y(mark.y[i])), scale)
                    for i in range(len(mark.texts))
                    if mark.texts[i] and np.isfinite(mark.x[i] + mark.y[i])
                ]
    for words in chart.words:
        boxes += [
            words_box(words, i, on_paper(inner, words.x[i], words.y[i]), scale)
            for i in range(len(words.texts))
        ]
    if not boxes:
        return (0.0, 0.0, 0.0, 0.0)
    return (
        max(rest.left - min(box.left for box in boxes), 0.0),
        max(max(box.right for box in boxes) - rest.right, 0.0),
        max(rest.top - min(box.top for box in boxes), 0.0),
        max(max(box.bottom for box in boxes) - rest.bottom, 0.0),
    )


def _axis_boxes(plot: Plot) -> list[SlideBox]:
    """Return what the labels of both axes take, as boxes."""
    box, x, y = plot.box, plot.panel.x, plot.panel.y
    along = label_room(x, plot.scale, is_across=True)
    across = label_room(y, plot.scale, is_across=False)
    found = [
        SlideBox(
            box.left, box.top - along if x.side == "top" else box.top, box.width, box.height + along
        ),
        SlideBox(
            box.left - across if y.side == "left" else box.left,
            box.top,
            box.width + across,
            box.height,
        ),
    ]
    if x.has_labels:
        half = [(plot.x(t.at), setting.width(t.label, x.size_px * plot.scale) / 2) for t in x.ticks]
        found += [SlideBox(at - wide, box.top, 2 * wide, 1) for at, wide in half if not x.angle_deg]
    if y.has_labels:
        high = setting.height(1, y.size_px * plot.scale) / 2
        found += [SlideBox(box.left, plot.y(tick.at) - high, 1, 2 * high) for tick in y.ticks]
    return found


def _share(axis: Axis, value: float) -> float:
    return float((value - axis.low) / (axis.high - axis.low))
