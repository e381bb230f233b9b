"""Draws a chart as SVG or PNG without a browser: what the page shows, with its title and sources.

Margins are made as large as the labels need, so that no word is cut.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from dashboard import theme
from dashboard.briefing.charts import drawing, flow_layout, lettering, painted_axes, raster
from dashboard.briefing.charts.canvas import NOTHING, Box, Canvas, num
from dashboard.briefing.charts.legend import GAP_PX, ROW_PX, SWATCH_PX, entries
from dashboard.briefing.charts.painted_marks import Place, is_bounded, paint, symbol

Format = Literal["svg", "png"]

EDGE_PX = 8.0
"""Free on every side."""
LEAST_PX = 40.0
"""Height of the panels, at least."""
N_FITS = 4
LABEL_AIR_PX = 8.0
LARGEST_KEY_PX = 11.0
OF_PAPER = drawing.Axis(0.0, 1.0)


@dataclass(frozen=True)
class Picture:
    """A chart as it was painted, with the size at which its letters have theirs."""

    svg: bytes
    width_px: float
    height_px: float
    title: str
    description: str
    spans: tuple[tuple[float, float], ...] = ()

    @cached_property
    def png(self) -> bytes:
        """Return it in pixels, two for each of the page's."""
        return raster.png(self.svg, title=self.title, description=self.description)

    def slices(self, height_px: float) -> list[Picture]:
        """Return it in parts that are no higher, cut where no words stand; itself if it is low."""
        cuts = [0.0]
        while (left := self.height_px - cuts[-1]) > height_px:
            even = left / math.ceil(left / height_px)
            cuts.append(_cut(self.spans, cuts[-1], cuts[-1] + even))
        ends = [*cuts[1:], self.height_px]
        return [self._slice(top, end) for top, end in zip(cuts, ends, strict=True)]

    def _slice(self, top: float, end: float) -> Picture:
        if (top, end) == (0.0, self.height_px):
            return self
        whole, part = (
            f'height="{num(high)}" viewBox="0 {num(start)} {num(self.width_px)} {num(high)}"'
            for start, high in ((0.0, self.height_px), (top, end - top))
        )
        svg = self.svg.replace(whole.encode(), part.encode(), 1)
        return Picture(svg, self.width_px, end - top, self.title, self.description)


def picture(
    chart: drawing.Drawing,
    form: Format,
    *,
    width_px: float,
    title: str = "",
    source: str = "",
    description: str = "",
) -> bytes:
    """Return a chart as a picture; see `painted`.

    Parameters
    ----------
    form : str
        ``svg``, or ``png`` at twice the pixels.
    """
    done = painted(chart, width_px=width_px, title=title, source=source, description=description)
    return done.svg if form == "svg" else done.png


def painted(
    chart: drawing.Drawing,
    *,
    width_px: float,
    title: str = "",
    source: str = "",
    description: str = "",
) -> Picture:
    """Return a chart, painted; the same chart gives the same bytes.

    Parameters
    ----------
    chart : Drawing
    width_px : float
    title, source : str
        Set above and below; nothing where they are empty.
    description : str
        What a reader would see, kept in the file for those who cannot.
    """
    margins = _bare(chart)
    for _attempt in range(N_FITS):
        sheet = _Sheet(chart, margins, width_px, title, source)
        lacking = sheet.lacking()
        if max(lacking) < 1:
            break
        left, right, top, bottom = lacking
        margins = drawing.Margins(
            margins.left + left, margins.right + right, margins.top + top, margins.bottom + bottom
        )
    svg = sheet.canvas.document(width_px, sheet.height, chart.ground, title, description)
    return Picture(
        svg, width_px, sheet.height, title, description, tuple(sorted(sheet.canvas.spans))
    )


def _cut(spans: tuple[tuple[float, float], ...], start: float, end: float) -> float:
    """Return the lowest height between two at which no words stand; the end where there is none."""
    cut = end
    for top, bottom in reversed(spans):
        if top < cut < bottom:
            cut = top
    return cut if cut > start + (end - start) / 2 else end


