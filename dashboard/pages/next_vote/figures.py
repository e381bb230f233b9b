"""Chart of how a tally may come out: how often each number of votes in favour was simulated."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

OUTSIDE = theme.Style(theme.SERIES[6], "/", theme.TEXT_ON_LIGHT)


def spread(
    yes: pd.DataFrame,
    *,
    low: int,
    high: int,
    last: int,
    inside: str,
    outside: str,
    before: str,
    axis: str,
) -> go.Figure:
    """Return how often each number of votes in favour came out.

    Parameters
    ----------
    yes : DataFrame
        ``n_yes, share``; shares 0 to 1.
    low, high : int
        The interval of 90 %.
    last : int
        Votes in favour of the last vote on the text.
    inside, outside, before, axis : str
        Words for the parts of the legend and the axis.
    """
    within = yes["n_yes"].between(low, high)
    figure = go.Figure(
        [
            go.Bar(
                x=part["n_yes"].tolist(),
                y=part["share"].tolist(),
                name=words,
                marker={
                    "color": look.colour,
                    "pattern": theme.pattern(look),
                },
                hovertemplate="%{x}: %{y:.1%}<extra></extra>",
            )
            for part, words, look in (
                (yes[within], inside, theme.POSITION_STYLES["Y"]),
                (yes[~within], outside, OUTSIDE),
            )
        ]
    )
    figure.add_trace(
        go.Scatter(
            x=[last, last],
            y=[0, float(yes["share"].max())],
            mode="lines",
            name=before,
            line={"color": theme.INK, "width": 2, "dash": "dot"},
            hoverinfo="skip",
        )
    )
    figure.update_layout(
        template=theme.TEMPLATE,
        height=300,
        bargap=0.15,
        barmode="overlay",
        margin={"l": 8, "r": 16, "t": 44, "b": 40},
        legend=theme.LEGEND_ON_PLOT,
    )
    figure.update_xaxes(title=axis)
    figure.update_yaxes(tickformat=".0%", rangemode="tozero")
    return figure
