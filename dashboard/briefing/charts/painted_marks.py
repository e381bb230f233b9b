"""How each mark of a chart is drawn with matplotlib."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from dashboard.briefing.charts import drawing
from dashboard.briefing.charts.texture import blend, hatch

PX = 72 / 96
"""Points in a pixel of the page."""

MARKERS = {
    "circle": "o",
    "square": "s",
    "diamond": "D",
    "triangle-up": "^",
    "triangle-down": "v",
    "cross": "P",
    "x": "X",
    "star": "*",
    "hexagon": "h",
    "line-ns": "|",
}
STROKES_ONLY = ("line-ns",)
DASHES: dict[str, Any] = {
    "solid": "solid",
    "dash": (0, (5, 3)),
    "dot": (0, (1, 2)),
    "dashdot": (0, (5, 2, 1, 2)),
    "longdash": (0, (9, 3)),
    "longdashdot": (0, (9, 3, 1, 3)),
}
CAP_PX = 3.0


def filled(fill: drawing.Fill) -> dict[str, Any]:
    """Return matplotlib's words for a fill and its texture."""
    words: dict[str, Any] = {"facecolor": fill.colour, "alpha": fill.opacity}
    if fill.pattern:
        words["hatch"] = hatch(fill)
        words["hatchcolor"] = blend(fill.pattern_colour, fill.colour, fill.pattern_opacity)
    return words


def stroked(stroke: drawing.Stroke | None) -> dict[str, Any]:
    """Return matplotlib's words for an outline."""
    if stroke is None:
        return {"linewidth": 0}
    return {
        "edgecolor": stroke.colour,
        "linewidth": stroke.width_px * PX,
        "linestyle": DASHES[stroke.dash],
    }


def lined(stroke: drawing.Stroke) -> dict[str, Any]:
    """Return matplotlib's words for a line."""
    return {
        "color": stroke.colour,
        "linewidth": stroke.width_px * PX,
        "linestyle": DASHES[stroke.dash],
        "alpha": stroke.opacity,
    }


@singledispatch
def paint(mark: drawing.Mark, axes: Axes, order: float) -> None:  # noqa: ARG001  # for kinds
    """Draw a mark upon axes; of two, the one of higher order covers the other."""
    raise TypeError(f"no mark: {type(mark).__name__}")


@paint.register
def _bars(mark: drawing.Bars, axes: Axes, order: float) -> None:
    style = {**filled(mark.fill), **stroked(mark.stroke), "zorder": order}
    length = mark.end - mark.start
    if mark.is_horizontal:
        axes.barh(mark.at, length, height=mark.width, left=mark.start, **style)
    else:
        axes.bar(mark.at, length, width=mark.width, bottom=mark.start, **style)
    for at, start, end, words in zip(mark.at, mark.start, mark.end, mark.words, strict=True):
        if words and np.isfinite(start + end):
            middle = (start + end) / 2
            axes.text(
                *((middle, at) if mark.is_horizontal else (at, middle)),
                words,
                ha="center",
                va="center",
                color=mark.writing.colour,
                fontsize=mark.writing.size_px * PX,
                zorder=order,
            )


@paint.register
def _line(mark: drawing.Line, axes: Axes, order: float) -> None:
    axes.plot(mark.x, mark.y, zorder=order, **lined(mark.stroke))


@paint.register
def _area(mark: drawing.Area, axes: Axes, order: float) -> None:
    rings = mark.rings()
    if not rings:
        return
    points = np.concatenate([np.column_stack(ring) for ring in rings])
    codes = np.concatenate(
        [[Path.MOVETO, *[Path.LINETO] * (len(x) - 2), Path.CLOSEPOLY] for x, _y in rings]
    )
    axes.add_patch(
        PathPatch(
            Path(points, codes),
            zorder=order,
            **filled(mark.fill),
            **stroked(mark.stroke),
        )
    )