def _bare(chart: drawing.Drawing) -> drawing.Margins:
    """Return the margins without the room that was left in them for the legend."""
    margins = chart.margins
    if not chart.legend.keys:
        return margins
    if chart.legend.is_above:
        return replace(margins, top=EDGE_PX)
    return replace(margins, bottom=EDGE_PX)


class _Sheet:
    """A chart with its title, legend and sources at given margins."""

    def __init__(
        self,
        chart: drawing.Drawing,
        margins: drawing.Margins,
        width: float,
        title: str,
        source: str,
    ) -> None:
        self.canvas = Canvas()
        self._chart, self._margins, self._width = chart, margins, width
        room = width - 2 * EDGE_PX
        heads = lettering.wrapped(title, theme.SIZE_HEAD, room, is_bold=True)
        feet = lettering.wrapped(source, theme.SIZE_SMALL, room)
        size = chart.writing.size_px
        placed, legend_height = entries(
            chart.legend, width_px=room, measure=lambda text: lettering.width(text, size)
        )
        self._inner = max(chart.height_px - chart.margins.top - chart.margins.bottom, LEAST_PX)
        head = _height(heads, theme.SIZE_HEAD)
        foot = _height(feet, theme.SIZE_SMALL)
        above = legend_height if chart.legend.is_above else 0.0
        below = legend_height - above
        self._head = EDGE_PX + head + above
        self._foot = EDGE_PX + foot + below
        self._top = self._head + margins.top
        self.height = self._top + self._inner + margins.bottom + self._foot
        self._write(heads, EDGE_PX, theme.SIZE_HEAD, theme.INK, is_bold=True)
        self._write(feet, self.height - EDGE_PX - foot + EDGE_PX, theme.SIZE_SMALL, theme.MUTED)
        start = EDGE_PX + head if above else self.height - EDGE_PX - foot - below
        for entry in placed:
            self._key(entry.key, EDGE_PX + entry.left_px, start + (entry.row + 0.5) * ROW_PX)
        self.canvas.reach = NOTHING
        self._panels(chart.panels)
        if chart.flows is not None:
            self._flows(chart.flows)
        for words in chart.words:
            paint(words, self.canvas, Place(self._box((0, 1), (0, 1)), OF_PAPER, OF_PAPER))

    def lacking(self) -> tuple[float, float, float, float]:
        """Return the pixels that are wanting left, right, above and below the panels.

        What stands on and beside the panels must not reach beyond the sheet, nor into its title,
        legend and sources.
        """
        left, top, right, bottom = self.canvas.reach
        return (
            max(EDGE_PX - left, 0.0),
            max(right - (self._width - EDGE_PX), 0.0),
            max(self._head - top, 0.0),
            max(bottom - (self.height - self._foot), 0.0),
        )

    def _box(self, x: tuple[float, float], y: tuple[float, float]) -> Box:
        """Return a part of the room inside the margins; y counts from below."""
        left, bottom = self._margins.left, self._top + self._inner
        width = max(self._width - left - self._margins.right, LEAST_PX)
        return (
            left + x[0] * width,
            bottom - y[1] * self._inner,
            left + x[1] * width,
            bottom - y[0] * self._inner,
        )

    def _panels(self, panels: tuple[drawing.Panel, ...]) -> None:
        """Draw pairs of axes and what stands on them; lines of an axis lie below all marks."""
        canvas = self.canvas
        places = [self._place(panel) for panel in panels]
        for place in places:
            painted_axes.lines(place, canvas)
        for panel, place in zip(panels, places, strict=True):
            bounds = canvas.clipped(place.box)
            for mark in panel.marks:
                if is_bounded(mark):
                    canvas.parts.append(f"<g{bounds}>")
                    paint(mark, canvas, place)
                    canvas.parts.append("</g>")
                else:
                    paint(mark, canvas, place)
        axes = {(place.box, axis): (place, axis) for place in places for axis in (place.x, place.y)}
        for place, axis in axes.values():
            painted_axes.labels(place, axis is place.x, canvas)

    def _place(self, panel: drawing.Panel) -> Place:
        box = self._box(panel.x.domain, panel.y.domain)
        return Place(_even(box, panel) if panel.is_even else box, panel.x, panel.y)

    def _flows(self, flows: drawing.Flows) -> None:
        """Draw a flow chart."""
        left, top, right, _bottom = self._box((0, 1), (0, 1))
        nodes, ribbons = flow_layout.placed(flows, width=right - left, height=self._inner, unit=1.0)
        for ribbon in ribbons:
            upper, lower = (
                [f"{num(left + x)} {num(top + y)}" for x, y in edge] for edge in ribbon.corners()
            )
            back = lower[::-1]
            steps = f"M{upper[0]}C{' '.join(upper[1:])}L{back[0]}C{' '.join(back[1:])}Z"
            self.canvas.path(steps, ribbon.ribbon.fill)
        for node in nodes:
            box = (
                left + node.left,
                top + node.top,
                left + node.left + node.width,
                top + node.top + node.height,
            )
            self.canvas.box(box, node.node.fill, flows.stroke)
            is_last = node.left > (right - left) / 2
            self.canvas.write(
                node.node.label,
                box[0] - LABEL_AIR_PX if is_last else box[2] + LABEL_AIR_PX,
                (box[1] + box[3]) / 2,
                size=flows.writing.size_px,
                colour=flows.writing.colour,
                across="right" if is_last else "left",
            )

    def _key(self, key: drawing.Key, left: float, middle: float) -> None:
        """Draw an entry of the legend."""
        _swatch(key.mark, left, middle, self.canvas)
        writing = self._chart.writing
        self.canvas.write(
            key.name, left + SWATCH_PX + GAP_PX, middle, size=writing.size_px, colour=writing.colour
        )

    def _write(
        self, lines: list[str], top: float, size: float, colour: str, *, is_bold: bool = False
    ) -> None:
        """Write lines below one another at the left edge."""
        if lines:
            self.canvas.write(
                "\n".join(lines),
                EDGE_PX,
                top,
                size=size,
                colour=colour,
                along="top",
                is_bold=is_bold,
            )


