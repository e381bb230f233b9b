"""Draws a chart as SVG or PNG without a browser: what the page shows, with its title and sources.

Margins are made as large as the labels need, so that no word is cut.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from dashboard import theme
from dashboard.briefing.charts import drawing, flow_layout, lettering
from dashboard.briefing.charts.legend import GAP_PX, ROW_PX, SWATCH_PX, entries
from dashboard.briefing.charts.painted_marks import PX, filled, lined, paint, stroked

Format = Literal["svg", "png"]
Box = tuple[float, float, float, float]
"""Left, bottom, width and height, as parts of the whole."""

DPI = 96
PNG_SCALE = 2
EDGE_PX = 8.0
"""Free on every side."""
LINE_HEIGHT = 1.3
LEAST_PX = 40.0
"""Height of the panels, at least."""
N_FITS = 3

SETTINGS: dict[Any, Any] = {
    "font.family": [lettering.SANS, lettering.FALLBACK],
    "svg.hashsalt": "trojka",
    "svg.fonttype": "path",
    "hatch.linewidth": 0.7,
}


def picture(
    chart: drawing.Drawing,
    form: Format,
    *,
    width_px: float,
    title: str = "",
    source: str = "",
    description: str = "",
) -> bytes:
    """Return a chart as a picture; the same chart gives the same bytes.

    Parameters
    ----------
    chart : Drawing
    form : str
        ``svg``, or ``png`` at twice the pixels.
    width_px : float
    title, source : str
        Set above and below; nothing where they are empty.
    description : str
        What a reader would see, kept in the file for those who cannot.
    """
    lettering.make_known()
    file = io.BytesIO()
    with mpl.rc_context(SETTINGS):
        figure = _sheet(chart, width_px, title, source)
        if form == "svg":
            about = {"Date": None, "Creator": "Trojka", "Title": title, "Description": description}
            figure.savefig(file, format="svg", metadata=about)
        else:
            about = {"Software": "Trojka", "Title": title, "Description": description}
            figure.savefig(file, format="png", dpi=DPI * PNG_SCALE, metadata=about)
    return file.getvalue()


def _sheet(chart: drawing.Drawing, width: float, title: str, source: str) -> Figure:
    """Return the sheet, its margins as large as what stands in them needs."""
    margins = _bare(chart)
    for _attempt in range(N_FITS):
        sheet = _Sheet(chart, margins, width, title, source)
        lacking = sheet.lacking()
        if max(lacking) < 1:
            break
        left, right, top, bottom = lacking
        margins = drawing.Margins(
            margins.left + left, margins.right + right, margins.top + top, margins.bottom + bottom
        )
    return sheet.figure


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
        self._chart, self._margins, self._width = chart, margins, width
        heads = _wrapped(title, theme.SIZE_HEAD, width - 2 * EDGE_PX, is_bold=True)
        feet = _wrapped(source, theme.SIZE_SMALL, width - 2 * EDGE_PX)
        placed, legend_height = entries(
            chart.legend,
            width_px=width - 2 * EDGE_PX,
            measure=lambda text: _text_width(text, chart.writing.size_px),
        )
        declared = chart.margins
        self._inner = max(chart.height_px - declared.top - declared.bottom, LEAST_PX)
        head = len(heads) * theme.SIZE_HEAD * LINE_HEIGHT + (EDGE_PX if heads else 0)
        foot = len(feet) * theme.SIZE_SMALL * LINE_HEIGHT + (EDGE_PX if feet else 0)
        above = legend_height if chart.legend.is_above else 0.0
        below = legend_height - above
        self._head = EDGE_PX + head + above
        self._foot = EDGE_PX + foot + below
        self._top = self._head + margins.top
        self._height = self._top + self._inner + margins.bottom + self._foot
        self.figure = Figure(figsize=(width / DPI, self._height / DPI), dpi=DPI)
        self._canvas = FigureCanvasAgg(self.figure)
        self.figure.set_facecolor(chart.ground)
        self._write(heads, EDGE_PX, theme.SIZE_HEAD, theme.INK, is_bold=True)
        self._write(
            feet,
            self._height - EDGE_PX - foot + (EDGE_PX if feet else 0),
            theme.SIZE_SMALL,
            theme.MUTED,
        )
        start = EDGE_PX + head if above else self._height - EDGE_PX - foot - below
        for entry in placed:
            self._key(entry.key, EDGE_PX + entry.left_px, start + (entry.row + 0.5) * ROW_PX)
        self._drawn = [self._panel(panel, rank) for rank, panel in enumerate(chart.panels)]
        if chart.flows is not None:
            self._drawn.append(self._flows(chart.flows))
        self._drawn += [self._on_paper(words) for words in chart.words]

    def lacking(self) -> tuple[float, float, float, float]:
        """Return the pixels that are wanting left, right, above and below the panels.

        What stands on and beside the panels must not reach beyond the sheet, nor into its title,
        legend and sources.
        """
        renderer = self._canvas.get_renderer()  # type: ignore[no-untyped-call]
        boxes = [axes.get_tightbbox(renderer) for axes in self._drawn]
        found = [box for box in boxes if box is not None and box.width and box.height]
        if not found:
            return (0.0, 0.0, 0.0, 0.0)
        return (
            max(EDGE_PX - min(box.x0 for box in found), 0.0),
            max(max(box.x1 for box in found) - (self._width - EDGE_PX), 0.0),
            max(max(box.y1 for box in found) - (self._height - self._head), 0.0),
            max(self._foot - min(box.y0 for box in found), 0.0),
        )

    def _box(self, x: tuple[float, float], y: tuple[float, float]) -> Box:
        """Return a part of the room inside the margins, as matplotlib counts."""
        width = self._width - self._margins.left - self._margins.right
        bottom = self._height - self._top - self._inner
        return (
            (self._margins.left + x[0] * width) / self._width,
            (bottom + y[0] * self._inner) / self._height,
            (x[1] - x[0]) * width / self._width,
            (y[1] - y[0]) * self._inner / self._height,
        )

    def _panel(self, panel: drawing.Panel, rank: int) -> Axes:
        """Draw a pair of axes and what stands on them."""
        axes = self.figure.add_axes(self._box(panel.x.domain, panel.y.domain), label=str(rank))
        axes.set_facecolor("none")
        axes.set_xlim(panel.x.low, panel.x.high)
        axes.set_ylim(panel.y.low, panel.y.high)
        if panel.is_even:
            axes.set_aspect("equal", adjustable="box")
        for spine in axes.spines.values():
            spine.set_visible(False)
        _axis(axes, panel.x, "x")
        _axis(axes, panel.y, "y")
        for order, mark in enumerate(panel.marks):
            paint(mark, axes, 2 + order)
        axes.set_xlim(panel.x.low, panel.x.high)
        axes.set_ylim(panel.y.low, panel.y.high)
        return axes

    def _flows(self, flows: drawing.Flows) -> Axes:
        """Draw a flow chart."""
        axes = self.figure.add_axes(self._box((0, 1), (0, 1)), label="flows")
        axes.set_axis_off()
        width = self._width - self._margins.left - self._margins.right
        axes.set_xlim(0, width)
        axes.set_ylim(self._inner, 0)
        nodes, ribbons = flow_layout.placed(flows, width=width, height=self._inner, unit=1.0)
        for ribbon in ribbons:
            upper, lower = ribbon.corners()
            outline = Path(
                [*upper, *reversed(lower), upper[0]],
                [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY],
            )
            axes.add_patch(PathPatch(outline, linewidth=0, **filled(ribbon.ribbon.fill)))
        for node in nodes:
            corner = (node.left, node.top)
            axes.add_patch(
                Rectangle(
                    corner,
                    node.width,
                    node.height,
                    **filled(node.node.fill),
                    **stroked(flows.stroke),
                )
            )
            is_last = node.left > width / 2
            axes.annotate(
                node.node.label,
                (node.left if is_last else node.left + node.width, node.top + node.height / 2),
                xytext=(-6 * PX if is_last else 6 * PX, 0),
                textcoords="offset points",
                ha="right" if is_last else "left",
                va="center",
                color=flows.writing.colour,
                fontsize=flows.writing.size_px * PX,
                annotation_clip=False,
            )
        return axes

    def _on_paper(self, words: drawing.Words) -> Axes:
        """Draw words that stand on the chart as a whole."""
        left, bottom, width, height = self._box((0, 1), (0, 1))
        axes = self.figure.add_axes((left, bottom, width, height), label=f"paper{id(words)}")
        axes.set_axis_off()
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        paint(words, axes, 1)
        return axes

    def _key(self, key: drawing.Key, left: float, middle: float) -> None:
        """Draw an entry of the legend."""
        axes = self.figure.add_axes(
            (
                left / self._width,
                1 - (middle + ROW_PX / 2) / self._height,
                SWATCH_PX / self._width,
                ROW_PX / self._height,
            ),
            label=f"key{left}-{middle}",
        )
        axes.set_axis_off()
        axes.set_xlim(0, SWATCH_PX)
        axes.set_ylim(0, ROW_PX)
        _swatch(axes, key.mark)
        axes.annotate(
            key.name,
            (SWATCH_PX, ROW_PX / 2),
            xytext=(GAP_PX * PX, 0),
            textcoords="offset points",
            va="center",
            fontsize=self._chart.writing.size_px * PX,
            color=self._chart.writing.colour,
            annotation_clip=False,
        )

    def _write(
        self, lines: list[str], top: float, size: float, colour: str, *, is_bold: bool = False
    ) -> None:
        """Write lines below one another at the left edge."""
        for rank, line in enumerate(lines):
            self.figure.text(
                EDGE_PX / self._width,
                1 - (top + rank * size * LINE_HEIGHT) / self._height,
                line,
                ha="left",
                va="top",
                fontsize=size * PX,
                fontweight="semibold" if is_bold else "normal",
                color=colour,
            )


def _axis(axes: Axes, axis: drawing.Axis, name: Literal["x", "y"]) -> None:
    """Draw an axis: its lines, labels and title."""
    mine: Any = axes.xaxis if name == "x" else axes.yaxis
    labels = [tick.label if axis.has_labels else "" for tick in axis.ticks]
    mine.set_ticks([tick.at for tick in axis.ticks], labels)
    if axis.side in ("top", "right"):
        mine.set_ticks_position(axis.side)
        mine.set_label_position(axis.side)
    axes.tick_params(
        axis=name,
        length=0,
        pad=5 * PX,
        labelsize=axis.size_px * PX,
        labelcolor=theme.INK,
        labelrotation=-axis.angle_deg,
    )
    line = axes.axvline if name == "x" else axes.axhline
    if axis.grid is not None:
        for tick in axis.ticks:
            line(tick.at, zorder=0, **lined(axis.grid))
    if axis.zero is not None and min(axis.low, axis.high) <= 0 <= max(axis.low, axis.high):
        line(0, zorder=1, **lined(axis.zero))
    if axis.line is not None:
        spine = axes.spines[axis.side]
        spine.set_visible(True)
        spine.set_color(axis.line.colour)
        spine.set_linewidth(axis.line.width_px * PX)
    if axis.title:
        mine.set_label_text(axis.title, fontsize=theme.SIZE_BODY * PX, color=theme.INK)


def _swatch(axes: Axes, mark: drawing.Bars | drawing.Line | drawing.Area | drawing.Points) -> None:
    """Draw the mark that stands for a name."""
    middle = ROW_PX / 2
    match mark:
        case drawing.Bars() | drawing.Area():
            box = Rectangle((2, middle - 6), SWATCH_PX - 4, 12, **filled(mark.fill))
            box.set_edgecolor(theme.RULE)
            box.set_linewidth(0.6)
            axes.add_patch(box)
        case drawing.Line():
            axes.plot([1, SWATCH_PX - 1], [middle, middle], **lined(mark.stroke))
        case drawing.Points():
            shown = max(range(len(mark.x)), key=lambda i: mark.opacities[i])
            one = replace(
                mark,
                x=mark.x[:1] * 0 + SWATCH_PX / 2,
                y=mark.y[:1] * 0 + middle,
                symbols=(mark.symbols[shown],),
                is_open=(mark.is_open[shown],),
                colours=(mark.colours[shown],),
                sizes_px=mark.sizes_px[shown : shown + 1].clip(max=11),
                opacities=mark.opacities[shown : shown + 1],
                interval=None,
            )
            paint(one, axes, 1)


def _wrapped(text: str, size: float, width: float, *, is_bold: bool = False) -> list[str]:
    """Return a text in lines that fit."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _text_width(longer, size, is_bold=is_bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return the width of a line of text, in pixels."""
    font = mpl.font_manager.FontProperties(
        family=SETTINGS["font.family"], size=size, weight="semibold" if is_bold else "normal"
    )
    return float(TextPath((0, 0), text or " ", prop=font).get_extents().width)
