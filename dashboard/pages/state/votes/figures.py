"""Votes of one State year by year, as columns of positions."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme


def votes_by_year(
    counts: pd.DataFrame, *, categories: Sequence[theme.Category], axis: str
) -> go.Figure:
    """Return a column a year, in which the positions are stacked.

    Parameters
    ----------
    counts : DataFrame
        ``year``, and the number of votes in a column for each category's key.
    categories : sequence of Category
        From the bottom up.
    axis : str
        Words for the axis of numbers.
    """
    figure = go.Figure()
    for category in categories:
        figure.add_trace(
            go.Bar(
                x=counts["year"].tolist(),
                y=counts[category.key].tolist(),
                name=category.label,
                marker={
                    "color": category.colour,
                    "line": {"width": 0},
                    "pattern": {
                        "shape": category.pattern,
                        "fillmode": "replace",
                        "bgcolor": category.colour,
                        "fgcolor": category.text_colour,
                        "fgopacity": 0.4,
                        "size": 6,
                        "solidity": 0.25,
                    },
                },
                hovertemplate="<b>%{x}</b><br>" + category.label + ": %{y}<extra></extra>",
            )
        )
    figure.update_layout(
        template=theme.TEMPLATE,
        barmode="stack",
        bargap=0.15,
        height=300,
        margin={"l": 8, "r": 8, "t": 40, "b": 8},
        dragmode=False,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "top",
            "yref": "container",
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
    figure.update_xaxes(fixedrange=True, showgrid=False, tickformat="d")
    figure.update_yaxes(fixedrange=True, title=axis, rangemode="tozero")
    return figure
