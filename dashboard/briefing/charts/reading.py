"""Reads a Plotly figure: what it draws, with the defaults of Plotly and of the house filled in.

It reads what the figures of the house are made of (scatter, bars, heat map, Sankey; annotations,
lines and boxes), and refuses what it does not know, so that no chart is drawn in part.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dashboard import theme
from dashboard.briefing.charts import traces
from dashboard.briefing.charts.axes import POINT_AIR, axis, plain, scale, unpacked
from dashboard.briefing.charts.drawing import (
    Area,
    Axis,
    Bars,
    Cells,
    Drawing,
    Fill,
    Horizontal,
    Key,
    Labels,
    Legend,
    Line,
    Margins,
    Mark,
    Panel,
    Points,
    Stroke,
    Vertical,
    Writing,
)
from data.errors import AnalysisError

KINDS = ("scatter", "bar", "heatmap", "sankey")
DEFAULT_HEIGHT_PX = 450.0
DEFAULT_MARGINS = {"l": 8, "r": 8, "t": 8, "b": 8}


def drawing(figure: go.Figure) -> Drawing:
    """Return what a figure draws.

    Parameters
    ----------
    figure : Figure
        From a page's ``figures``; it is not changed.

    Raises
    ------
    AnalysisError
        If it holds a kind of trace that no writer can draw.
    """
    strange = sorted({trace.type for trace in figure.data} - set(KINDS))
    if strange:
        raise AnalysisError(
            "chart",
            found=f"a trace {', '.join(strange)}",
            expected=f"one of {', '.join(KINDS)}",
            do="teach dashboard/briefing/charts/traces.py to read it",
        )
    layout = figure.layout
    pairs = list(dict.fromkeys(_pair(trace) for trace in figure.data if trace.type != "sankey"))
    panels = [_Reader(figure, pair).panel() for pair in pairs]
    sankeys = [trace for trace in figure.data if trace.type == "sankey"]
    margins = {
        side: getattr(layout.margin, side) if getattr(layout.margin, side) is not None else value
        for side, value in DEFAULT_MARGINS.items()
    }
    return Drawing(
        height_px=float(layout.height or DEFAULT_HEIGHT_PX),
        margins=Margins(
            float(margins["l"]), float(margins["r"]), float(margins["t"]), float(margins["b"])
        ),
        panels=tuple(panels),
        words=tuple(
            _words(note, note.x, note.y) for note in layout.annotations if _is_on_paper(note)
        ),
        legend=_legend(figure, panels),
        ground=layout.paper_bgcolor or theme.PAPER,
        writing=Writing(theme.INK, theme.SIZE_BODY),
        flows=traces.flows(sankeys[0]) if sankeys else None,
    )


class _Reader:
    """Reads one pair of axes of a figure."""

    def __init__(self, figure: go.Figure, pair: tuple[str, str]) -> None:
        self._layout = figure.layout
        self._pair = pair
        self._traces = [
            (trace, theme.SERIES[rank % len(theme.SERIES)])
            for rank, trace in enumerate(figure.data)
            if trace.type != "sankey" and _pair(trace) == pair
        ]
        self._axes = (_layout_axis(figure, pair[0]), _layout_axis(figure, pair[1]))
        self._scales = (
            scale(_values(self._traces, "x"), self._axes[0]),
            scale(_values(self._traces, "y"), self._axes[1]),
        )

    def panel(self) -> Panel:
        marks = self._marks()
        x = axis(self._axes[0], self._scales[0], _extent(marks, 0), is_across=True)
        y = axis(self._axes[1], self._scales[1], _extent(marks, 1), is_across=False)
        below, above = self._shapes(x, y)
        return Panel(
            x=x,
            y=y,
            marks=(*below, *marks, *above, *self._notes(x, y)),
            is_even=bool(self._axes[0].scaleanchor or self._axes[1].scaleanchor),
        )

    def _marks(self) -> list[Mark]:
        """Return the marks of all traces, from below to above."""
        x, y = self._scales
        found: list[Mark] = []
        of_bars = [trace for trace, _colour in self._traces if trace.type == "bar"]
        drawn = traces.bars(of_bars, self._layout, x, y, theme.SERIES[0])
        for trace, colour in self._traces:
            if trace.visible in (False, "legendonly"):
                continue
            if trace.type == "bar":
                found.append(drawn[of_bars.index(trace)])
            elif trace.type == "heatmap":
                found += traces.heatmap(trace, x, y)
            else:
                found += traces.scatter(trace, x, y, colour)
        return found

    def _shapes(self, x: Axis, y: Axis) -> tuple[list[Mark], list[Mark]]:
        """Return lines and boxes that stand below and above the marks."""
        below: list[Mark] = []
        above: list[Mark] = []
        for shape in self._layout.shapes:
            if not self._is_ours(shape):
                continue
            xs = [self._at(value, shape.xref, x, 0) for value in (shape.x0, shape.x1)]
            ys = [self._at(value, shape.yref, y, 1) for value in (shape.y0, shape.y1)]
            line = shape.line
            stroke = (
                Stroke(line.color or theme.INK, float(line.width or 1), line.dash or "solid")
                if line.width != 0
                else None
            )
            place = below if shape.layer == "below" else above
            if shape.type == "line" and stroke is not None:
                place.append(Line("", np.array(xs), np.array(ys), stroke))
            elif shape.type == "rect":
                fill = Fill(shape.fillcolor or theme.PAPER, 1.0 if shape.fillcolor else 0.0)
                ring = np.array([xs[0], xs[1], xs[1], xs[0], xs[0]])
                rise = np.array([ys[0], ys[0], ys[1], ys[1], ys[0]])
                place.append(Area("", ring, rise, fill, stroke))
        return below, above

    def _notes(self, x: Axis, y: Axis) -> list[Labels]:
        """Return the annotations of this pair of axes."""
        return [
            _words(note, self._at(note.x, note.xref, x, 0), self._at(note.y, note.yref, y, 1))
            for note in self._layout.annotations
            if not _is_on_paper(note) and self._is_ours(note)
        ]

    def _is_ours(self, thing: Any) -> bool:
        """Tell whether a shape or annotation stands on this pair of axes, or on its first."""
        refs = [str(ref).split()[0] for ref in (thing.xref or "x", thing.yref or "y")]
        named = [ref for ref in refs if ref != "paper"]
        if not named:
            return self._pair == ("x", "y")
        ours = {name: name if name in self._pair else None for name in named}
        return all(ours.values())

    def _at(self, value: Any, ref: str | None, on: Axis, rank: int) -> float:
        """Return where something lies on an axis, also where it is given as a part of it."""
        if ref in (None, "x", "y") or not (str(ref) == "paper" or str(ref).endswith("domain")):
            if self._scales[rank].kind == "category" and not isinstance(value, str):
                return float(value)
            return float(self._scales[rank].places([value])[0])
        share = float(value)
        if ref == "paper":
            share = (share - on.domain[0]) / (on.domain[1] - on.domain[0])
        return on.low + share * (on.high - on.low)


def _words(note: Any, x: float, y: float) -> Labels:
    """Return an annotation as words at a point."""
    has_arrow = note.showarrow is not False
    across: Horizontal = note.xanchor if note.xanchor in ("left", "right") else "center"
    along: Vertical = note.yanchor if note.yanchor in ("top", "bottom") else "middle"
    if not has_arrow and _is_on_paper(note):
        across = across if note.xanchor else _nearest(x, ("left", "center", "right"))
        along = along if note.yanchor else _nearest(y, ("bottom", "middle", "top"))
    return Labels(
        x=np.array([x], dtype=np.float64),
        y=np.array([y], dtype=np.float64),
        texts=(plain(note.text),),
        colours=(note.font.color or theme.INK,),
        size_px=float(note.font.size or theme.SIZE_BODY),
        across=(across,),
        along=(along,),
        shift_x_px=np.array([float(note.xshift or 0) + (float(note.ax or 0) if has_arrow else 0)]),
        shift_y_px=np.array([float(note.yshift or 0) - (float(note.ay or 0) if has_arrow else 0)]),
        is_bold=str(note.text).startswith("<b>"),
        angle_deg=-float(note.textangle or 0),
        ground=note.bgcolor,
        leader=Stroke(note.arrowcolor or theme.MUTED, float(note.arrowwidth or 1))
        if has_arrow
        else None,
    )


def _nearest(share: float, sides: tuple[Any, Any, Any]) -> Any:
    """Return the side on which words on paper stand, by where they are."""
    return sides[0] if share < 1 / 3 else sides[1] if share <= 2 / 3 else sides[2]


def _legend(figure: go.Figure, panels: list[Panel]) -> Legend:
    """Return the legend of a figure, as Plotly shows it."""
    layout = figure.layout
    named = [
        trace for trace in figure.data if trace.type != "sankey" and trace.showlegend is not False
    ]
    is_shown = layout.showlegend
    if is_shown is None:
        is_shown = len(named) > 1 or any(trace.showlegend for trace in named)
    keys: list[Key] = []
    if is_shown:
        marks = [mark for panel in panels for mark in panel.marks]
        names = dict.fromkeys(plain(trace.name) for trace in named if trace.name)
        for name in names:
            of_name = [
                mark
                for mark in marks
                if isinstance(mark, Bars | Line | Area | Points) and mark.name == name
            ]
            if of_name:
                keys.append(Key(name, of_name[-1]))
    if layout.legend.traceorder == "reversed":
        keys.reverse()
    y = layout.legend.y
    return Legend(tuple(keys), is_above=(1.0 if y is None else float(y)) >= 0.5)


def _extent(marks: Iterable[Mark], rank: int) -> tuple[float, float]:
    """Return the least and greatest place of what is drawn along one axis, with air."""
    places: list[float] = []
    needs_air = False
    for mark in marks:
        found, air = _reach(mark, rank)
        places += [value for value in found if np.isfinite(value)]
        needs_air |= air
    if not places:
        return 0.0, 1.0
    low, high = min(places), max(places)
    room = POINT_AIR * (high - low) if needs_air else 0.0
    return float(low if low == 0 else low - room), float(high + room)


def _reach(mark: Mark, rank: int) -> tuple[list[float], bool]:
    """Return the places that a mark reaches along one axis, and whether it needs air there."""
    match mark:
        case Bars():
            if mark.is_horizontal == (rank == 0):
                return [*mark.start, *mark.end], bool(np.any(mark.end != 0))
            return [*(mark.at - mark.width / 2), *(mark.at + mark.width / 2)], False
        case Points():
            ends = (mark.x_low, mark.x_high) if rank == 0 else (mark.y_low, mark.y_high)
            more = [value for end in ends if end is not None for value in end]
            return [*(mark.x if rank == 0 else mark.y), *more], True
        case Cells():
            at = mark.x if rank == 0 else mark.y
            return [*(at - 0.5), *(at + 0.5)], False
        case Labels():
            return [*(mark.x if rank == 0 else mark.y)], True
        case _:
            return [*(mark.x if rank == 0 else mark.y)], rank == 1


def _pair(trace: Any) -> tuple[str, str]:
    return trace.xaxis or "x", trace.yaxis or "y"


def _layout_axis(figure: go.Figure, name: str) -> Any:
    return figure.layout[f"{name[0]}axis{name[1:]}"]


def _values(found: list[tuple[Any, str]], name: str) -> list[Any]:
    return [
        value
        for trace, _colour in found
        if getattr(trace, name) is not None
        for value in unpacked(getattr(trace, name))
    ]


def _is_on_paper(note: Any) -> bool:
    return bool(note.xref == "paper" and note.yref == "paper")