def _height(lines: list[str], size: float) -> float:
    """Return how high lines stand, with the air below or above them."""
    return len(lines) * size * lettering.LINE_HEIGHT + EDGE_PX if lines else 0.0


def _even(box: Box, panel: drawing.Panel) -> Box:
    """Return the part of a box in which a unit of both axes is of one length."""
    left, top, right, bottom = box
    x_span, y_span = abs(panel.x.high - panel.x.low), abs(panel.y.high - panel.y.low)
    unit = min((right - left) / x_span, (bottom - top) / y_span)
    half_width, half_height = unit * x_span / 2, unit * y_span / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    return (x - half_width, y - half_height, x + half_width, y + half_height)


def _swatch(
    mark: drawing.Bars | drawing.Line | drawing.Area | drawing.Points,
    left: float,
    middle: float,
    canvas: Canvas,
) -> None:
    """Draw the mark that stands for a name."""
    match mark:
        case drawing.Bars() | drawing.Area():
            box = (left + 2, middle - 6, left + SWATCH_PX - 2, middle + 6)
            canvas.box(box, mark.fill, drawing.Stroke(theme.RULE, 0.8))
        case drawing.Line():
            steps = f"M{num(left + 1)} {num(middle)}H{num(left + SWATCH_PX - 1)}"
            canvas.path(steps, None, mark.stroke)
        case drawing.Points():
            shown = int(np.argmax(mark.opacities))
            small = replace(mark, sizes_px=mark.sizes_px.clip(max=LARGEST_KEY_PX))
            symbol(small, shown, left + SWATCH_PX / 2, middle, canvas)
