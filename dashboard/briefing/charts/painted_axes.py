"""How axes are drawn: their lines, and labels that neither touch nor leave the sheet."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from dashboard import theme
from dashboard.briefing.charts import drawing, lettering
from dashboard.briefing.charts.canvas import Canvas, num
from dashboard.briefing.charts.painted_marks import Place

AIR_PX = 5.0
APART_PX = 6.0
"""Between two labels, at least."""


def lines(place: Place, canvas: Canvas) -> None:
    """Draw grid, zero line and the line of each axis."""
    left, top, right, bottom = place.box
    for axis, is_across in ((place.x, True), (place.y, False)):
        at = place.across if is_across else place.down
        ticks = at(np.array([tick.at for tick in axis.ticks], dtype=np.float64)).tolist()
        if axis.grid is not None and ticks:
            canvas.path("".join(_rule(place, x, is_across) for x in ticks), None, axis.grid)
        if axis.zero is not None and min(axis.low, axis.high) <= 0 <= max(axis.low, axis.high):
            canvas.path(_rule(place, float(at(np.zeros(1))[0]), is_across), None, axis.zero)
        if axis.line is not None:
            edge = {"left": left, "right": right, "top": top, "bottom": bottom}[axis.side]
            canvas.path(_rule(place, edge, axis.side in ("left", "right")), None, axis.line)


def labels(place: Place, is_across: bool, canvas: Canvas) -> None:
    """Write the labels and the title of the horizontal or the vertical axis."""
    if is_across:
        _below(place, canvas)
    else:
        _beside(place, canvas)


def _rule(place: Place, at: float, is_upright: bool) -> str:
    """Return the path of a line from edge to edge."""
    left, top, right, bottom = place.box
    if is_upright:
        return f"M{num(at)} {num(top)}V{num(bottom)}"
    return f"M{num(left)} {num(at)}H{num(right)}"


def _below(place: Place, canvas: Canvas) -> None:
    """Write the labels of the horizontal axis below or above it, and its title."""
    axis = place.x
    left, top, right, bottom = place.box
    is_above = axis.side == "top"
    edge, away = (top - AIR_PX, -1.0) if is_above else (bottom + AIR_PX, 1.0)
    ticks, angle = _fitting(axis, place) if axis.has_labels else ([], 0.0)
    for tick in ticks:
        x = float(place.across(np.array([tick.at]))[0])
        if angle:
            across = "left" if (angle < 0) == is_above else "right"
            canvas.write(
                tick.label.replace("\n", " "),
                x,
                edge,
                size=axis.size_px,
                colour=theme.INK,
                across="left" if across == "left" else "right",
                angle=angle,
            )
        else:
            canvas.write(
                tick.label,
                x,
                edge,
                size=axis.size_px,
                colour=theme.INK,
                across="center",
                along="bottom" if is_above else "top",
            )
    if axis.title:
        reach = _reach(ticks, axis.size_px, angle)
        canvas.write(
            axis.title,
            (left + right) / 2,
            edge + away * (reach + (AIR_PX if reach else 0.0)),
            size=theme.SIZE_BODY,
            colour=theme.INK,
            across="center",
            along="bottom" if is_above else "top",
        )


def _beside(place: Place, canvas: Canvas) -> None:
    """Write the labels of the vertical axis at its side, and its title."""
    axis = place.y
    left, top, right, bottom = place.box
    is_right = axis.side == "right"
    edge, away = (right + AIR_PX, 1.0) if is_right else (left - AIR_PX, -1.0)
    ticks = axis.ticks if axis.has_labels else ()
    for tick in ticks:
        canvas.write(
            tick.label,
            edge,
            float(place.down(np.array([tick.at]))[0]),
            size=axis.size_px,
            colour=theme.INK,
            across="left" if is_right else "right",
        )
    if axis.title:
        reach = max((lettering.width(tick.label, axis.size_px) for tick in ticks), default=0.0)
        canvas.write(
            axis.title,
            edge + away * (reach + AIR_PX),
            (top + bottom) / 2,
            size=theme.SIZE_BODY,
            colour=theme.INK,
            across="center",
            along="top" if is_right else "bottom",
            angle=-90.0,
        )


def _fitting(axis: drawing.Axis, place: Place) -> tuple[list[drawing.Tick], float]:
    """Return the labels of the horizontal axis that fit beside one another, and their angle.

    Where there is no room for all, names are wrapped, then turned; of numbers and days every
    second is left out, or more.
    """
    ticks = sorted(axis.ticks, key=lambda tick: tick.at)
    if axis.angle_deg or len(ticks) < 2:
        return ticks, axis.angle_deg
    if axis.kind != "category":
        for step in range(1, len(ticks)):
            if _is_apart(ticks[::step], axis, place):
                return ticks[::step], 0.0
        return ticks[:1], 0.0
    if _is_apart(ticks, axis, place):
        return ticks, 0.0
    at = place.across(np.array([tick.at for tick in ticks]))
    room = float(np.abs(np.diff(at)).min()) - APART_PX
    narrow = [
        replace(tick, label="\n".join(lettering.wrapped(tick.label, axis.size_px, room)))
        for tick in ticks
    ]
    return (narrow, 0.0) if _is_apart(narrow, axis, place) else (ticks, -90.0)


def _is_apart(ticks: list[drawing.Tick], axis: drawing.Axis, place: Place) -> bool:
    """Tell whether no label of the horizontal axis touches the next."""
    at = place.across(np.array([tick.at for tick in ticks]))
    wide = [lettering.width(tick.label, axis.size_px) for tick in ticks]
    gaps = np.abs(np.diff(at)).tolist()
    return all(
        gap >= (one + other) / 2 + APART_PX
        for gap, (one, other) in zip(gaps, pairwise(wide), strict=True)
    )


def _reach(ticks: list[drawing.Tick], size: float, angle: float) -> float:
    """Return how far the labels of the horizontal axis reach away from it."""
    if not ticks:
        return 0.0
    if angle:
        turned = abs(np.sin(np.radians(angle)))
        return float(max(lettering.width(tick.label, size) for tick in ticks) * turned)
    n_lines = max(tick.label.count("\n") for tick in ticks) + 1
    return (n_lines - 1) * size * lettering.LINE_HEIGHT + size
