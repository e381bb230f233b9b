"""The network of States: the closest ties of each, and who is coloured how."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

LINES = {
    "once": {"color": "#BDB7A9", "width": 0.7, "dash": "dot"},
    "again": {"color": "#8F897C", "width": 1.0, "dash": "solid"},
    "special": {"color": theme.INK, "width": 3.0, "dash": "solid"},
}
"""How ties of each kind are drawn, the surest on top."""

HEIGHT_PX = 760

PICTURES_PX = ((540, 560), (660, 600), (780, 640))
"""Widths and heights of the points that names are set for, from a narrow screen to a wide one. A
name keeps its distance from its point while the points move apart: what is free on the one need not
be on the other."""

SIDE_PX = 70
"""Room beside the points, into which names may reach."""

AIR_PX = 6
"""Least distance of two names."""

ROUNDS = 4
"""How often each name is set."""

Box = tuple[float, float, float, float]
"""Left, right, lower and upper edge."""

LETTER_PX = 7.2
LINE_PX = 19
MARK_PX = 7
"""Room that a letter, a line of text, and half a mark take."""

SIDES = {
    "middle right": (0.0, 0.5),
    "middle left": (-1.0, 0.5),
    "top center": (-0.5, 1.5),
    "bottom center": (-0.5, -0.5),
    "top right": (0.0, 1.1),
    "top left": (-1.0, 1.1),
    "bottom right": (0.0, -0.1),
    "bottom left": (-1.0, -0.1),
}
"""Where a name can stand: its left edge in widths of itself, its upper edge in heights."""


def network(
    states: pd.DataFrame,
    ties: pd.DataFrame,
    *,
    categories: Sequence[theme.Category],
    kinds: Mapping[str, str],
    ends: Collection[str],
) -> go.Figure:
    """Return States as points and their ties as lines.

    Parameters
    ----------
    states : DataFrame
        ``iso3, x, y, category, name, label, hover, is_named``: a row a State with ties; ``label``
        is set beside it where ``is_named`` and a side of the point is free.
    ties : DataFrame
        ``iso3_a, iso3_b, kind``.
    categories : sequence of Category
        What States are coloured by, in the order of the legend, each with a mark of its own.
    kinds : mapping of str to str
        Words of each kind of tie, for the legend.
    ends : collection of str
        iso3 of the States drawn larger: us and the one to reach.
    """
    traces = [
        _lines(states, ties[ties["kind"] == kind], words=kinds[kind], line=line)
        for kind, line in LINES.items()
    ]
    sides = sides_of(states, ends)
    for k, category in enumerate(categories):
        rows = states[states["category"] == category.key]
        if rows.empty:
            continue
        symbol = theme.MARKS[k % len(theme.MARKS)]
        traces.append(_points(rows, category, sides, symbol=symbol, ends=ends))
    figure = go.Figure(traces)
    figure.update_layout(
        template=theme.TEMPLATE,
        height=HEIGHT_PX,
        margin={"l": SIDE_PX, "r": SIDE_PX, "t": 8, "b": 90},
        legend=theme.LEGEND_BELOW,
    )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, scaleanchor="x")
    return figure


def sides_of(states: pd.DataFrame, ends: Collection[str] = ()) -> dict[str, str]:
    """Return on which side of its point each name stands, so that names do not cover one another.

    Names are set one after another, from the left; each takes the side on which it stays in the
    picture and covers the least of the other names, then of the points, on every screen of
    `PICTURES_PX`. Then each may move again, now that all others stand. A name for which no side is
    free is left out, those of the ends last: the pointer and the table have it.
    """
    named = states[states["is_named"]].sort_values(["x", "y", "iso3"])
    screens = [_screen(states, named, picture) for picture in PICTURES_PX]
    taken: dict[str, str] = {}
    for iso3 in list(named["iso3"]) * ROUNDS:
        costs = {
            side: tuple(
                sum(cost)
                for cost in zip(
                    *(screen.cost(iso3, side, taken) for screen in screens), strict=True
                )
            )
            for side in SIDES
        }
        taken[iso3] = min(costs, key=lambda side: costs[side])  # of equals the first of SIDES
    while True:
        covered = {
            iso3: sum(screen.covered(iso3, side, taken) for screen in screens)
            for iso3, side in taken.items()
        }
        crowded = [iso3 for iso3, area in covered.items() if area > 0]
        if not crowded:
            return taken
        del taken[max(crowded, key=lambda iso3: (iso3 not in ends, covered[iso3], iso3))]


@dataclass(frozen=True)
class Screen:
    """Where names can stand on a picture of one size, in pixels.

    Attributes
    ----------
    boxes : mapping of str to mapping of str to Box
        By iso3 and side.
    points : list of tuple of float
        Of all States.
    first, last : float
        Edges of the picture.
    """

    boxes: Mapping[str, Mapping[str, Box]]
    points: Sequence[tuple[float, float]]
    first: float
    last: float

    def covered(self, iso3: str, side: str, taken: Mapping[str, str], *, air: int = 0) -> float:
        """Return the area of other names that a name covers on a side, in square pixels."""
        own = self.boxes[iso3][side]
        return sum(
            _shared(own, self.boxes[other][there], air)
            for other, there in taken.items()
            if other != iso3
        )

    def cost(self, iso3: str, side: str, taken: Mapping[str, str]) -> tuple[float, float]:
        """Return what a name covers of others or loses at the edge, and how many points."""
        left, right, low, high = self.boxes[iso3][side]
        outside = max(self.first - left, 0) + max(right - self.last, 0)
        return (
            self.covered(iso3, side, taken, air=AIR_PX) + LINE_PX * outside,
            sum(left <= x <= right and low <= y <= high for x, y in self.points),
        )


def _screen(states: pd.DataFrame, named: pd.DataFrame, picture: tuple[int, int]) -> Screen:
    """Return where the names of States can stand on a picture of a size."""
    spans = [max(float(states[axis].max() - states[axis].min()), 1e-9) for axis in ("x", "y")]
    px = min(room / span for room, span in zip(picture, spans, strict=True))  # in a unit
    spare = SIDE_PX + (picture[0] - spans[0] * px) / 2
    return Screen(
        boxes={
            iso3: _boxes(x, y, label)
            for iso3, x, y, label in zip(
                named["iso3"], named["x"] * px, named["y"] * px, named["label"], strict=True
            )
        },
        points=list(zip(states["x"] * px, states["y"] * px, strict=True)),
        first=float(states["x"].min()) * px - spare,
        last=float(states["x"].max()) * px + spare,
    )


def _boxes(x: float, y: float, label: str) -> dict[str, Box]:
    """Return the box that a name takes on each side of its point, in pixels."""
    width = LETTER_PX * len(label)
    boxes = {}
    for side, (left, top) in SIDES.items():
        gap = {0.0: MARK_PX, -1.0: -MARK_PX}.get(left, 0)
        start, upper = x + left * width + gap, y + top * LINE_PX
        boxes[side] = (start, start + width, upper - LINE_PX, upper)
    return boxes


def _shared(one: Box, other: Box, air: int) -> float:
    """Return the area that two boxes share, with so much air about them, in square pixels."""
    wide = min(one[1], other[1]) - max(one[0], other[0]) + air
    high = min(one[3], other[3]) - max(one[2], other[2]) + air
    return max(wide, 0.0) * max(high, 0.0)


def _lines(
    states: pd.DataFrame, ties: pd.DataFrame, *, words: str, line: Mapping[str, object]
) -> go.Scatter:
    """Return ties as one trace of lines, a gap behind each."""
    x = dict(zip(states["iso3"], states["x"], strict=True))
    y = dict(zip(states["iso3"], states["y"], strict=True))
    pairs = [
        (a, b) for a, b in zip(ties["iso3_a"], ties["iso3_b"], strict=True) if a in x and b in x
    ]
    return go.Scatter(
        x=[at for a, b in pairs for at in (x[a], x[b], None)],
        y=[at for a, b in pairs for at in (y[a], y[b], None)],
        mode="lines",
        line=dict(line),
        hoverinfo="skip",
        name=f"{words} ({len(pairs)})",
        showlegend=bool(pairs),
    )


def _points(
    rows: pd.DataFrame,
    category: theme.Category,
    sides: Mapping[str, str],
    *,
    symbol: str,
    ends: Collection[str],
) -> go.Scatter:
    """Return the States of a category as one trace of points."""
    return go.Scatter(
        x=rows["x"].tolist(),
        y=rows["y"].tolist(),
        mode="markers+text",
        name=f"{category.label} ({len(rows)})",
        text=rows["label"].where(rows["iso3"].isin(list(sides)), "").tolist(),
        cliponaxis=False,
        textposition=[sides.get(iso3, "middle right") for iso3 in rows["iso3"]],
        textfont={"size": theme.SIZE_BODY, "color": theme.INK},
        marker={
            "color": category.colour,
            "symbol": symbol,
            "size": [16 if iso3 in ends else 9 for iso3 in rows["iso3"]],
            "line": {"color": theme.INK, "width": 0.7},
        },
        customdata=rows[["name", "hover"]].to_numpy().tolist(),
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    )
