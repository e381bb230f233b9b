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
                    "pattern": theme.pattern(category),
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
    )
    figure.update_xaxes(showgrid=False, tickformat="d")
    figure.update_yaxes(title=axis, rangemode="tozero")
    return figure
