"""How the traces of a Plotly figure are read: what each of them draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from plotly import colors

from dashboard import theme
from dashboard.briefing.charts.axes import Scale, plain, unpacked
from dashboard.briefing.charts.drawing import (
    Area,
    Bars,
    Cells,
    Fill,
    Flows,
    Horizontal,
    Labels,
    Line,
    Mark,
    Node,
    Numbers,
    Points,
    Ribbon,
    Stroke,
    Symbol,
    Vertical,
    Writing,
)

LINE_PX = 2.0
MARK_PX = 6.0
BAR_GAP = 0.2
TEXT_AIR_PX = 3.0
NAME_FIRST = "<b>%{customdata[0]}</b>"
FEW = 20
"""Points below which Plotly marks each of a line, unless told otherwise."""


def scatter(trace: Any, x: Scale, y: Scale, colour: str) -> list[Mark]:
    """Return what a scatter trace draws: its area, line, marks and words.

    Parameters
    ----------
    trace : plotly Scatter
    x, y : Scale
        Of its axes.
    colour : str
        Used where it names none.
    """
    at_x, at_y = x.places(unpacked(trace.x)), y.places(unpacked(trace.y))
    mode = trace.mode or ("lines+markers" if len(at_x) < FEW else "lines")
    opacity = 1.0 if trace.opacity is None else float(trace.opacity)
    name = plain(trace.name or "")
    stroke = _stroke(trace.line, colour, opacity) if "lines" in mode else None
    marks: list[Mark] = []
    if trace.fill == "toself":
        fill = _fill(trace.fillcolor or colour, trace.fillpattern, opacity)
        marks.append(Area(name, at_x, at_y, fill, stroke))
    elif stroke is not None:
        line_x, line_y = _stepped(at_x, at_y, trace.line.shape)
        marks.append(Line(name, line_x, line_y, stroke))
    if "markers" in mode:
        marks.append(_points(trace, at_x, at_y, colour, opacity, name))
    if "text" in mode and trace.text is not None:
        marks.append(_words(trace, at_x, at_y, "markers" in mode))
    return marks


def bars(traces: Sequence[Any], layout: Any, x: Scale, y: Scale, colour: str) -> list[Mark]:
    """Return what the bar traces of a panel draw, stacked or beside one another as told."""
    if not traces:
        return []
    is_across = traces[0].orientation == "h"
    of_place, of_value = (y, x) if is_across else (x, y)
    places = [of_place.places(unpacked(trace.y if is_across else trace.x)) for trace in traces]
    values = [of_value.places(unpacked(trace.x if is_across else trace.y)) for trace in traces]
    at_all = np.concatenate(places)
    is_grouped = layout.barmode in (None, "group") and len(np.unique(at_all)) < len(at_all)
    room = _distance(at_all) * (1 - (BAR_GAP if layout.bargap is None else float(layout.bargap)))
    beside = room / len(traces) if is_grouped else room
    reached: dict[float, float] = {}
    marks: list[Mark] = []
    for rank, (trace, at, length) in enumerate(zip(traces, places, values, strict=True)):
        width = _many(trace.width, len(at), beside)
        if trace.offset is not None:
            middle = at + _many(trace.offset, len(at), 0.0) + width / 2
        elif is_grouped:
            middle = at - room / 2 + beside * (rank + 0.5)
        else:
            middle = at
        start = _many(trace.base, len(at), 0.0)
        if layout.barmode in ("stack", "relative") and trace.base is None:
            start = _stacked(at, length, reached, by_sign=layout.barmode == "relative")
        marks.append(_bars(trace, is_across, middle, width, start, length, colour))
    return marks


def heatmap(trace: Any, x: Scale, y: Scale) -> list[Mark]:
    """Return the cells of a heat map; nothing where it is there only to be pointed at."""
    if trace.opacity == 0:
        return []
    z = np.asarray(unpacked(trace.z), dtype=np.float64)
    least = np.nanmin(z) if trace.zmin is None else float(trace.zmin)
    greatest = np.nanmax(z) if trace.zmax is None else float(trace.zmax)
    share = np.clip((z - least) / ((greatest - least) or 1.0), 0, 1)
    scale = [list(step) for step in trace.colorscale]
    painted = np.full(z.shape, "", dtype="U7")
    known = ~np.isnan(z)
    rgb = colors.sample_colorscale(scale, share[known].tolist(), colortype="tuple")
    painted[known] = [_hex(one) for one in rgb]
    words = None
    if trace.texttemplate and trace.text is not None:
        words = np.array([[plain(cell) for cell in row] for row in trace.text], dtype=np.str_)
    writing = Writing(
        trace.textfont.color or theme.INK, float(trace.textfont.size or theme.SIZE_BODY)
    )
    return [
        Cells(
            x.places(unpacked(trace.x)),
            y.places(unpacked(trace.y)),
            painted,
            words,
            float(trace.xgap or 0),
            writing,
        )
    ]


def flows(trace: Any) -> Flows:
    """Return what a Sankey trace draws."""
    link, node = trace.link, trace.node
    values = np.asarray(unpacked(link.value), dtype=np.float64)
    source, target = (
        np.asarray(unpacked(link.source), dtype=int),
        np.asarray(unpacked(link.target), dtype=int),
    )
    n = len(node.label)
    into = np.bincount(target, weights=values, minlength=n)
    out = np.bincount(source, weights=values, minlength=n)
    nodes = tuple(
        Node(
            plain(node.label[i]),
            float(node.x[i]),
            float(node.y[i]),
            Fill(*_colour(_each(node.color, n)[i])),
            float(max(into[i], out[i])),
        )
        for i in range(n)
    )
    ribbons = tuple(
        Ribbon(
            int(source[i]),
            int(target[i]),
            float(values[i]),
            Fill(*_colour(_each(link.color, len(values))[i])),
        )
        for i in range(len(values))
    )
    stroke = Stroke(node.line.color or theme.RULE, float(node.line.width or 0.5))
    return Flows(
        nodes,
        ribbons,
        float(node.thickness or 20),
        float(node.pad or 20),
        stroke,
        Writing(theme.INK, theme.SIZE_BODY),
    )


def _points(trace: Any, x: Numbers, y: Numbers, colour: str, opacity: float, name: str) -> Points:
    """Return the marks of a scatter trace, with their intervals."""
    n, marker = len(x), trace.marker
    symbols = [str(one or "circle") for one in _each(marker.symbol, n)]
    x_low, x_high = _interval(trace.error_x, x)
    y_low, y_high = _interval(trace.error_y, y)
    error = trace.error_x if x_low is not None else trace.error_y
    outline = marker.line
    edge = _each(outline.color, 1)[0] if outline.width else None
    return Points(
        name=name,
        x=x,
        y=y,
        symbols=tuple(_symbol(one) for one in symbols),
        is_open=tuple(one.endswith("-open") for one in symbols),
        colours=tuple(
            _colour(one or trace.line.color or colour)[0] for one in _each(marker.color, n)
        ),
        sizes_px=_many(marker.size, n, MARK_PX),
        opacities=_many(marker.opacity, n, 1.0) * opacity,
        stroke=Stroke(_colour(edge)[0], float(_each(outline.width, 1)[0])) if edge else None,
        x_low=x_low,
        x_high=x_high,
        y_low=y_low,
        y_high=y_high,
        interval=Stroke(error.color or colour, float(error.thickness or 1.5), opacity=opacity)
        if x_low is not None or y_low is not None
        else None,
    )


def _words(trace: Any, x: Numbers, y: Numbers, has_marks: bool) -> Labels:
    """Return the words of a scatter trace."""
    n = len(x)
    positions = [str(one or "middle center").split() for one in _each(trace.textposition, n)]
    radius = _many(trace.marker.size, n, MARK_PX) / 2 if has_marks else np.zeros(n)
    side: dict[str, tuple[Horizontal, int]] = {
        "left": ("right", -1),
        "center": ("center", 0),
        "right": ("left", 1),
    }
    rise: dict[str, tuple[Vertical, int]] = {
        "top": ("bottom", 1),
        "middle": ("middle", 0),
        "bottom": ("top", -1),
    }
    across = [side[one[1]] for one in positions]
    along = [rise[one[0]] for one in positions]
    texts = _each(trace.text, n)
    return Labels(
        x=x,
        y=y,
        texts=tuple("" if one is None else plain(one) for one in texts),
        colours=tuple(str(one or theme.INK) for one in _each(trace.textfont.color, n)),
        size_px=float(_each(trace.textfont.size, 1)[0] or theme.SIZE_BODY),
        across=tuple(one[0] for one in across),
        along=tuple(one[0] for one in along),
        shift_x_px=np.array([one[1] for one in across]) * (radius + TEXT_AIR_PX),
        shift_y_px=np.array([one[1] for one in along]) * (radius + TEXT_AIR_PX),
        is_bold=all("<b>" in str(one) for one in texts if one) and any(texts),
        names=_names(trace),
    )


def _names(trace: Any) -> tuple[str, ...]:
    """Return the names that are shown in bold when words are pointed at; none if there are none."""
    if not str(trace.hovertemplate or "").startswith(NAME_FIRST) or trace.customdata is None:
        return ()
    return tuple(plain(row[0]) for row in trace.customdata)


def _bars(
    trace: Any,
    is_across: bool,
    at: Numbers,
    width: Numbers,
    start: Numbers,
    length: Numbers,
    colour: str,
) -> Bars:
    n = len(at)
    texts = _each(trace.text, n) if trace.textposition != "none" else [None] * n
    line = trace.marker.line
    opacity = 1.0 if trace.opacity is None else float(trace.opacity)
    return Bars(
        name=plain(trace.name or ""),
        is_horizontal=is_across,
        at=at,
        width=width,
        start=start,
        end=start + length,
        fill=_fill(_each(trace.marker.color, 1)[0] or colour, trace.marker.pattern, opacity),
        stroke=Stroke(line.color, float(line.width)) if line.width and line.color else None,
        words=tuple("" if one is None else plain(one) for one in texts),
        writing=Writing(
            str(_each(trace.textfont.color, 1)[0] or theme.INK),
            float(_each(trace.textfont.size, 1)[0] or theme.SIZE_BODY),
        ),
    )


def _stacked(
    at: Numbers, length: Numbers, reached: dict[float, float], *, by_sign: bool
) -> Numbers:
    """Return where each bar starts, upon those below it, and remember how far it reaches."""
    starts = np.zeros(len(at))
    for i, (place, value) in enumerate(zip(at, np.nan_to_num(length), strict=True)):
        key = (float(place), bool(by_sign and value < 0))
        starts[i] = reached.get(key, 0.0)  # type: ignore[call-overload]
        reached[key] = starts[i] + value  # type: ignore[index]
    return starts


def _stepped(x: Numbers, y: Numbers, shape: str | None) -> tuple[Numbers, Numbers]:
    """Return the points of a line that goes in steps."""
    if shape == "hv":
        return np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1]
    if shape == "hvh":
        middle = (x[:-1] + x[1:]) / 2
        return np.concatenate([x[:1], np.repeat(middle, 2), x[-1:]]), np.repeat(y, 2)
    return x, y


def _stroke(line: Any, colour: str, opacity: float) -> Stroke | None:
    """Return the stroke of a line; none where it has no width."""
    width = LINE_PX if line.width is None else float(line.width)
    return Stroke(line.color or colour, width, line.dash or "solid", opacity) if width else None


def _fill(colour: str, pattern: Any, opacity: float) -> Fill:
    """Return a fill with its texture."""
    base, alpha = _colour(colour)
    shape = _each(pattern.shape, 1)[0] if pattern is not None else None
    if not shape:
        return Fill(base, alpha * opacity)
    dot = _each(pattern.fgopacity, 1)[0]
    return Fill(
        base,
        alpha * opacity,
        str(shape),
        str(_each(pattern.fgcolor, 1)[0] or theme.INK),
        1.0 if dot is None else float(dot),
    )


def _interval(error: Any, middle: Numbers) -> tuple[Numbers, Numbers] | tuple[None, None]:
    """Return the ends of the intervals of points; none where they have none."""
    if error is None or error.array is None or error.visible is False:
        return None, None
    above = np.asarray(unpacked(error.array), dtype=np.float64)
    below = (
        above
        if error.arrayminus is None
        else np.asarray(unpacked(error.arrayminus), dtype=np.float64)
    )
    return middle - below, middle + above


def _symbol(name: str) -> Symbol:
    found: Symbol = name.removesuffix("-open").removesuffix("-thin")  # type: ignore[assignment]
    return found


def _colour(text: Any) -> tuple[str, float]:
    """Return a colour as ``#rrggbb`` and its opacity.

    Examples
    --------
    >>> _colour("rgba(31, 90, 148, 0.5)"), _colour("#1F5A94")
    (('#1F5A94', 0.5), ('#1F5A94', 1.0))
    """
    if str(text).startswith("rgb"):
        parts = [float(part) for part in str(text).split("(")[1].rstrip(")").split(",")]
        return "#" + "".join(f"{round(part):02X}" for part in parts[:3]), (
            parts[3] if len(parts) > 3 else 1.0
        )
    return str(text), 1.0


def _hex(rgb: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * part):02X}" for part in rgb)


def _distance(places: Numbers) -> float:
    """Return the least distance between two places; 1 where there is one place only."""
    known = np.unique(places[~np.isnan(places)])
    return float(np.diff(known).min()) if len(known) > 1 else 1.0


def _each(values: Any, n: int) -> list[Any]:
    """Return one value for each of so many, where one was given for all."""
    found = unpacked(values)
    return list(found) if isinstance(found, list | tuple | np.ndarray) else [found] * n


def _many(values: Any, n: int, otherwise: float) -> Numbers:
    return np.array(
        [otherwise if one is None else float(one) for one in _each(values, n)], dtype=np.float64
    )
