"""The network of States: the closest ties of each, and who is coloured how."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

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

PICTURE_PX = (540, 560)
"""Width and height that names are set for: a narrow screen. A wider one has more room, not less."""

SIDE_PX = 70
"""Room beside the points, into which names may reach."""

AIR_PX = 6
"""Least distance of two names."""

ROUNDS = 4
"""How often each name is set."""

Box = tuple[float, float, float, float]
"""Left, right, lower and upper edge."""

LETTER_PX = 7.2
LINE_PX = 17
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
        is set beside it where ``is_named``.
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
    sides = sides_of(states)
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


def sides_of(states: pd.DataFrame) -> dict[str, str]:
    """Return on which side of its point each name stands, so that names do not cover one another.

    Names are set one after another, from the left; each takes the side on which it stays in the
    picture and covers the least of the other names, then of the points. Then each may move again,
    now that all others stand.
    """
    named = states[states["is_named"]].sort_values(["x", "y", "iso3"])
    spans = [max(float(states[axis].max() - states[axis].min()), 1e-9) for axis in ("x", "y")]
    px = min(room / span for room, span in zip(PICTURE_PX, spans, strict=True))  # in a unit
    spare = SIDE_PX + (PICTURE_PX[0] - spans[0] * px) / 2
    first, last = states["x"].min() * px - spare, states["x"].max() * px + spare
    points = list(zip(states["x"] * px, states["y"] * px, strict=True))
    boxes = {
        iso3: _boxes(x, y, label)
        for iso3, x, y, label in zip(
            named["iso3"], named["x"] * px, named["y"] * px, named["label"], strict=True
        )
    }
    taken: dict[str, Box] = {}
    sides = dict.fromkeys(states["iso3"], "middle right")
    for iso3 in list(boxes) * ROUNDS:
        others = [box for other, box in taken.items() if other != iso3]
        costs = {
            side: (
                sum(_shared(box, other) for other in others)
                + LINE_PX * (max(first - box[0], 0) + max(box[1] - last, 0)),
                sum(box[0] <= a <= box[1] and box[2] <= b <= box[3] for a, b in points),
            )
            for side, box in boxes[iso3].items()
        }
        best = min(costs, key=lambda side: costs[side])  # of equals the first of SIDES
        sides[iso3] = best
        taken[iso3] = boxes[iso3][best]
    return sides


def _boxes(x: float, y: float, label: str) -> dict[str, Box]:
    """Return the box that a name takes on each side of its point, in pixels."""
    width = LETTER_PX * len(label)
    boxes = {}
    for side, (left, top) in SIDES.items():
        gap = {0.0: MARK_PX, -1.0: -MARK_PX}.get(left, 0)
        start, upper = x + left * width + gap, y + top * LINE_PX
        boxes[side] = (start, start + width, upper - LINE_PX, upper)
    return boxes


def _shared(one: Box, other: Box) -> float:
    """Return the area that two boxes share, and the air about them, in square pixels."""
    wide = min(one[1], other[1]) - max(one[0], other[0]) + AIR_PX
    high = min(one[3], other[3]) - max(one[2], other[2]) + AIR_PX
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
        text=rows["label"].where(rows["is_named"], "").tolist(),
        cliponaxis=False,
        textposition=[sides[iso3] for iso3 in rows["iso3"]],
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
