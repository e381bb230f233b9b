"""Chart of a count: what is in, and where the end was and is expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard import theme

ROW_PX = 64
FRAME_PX = 96
BAR = 0.36
ABOVE = {"now": 0.30, "before": 0.43}
"""How far above the bar of a row each range lies, in rows."""

Range = tuple[float, float, float]
"""What is expected, and the lowest and highest of nine cases in ten."""


@dataclass(frozen=True)
class CountRow:
    """A row of the chart.

    Attributes
    ----------
    label : str
    style : Style
    said : int
    before : Range
        Of the end, as it was beforehand.
    now : Range, optional
        The same, given what is in.
    """

    label: str
    style: theme.Style
    said: int
    before: Range
    now: Range | None


def ranges(rows: Sequence[CountRow], *, said: str, now: str, before: str, axis: str) -> go.Figure:
    """Return what is in as bars, with the ranges of the end above each.

    Parameters
    ----------
    rows : sequence of CountRow
        From above to below.
    said, now, before, axis : str
        Words for the parts of the legend and the axis.
    """
    places = list(range(len(rows)))
    bars = go.Bar(
        x=[row.said for row in rows],
        y=places,
        width=BAR,
        orientation="h",
        name=said,
        text=[str(row.said) for row in rows],
        textposition="auto",
        insidetextfont={"color": [row.style.text_colour for row in rows]},
        marker={
            "color": [row.style.colour for row in rows],
            "pattern": theme.patterns([row.style for row in rows]),
        },
        hovertemplate="%{x}<extra></extra>",
    )
    parts: list[tuple[str, str, list[Range | None], str, str, int]] = [
        (before, "before", [row.before for row in rows], theme.MUTED, "circle-open", 2),
        (now, "now", [row.now for row in rows], theme.INK, "diamond", 4),
    ]
    figure = go.Figure([bars])
    for words, key, given, colour, symbol, width in parts:
        held = [(place, one) for place, one in zip(places, given, strict=True) if one is not None]
        if held:
            figure.add_traces(_range(held, words, ABOVE[key], colour, symbol, width))
    figure.update_layout(
        template=theme.TEMPLATE,
        height=ROW_PX * len(rows) + FRAME_PX,
        legend=theme.LEGEND_ON_PLOT,
    )
    figure.update_xaxes(title=axis, rangemode="tozero")
    figure.update_yaxes(
        tickvals=places,
        ticktext=[row.label for row in rows],
        range=[len(rows) - 0.5, -0.62],
        showgrid=False,
        zeroline=False,
        ticks="",
        showline=False,
    )
    return figure


def _range(
    held: Sequence[tuple[int, Range]],
    words: str,
    above: float,
    colour: str,
    symbol: str,
    width: int,
) -> list[go.Scatter]:
    """Return a line from the lowest to the highest of each row, and a mark on what is expected."""
    x: list[float | None] = []
    y: list[float | None] = []
    for place, (_expected, low, high) in held:
        x += [low, high, None]
        y += [place - above, place - above, None]
    return [
        go.Scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": colour, "width": width},
            showlegend=False,
            hoverinfo="skip",
        ),
        go.Scatter(
            x=[one[0] for _place, one in held],
            y=[place - above for place, _one in held],
            customdata=[[round(one[1]), round(one[2])] for _place, one in held],
            mode="markers",
            name=words,
            marker={"symbol": symbol, "color": colour, "size": 10, "line": {"width": 2}},
            hovertemplate="%{x:.0f} (%{customdata[0]}–%{customdata[1]})<extra></extra>",
        ),
    ]
