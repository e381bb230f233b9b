"""Parts a chart of many rows over slides, so that no letters are too small to be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard import theme
from dashboard.briefing.charts.drawing import Area, Bars, Drawing, Labels, Line, Mark, Panel, Points
from dashboard.briefing.slides import chart_axes, plot

LEAST_SCALE = 1.0
"""Letters on a slide beside those on the page, at least: 13 pixels there are 10 points here."""

MAX_PARTS = 4
"""A chart of more parts is shown by its first one: its rows are in the sheets and on the page."""

ROW_PX = 16.0
"""Height of a row with a name, at least, in pixels of the page."""

LINE_PX = 14.0
"""Height of each further line of a name."""

WIDTH_PX = 1100.0
"""About that of a chart on a slide."""


def parts(chart: Drawing, room: float) -> list[Drawing]:
    """Return a chart, made ready before, in parts that fit a height without letters too small.

    Only a single panel whose vertical axis names every row can be parted.
    """
    margins = chart.margins.top + chart.margins.bottom
    if len(chart.panels) != 1 or not _has_rows(chart.panels[0]):
        return [chart]
    panel = chart.panels[0]
    low, high = sorted((panel.y.low, panel.y.high))
    _entries, legend = plot.legend_entries(chart.legend, WIDTH_PX, theme.SIZE_BODY)
    beside = plot.label_room(panel.x, LEAST_SCALE, is_across=True) + legend + 14
    n_fit = max(int((room / LEAST_SCALE - beside) / (ROW_PX + LINE_PX * (_lines(panel) - 1))), 4)
    n_rows = round(high - low)
    n_parts = -(-n_rows // n_fit)
    if n_parts == 1:
        return [chart]
    each = -(-n_rows // n_parts)
    first = round(low) - 0.5 if panel.y.kind == "category" else low
    found = []
    for rank in range(n_parts):
        start = first + rank * each if rank else low
        end = min(first + (rank + 1) * each, high)
        ends = (start, end) if panel.y.low < panel.y.high else (end, start)
        found.append((start, _within(panel, *ends)))
    if panel.y.low < panel.y.high:
        found.reverse()
    share = each / n_rows
    height = (chart.height_px - margins) * share + margins
    return [replace(chart, panels=(part,), height_px=height) for _start, part in found]


def _has_rows(panel: Panel) -> bool:
    """Tell whether the vertical axis names rows, one a unit."""
    axis = panel.y
    at = np.array([tick.at for tick in axis.ticks])
    if not axis.has_labels or len(at) < 8 or chart_axes.number_format(axis) is not None:
        return False
    return bool(np.median(np.abs(np.diff(at))) == 1)


def _lines(panel: Panel) -> int:
    return max(tick.label.count("\n") + 1 for tick in panel.y.ticks)


def _within(panel: Panel, low: float, high: float) -> Panel:
    """Return a part of a panel, between two heights."""
    least, greatest = min(low, high), max(low, high)
    ticks = tuple(tick for tick in panel.y.ticks if least <= tick.at <= greatest)
    marks = tuple(kept for mark in panel.marks if (kept := _cut(mark, least, greatest)) is not None)
    return replace(panel, y=replace(panel.y, low=low, high=high, ticks=ticks), marks=marks)


def _cut(mark: Mark, least: float, greatest: float) -> Mark | None:
    """Return what of a mark lies between two heights; none where nothing does."""
    match mark:
        case Bars(is_horizontal=True):
            keep = (mark.at >= least) & (mark.at <= greatest)
            names = ("at", "width", "start", "end")
            chosen = {name: getattr(mark, name)[keep] for name in names}
            words = tuple(word for word, is_in in zip(mark.words, keep, strict=True) if is_in)
            return replace(mark, **chosen, words=words) if keep.any() else None
        case Points() | Labels():
            return _chosen(mark, (mark.y >= least) & (mark.y <= greatest))
        case Line():
            if not np.isfinite(mark.y).any():
                return mark
            y = np.clip(mark.y, least, greatest)
            outside = (mark.y < least) | (mark.y > greatest)
            is_level = np.nanmax(mark.y) == np.nanmin(mark.y)
            if is_level or len(mark.y) > 3:
                keep = ~outside
                return replace(mark, y=np.where(keep, mark.y, np.nan)) if keep.any() else None
            return replace(mark, y=y)
        case Area():
            kept = [(x, y) for x, y in mark.rings() if least <= (y.min() + y.max()) / 2 <= greatest]
            if not kept:
                return replace(mark, x=np.array([np.nan]), y=np.array([np.nan]))
            gap = np.array([np.nan])
            x = np.concatenate([part for ring, _y in kept for part in (ring, gap)])
            y = np.concatenate([part for _x, ring in kept for part in (ring, gap)])
            return replace(mark, x=x, y=y)
        case _:
            return mark


def _chosen(mark: Points | Labels, keep: npt.NDArray[np.bool_]) -> Mark | None:
    """Return some of the points, or words, of a mark; those without a place for the legend."""
    if not keep.any():
        if isinstance(mark, Labels) or not mark.name:
            return None
        nowhere = np.full(len(keep), np.nan)
        return replace(mark, x=nowhere, y=nowhere)
    chosen: dict[str, Any] = {}
    for name, value in vars(mark).items():
        if isinstance(value, np.ndarray) and len(value) == len(keep):
            chosen[name] = value[keep]
        elif isinstance(value, tuple) and len(value) == len(keep):
            chosen[name] = tuple(one for one, is_in in zip(value, keep, strict=True) if is_in)
    return replace(mark, **chosen)