@paint.register
def _points(mark: drawing.Points, axes: Axes, order: float) -> None:
    _intervals(mark, axes, order)
    kinds = list(zip(mark.symbols, mark.is_open, strict=True))
    for symbol, is_open in dict.fromkeys(kinds):
        chosen = [i for i, kind in enumerate(kinds) if kind == (symbol, is_open)]
        colours: Any = [to_rgba(mark.colours[i], mark.opacities[i]) for i in chosen]
        style: dict[str, Any] = {"c": colours, "linewidths": 0}
        if symbol in STROKES_ONLY:
            style["linewidths"] = 1.5 * PX
        elif is_open:
            style = {"facecolors": "none", "edgecolors": colours, "linewidths": 1.5 * PX}
        elif mark.stroke is not None:
            style |= {"edgecolors": mark.stroke.colour, "linewidths": mark.stroke.width_px * PX}
        axes.scatter(
            mark.x[chosen],
            mark.y[chosen],
            s=(mark.sizes_px[chosen] * PX) ** 2,
            marker=MARKERS[symbol],
            zorder=order,
            clip_on=False,
            **style,
        )


def _intervals(mark: drawing.Points, axes: Axes, order: float) -> None:
    """Draw the interval of each point."""
    if mark.interval is None:
        return
    style: dict[str, Any] = {
        "fmt": "none",
        "ecolor": mark.interval.colour,
        "elinewidth": mark.interval.width_px * PX,
        "capsize": CAP_PX * PX,
        "alpha": mark.interval.opacity,
        "zorder": order,
    }
    if mark.x_low is not None and mark.x_high is not None:
        reach = np.abs(np.stack([mark.x - mark.x_low, mark.x_high - mark.x]))
        axes.errorbar(mark.x, mark.y, xerr=np.nan_to_num(reach), **style)
    if mark.y_low is not None and mark.y_high is not None:
        reach = np.abs(np.stack([mark.y - mark.y_low, mark.y_high - mark.y]))
        axes.errorbar(mark.x, mark.y, yerr=np.nan_to_num(reach), **style)


@paint.register
def _words(mark: drawing.Words, axes: Axes, order: float) -> None:
    for i, text in enumerate(mark.texts):
        if not text or not np.isfinite(mark.x[i] + mark.y[i]):
            continue
        axes.annotate(
            text,
            (float(mark.x[i]), float(mark.y[i])),
            xytext=(float(mark.shift_x_px[i]) * PX, float(mark.shift_y_px[i]) * PX),
            textcoords="offset points",
            ha=mark.across[i],
            va="center" if mark.along[i] == "middle" else mark.along[i],
            rotation=mark.angle_deg,
            color=mark.colours[i],
            fontsize=mark.size_px * PX,
            fontweight="semibold" if mark.is_bold else "normal",
            annotation_clip=False,
            zorder=order + 0.5,
            bbox={"facecolor": mark.ground, "linewidth": 0, "pad": 1.5} if mark.ground else None,
            arrowprops={
                "arrowstyle": "-",
                "color": mark.leader.colour,
                "linewidth": mark.leader.width_px * PX,
                "shrinkA": 0,
                "shrinkB": 0,
            }
            if mark.leader
            else None,
        )


@paint.register
def _cells(mark: drawing.Cells, axes: Axes, order: float) -> None:
    boxes, colours = [], []
    for row, y in enumerate(mark.y):
        for column, x in enumerate(mark.x):
            if mark.colours[row, column]:
                boxes.append(Rectangle((x - 0.5, y - 0.5), 1, 1))
                colours.append(mark.colours[row, column])
            if mark.words is not None and mark.words[row, column]:
                axes.text(
                    x,
                    y,
                    str(mark.words[row, column]),
                    ha="center",
                    va="center",
                    color=mark.writing.colour,
                    fontsize=mark.writing.size_px * PX,
                    zorder=order + 0.5,
                )
    axes.add_collection(
        PatchCollection(
            boxes,
            facecolors=colours,
            edgecolors=axes.get_facecolor(),
            linewidths=mark.gap_px * PX,
            zorder=order,
        )
    )
