"""The network of States: its heaviest ties, its communities, and the ties of one State."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

TIE = "#C9C4B8"


def web(
    states: pd.DataFrame,
    ties: pd.DataFrame,
    *,
    categories: Sequence[theme.Category],
    chosen: str | None,
) -> go.Figure:
    """Return States as points and their ties as lines.

    Parameters
    ----------
    states : DataFrame
        ``iso3, x, y, category, name, label, hover, is_named``: a row a State with ties; ``label``
        is set beside it where ``is_named``.
    ties : DataFrame
        ``iso3_a, iso3_b``.
    categories : sequence of Category
        Communities, in the order of the legend, each with a mark of its own.
    chosen : str, optional
        State whose ties are drawn above the others.
    """
    own = (ties["iso3_a"] == chosen) | (ties["iso3_b"] == chosen)
    near = set(states["iso3"])
    if chosen:
        near = {chosen, *ties.loc[own, "iso3_a"], *ties.loc[own, "iso3_b"]}
    sides = _sides(states, chosen)
    traces = [
        _lines(states, ties[~own], colour=TIE, width=0.5),
        _lines(states, ties[own], colour=theme.INK, width=1.4),
    ]
    for k, category in enumerate(categories):
        rows = states[(states["category"] == category.key).to_numpy(dtype=bool, na_value=False)]
        symbol = theme.MARKS[k % len(theme.MARKS)]
        traces.append(_points(rows, category, sides, symbol=symbol, chosen=chosen, near=near))
    figure = go.Figure(traces)
    figure.update_layout(
        template=theme.TEMPLATE,
        height=700,
        margin={"l": 8, "r": 8, "t": 8, "b": 70},
        dragmode=False,
        hovermode="closest",
        legend={
            "orientation": "h",
            "x": 0,
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True, scaleanchor="x")
    return figure


def ranks(states: pd.DataFrame, *, axis: str) -> go.Figure:
    """Return States by rank, each with its interval.

    Parameters
    ----------
    states : DataFrame
        ``name, rank, rank_low, rank_high, hover``, the highest first.
    axis : str
        Words for the axis.
    """
    rows = states.iloc[::-1]
    known = rows[rows["rank_low"].notna()]
    lows, highs = known["rank_low"].tolist(), known["rank_high"].tolist()
    intervals = go.Scatter(
        x=[at for low, high in zip(lows, highs, strict=True) for at in (low, high, None)],
        y=[name for name in known["name"] for _ in range(3)],
        mode="lines",
        line={"color": theme.SERIES[6], "width": 5},
        showlegend=False,
        hoverinfo="skip",
    )
    marks = go.Scatter(
        x=rows["rank"].tolist(),
        y=rows["name"].tolist(),
        mode="markers",
        marker={"color": theme.SERIES[0], "size": 10, "symbol": "diamond"},
        customdata=rows["hover"].tolist(),
        hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
        showlegend=False,
    )
    figure = go.Figure([intervals, marks])
    order = rows["name"].tolist()
    figure.update_layout(
        template=theme.TEMPLATE,
        height=90 + 30 * len(rows),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        dragmode=False,
    )
    figure.update_xaxes(title=axis, fixedrange=True, rangemode="tozero")
    figure.update_yaxes(fixedrange=True, showgrid=False, categoryorder="array", categoryarray=order)
    return figure


def _lines(states: pd.DataFrame, ties: pd.DataFrame, *, colour: str, width: float) -> go.Scatter:
    """Return ties as one trace of lines, a gap behind each."""
    x = dict(zip(states["iso3"], states["x"], strict=True))
    y = dict(zip(states["iso3"], states["y"], strict=True))
    pairs = list(zip(ties["iso3_a"], ties["iso3_b"], strict=True))
    return go.Scatter(
        x=[at for a, b in pairs for at in (x[a], x[b], None)],
        y=[at for a, b in pairs for at in (y[a], y[b], None)],
        mode="lines",
        line={"color": colour, "width": width},
        hoverinfo="skip",
        showlegend=False,
        name="",
    )


def _sides(states: pd.DataFrame, chosen: str | None) -> dict[str, str]:
    """Return where the name of each State is set: away from the one chosen, or from the middle."""
    middle = states[["x", "y"]].mean()
    if (states["iso3"] == chosen).any():
        middle = states.loc[states["iso3"] == chosen, ["x", "y"]].iloc[0]
    sides = {}
    for iso3, x, y in zip(states["iso3"], states["x"], states["y"], strict=True):
        across, up = x - middle["x"], y - middle["y"]
        height = "middle" if abs(across) >= abs(up) else "top" if up > 0 else "bottom"
        sides[iso3] = f"{height} {'right' if across > 0 else 'left'}"
    if chosen is not None:
        sides[chosen] = "top center"
    return sides


def _points(
    rows: pd.DataFrame,
    category: theme.Category,
    sides: Mapping[str, str],
    *,
    symbol: str,
    chosen: str | None,
    near: Collection[str],
) -> go.Scatter:
    """Return the States of a community as one trace of points; those not near are faint."""
    return go.Scatter(
        x=rows["x"].tolist(),
        y=rows["y"].tolist(),
        mode="markers+text",
        name=f"{category.label} ({len(rows)})",
        text=rows["label"].where(rows["is_named"], "").tolist(),
        textposition=[sides[iso3] for iso3 in rows["iso3"]],
        textfont={"size": theme.SIZE_SMALL, "color": theme.INK},
        marker={
            "color": category.colour,
            "symbol": symbol,
            "size": [15 if iso3 == chosen else 10 for iso3 in rows["iso3"]],
            "opacity": [1.0 if iso3 in near else 0.35 for iso3 in rows["iso3"]],
            "line": {"color": theme.INK, "width": 0.7},
        },
        customdata=rows[["name", "hover"]].to_numpy().tolist(),
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    )
