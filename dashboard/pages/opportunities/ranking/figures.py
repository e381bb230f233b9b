"""States by probability, each with its interval, beside the base rate."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures import reasons


def ranked(
    rows: pd.DataFrame, *, categories: Sequence[theme.Category], base_rate: float, base_words: str
) -> go.Figure:
    """Return States by probability, each with its interval, beside the base rate.

    Parameters
    ----------
    rows : DataFrame
        ``name, origin, probability, low, high, hover``, the most likely first; probabilities 0
        to 1.
    categories : sequence of Category
        The origins, in the order of the legend.
    base_rate : float
        0 to 1.
    base_words : str
        What the line of the base rate is called.
    """
    figure = go.Figure()
    names = rows["name"].tolist()[::-1]
    for row in rows.to_dict("records"):
        figure.add_trace(
            go.Scatter(
                x=[row["low"], row["high"]],
                y=[row["name"], row["name"]],
                mode="lines",
                line={"color": theme.SERIES[6], "width": 5},
                showlegend=False,
                hoverinfo="skip",
            )
        )
    for number, kind in enumerate(categories):
        here = rows[rows["origin"] == kind.key]
        if here.empty:
            continue
        figure.add_trace(
            go.Scatter(
                x=here["probability"].tolist(),
                y=here["name"].tolist(),
                mode="markers",
                name=kind.label,
                marker={
                    "color": kind.colour,
                    "symbol": theme.MARKS[number],
                    "size": 11,
                    "line": {"color": theme.INK, "width": 1},
                },
                customdata=here["hover"].tolist(),
                hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=[base_rate, base_rate],
            y=[names[0], names[-1]],
            mode="lines",
            name=base_words,
            line={"color": theme.INK, "width": 1.5, "dash": "dot"},
            hoverinfo="skip",
        )
    )
    theme.lay_out(figure, height=150 + reasons.ROW_PX * len(rows))
    figure.update_xaxes(range=[0, 1], tickformat=".0%")
    figure.update_yaxes(categoryorder="array", categoryarray=names, showgrid=False, dtick=1)
    return figure
