"""States as points: the nearer two are, the more alike they act."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

SIZE = 11


def closeness(states: pd.DataFrame, *, categories: Sequence[theme.Category]) -> go.Figure:
    """Return States as points: the nearer two are, the more alike they act.

    Parameters
    ----------
    states : DataFrame
        ``x, y, category, name, hover``; see the head of `dashboard.figures.world`.
    categories : sequence of Category
        In the order of the legend, each drawn with a mark of its own.
    """
    figure = go.Figure()
    for k, category in enumerate(categories):
        rows = states[(states["category"] == category.key).to_numpy(dtype=bool, na_value=False)]
        figure.add_trace(
            go.Scatter(
                x=rows["x"].tolist(),
                y=rows["y"].tolist(),
                mode="markers",
                name=f"{category.label} ({len(rows)})",
                marker={
                    "color": category.colour,
                    "symbol": theme.MARKS[k % len(theme.MARKS)],
                    "size": SIZE,
                    "opacity": 0.85,
                    "line": {"color": theme.INK, "width": 0.7},
                },
                customdata=rows[["name", "hover"]].to_numpy().tolist(),
                hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
            )
        )
    figure.update_layout(
        template=theme.TEMPLATE,
        height=520,
        margin={"l": 8, "r": 8, "t": 8, "b": 60},
        legend=theme.LEGEND_BELOW,
    )
    axis = {"showticklabels": False, "ticks": "", "zeroline": False}
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis, scaleanchor="x")
    return figure
