"""Two States: how far they agreed in each session, and how their votes fell together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme


def agreement(rows: pd.DataFrame, *, pair: str, house: str) -> go.Figure:
    """Return agreement session by session beside that of two States drawn at random.

    Parameters
    ----------
    rows : DataFrame
        ``year, agreed, agreed_q05, agreed_q95, by_house, hover``; shares, 0 to 1.
    pair, house : str
        Names of the two lines.
    """
    held = rows[rows["agreed"].notna()]
    figure = go.Figure(
        [
            go.Scatter(
                x=held["year"].tolist(),
                y=held["by_house"].tolist(),
                mode="lines",
                name=house,
                line={"color": theme.MUTED, "width": 2, "dash": "dot"},
                hoverinfo="skip",
            ),
            go.Scatter(
                x=held["year"].tolist(),
                y=held["agreed"].tolist(),
                mode="lines+markers",
                name=pair,
                line={"color": theme.SERIES[0], "width": 2},
                marker={"symbol": "circle", "size": 6},
                error_y={
                    "type": "data",
                    "symmetric": False,
                    "array": (held["agreed_q95"] - held["agreed"]).tolist(),
                    "arrayminus": (held["agreed"] - held["agreed_q05"]).tolist(),
                    "thickness": 1,
                    "width": 0,
                },
                customdata=[escape(text, quote=False) for text in held["hover"]],
                hovertemplate="%{customdata}<extra></extra>",
            ),
        ]
    )
    figure.update_layout(
        template=theme.TEMPLATE,
        height=380,
        margin={"l": 8, "r": 16, "t": 44, "b": 8},
        legend={"traceorder": "reversed"},
    )
    figure.update_xaxes(showgrid=False, tickformat="d")
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%", zeroline=False)
    return figure


def cross(
    table: pd.DataFrame, *, words: Mapping[str, str], across: str, down: str, order: Sequence[str]
) -> go.Figure:
    """Return the nine ways in which two votes can fall together, each with its number.

    Parameters
    ----------
    table : DataFrame
        Numbers of roll calls; rows are the vote of the first, columns that of the second.
    words : mapping of str to str
        Positions in words.
    across, down : str
        Whose votes the columns and the rows are.
    order : sequence of str
        Positions from left to right and from above to below.
    """
    counts = table.loc[list(order), list(order)]
    labels = [words[key] for key in order]
    total = max(int(counts.to_numpy().sum()), 1)
    figure = go.Figure(
        go.Heatmap(
            z=(counts.to_numpy() / total).tolist(),
            x=labels,
            y=labels,
            zmin=0,
            zmax=1,
            colorscale=[[0, theme.PAPER], [1, theme.DEEP]],
            showscale=False,
            xgap=3,
            ygap=3,
            text=counts.to_numpy().tolist(),
            texttemplate="%{text}",
            textfont={"size": theme.SIZE_HEAD, "color": theme.INK},
            hovertemplate="%{y} · %{x}: %{text}<extra></extra>",
        )
    )
    for place in range(len(order)):
        figure.add_shape(
            type="rect",
            x0=place - 0.49,
            x1=place + 0.49,
            y0=place - 0.49,
            y1=place + 0.49,
            line={"color": theme.INK, "width": 1.5},
        )
    figure.update_layout(
        template=theme.TEMPLATE,
        height=300,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
    )
    figure.update_xaxes(title=across, side="top", showgrid=False, showline=False)
    figure.update_yaxes(title=down, autorange="reversed", showgrid=False, showline=False)
    return figure
