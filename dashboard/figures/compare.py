"""Two States: how far they agreed in each session, and how their votes fell together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard import theme


def agreement(rows: pd.DataFrame, *, raw: str, corrected: str, chance: str) -> go.Figure:
    """Return agreement session by session, raw and corrected for chance, with intervals.

    Parameters
    ----------
    rows : DataFrame
        ``year``, and ``raw, raw_q05, raw_q95, raw_hover, kappa, …``.
    raw, corrected : str
        Names of the two lines.
    chance : str
        Name of the line at 0.
    """
    figure = go.Figure()
    styles = (
        ("raw", raw, theme.SERIES[1], "dash", "square"),
        ("kappa", corrected, theme.SERIES[0], "solid", "circle"),
    )
    for measure, name, colour, dash, symbol in styles:
        own = rows[rows[measure].notna()]
        figure.add_trace(
            go.Scatter(
                x=own["year"].tolist(),
                y=own[measure].tolist(),
                mode="lines+markers",
                name=name,
                line={"color": colour, "width": 2, "dash": dash},
                marker={"symbol": symbol, "size": 6},
                error_y={
                    "type": "data",
                    "symmetric": False,
                    "array": (own[f"{measure}_q95"] - own[measure]).tolist(),
                    "arrayminus": (own[measure] - own[f"{measure}_q05"]).tolist(),
                    "thickness": 1,
                    "width": 0,
                },
                customdata=[escape(text, quote=False) for text in own[f"{measure}_hover"]],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    figure.add_hline(
        y=0,
        line={"color": theme.MUTED, "width": 1, "dash": "dot"},
        annotation={"text": escape(chance, quote=False), "font": {"color": theme.MUTED}},
        annotation_position="bottom left",
    )
    figure.update_layout(
        template=theme.TEMPLATE,
        height=380,
        margin={"l": 8, "r": 16, "t": 44, "b": 8},
        dragmode=False,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "top",
            "yref": "container",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
    lows = rows[["raw_q05", "kappa_q05", "kappa"]].to_numpy(dtype=float).ravel()
    bottom = min([-0.1, *(low - 0.05 for low in lows[np.isfinite(lows)])])
    figure.update_xaxes(fixedrange=True, showgrid=False, tickformat="d")
    figure.update_yaxes(fixedrange=True, range=[bottom, 1.05], zeroline=False)
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
            colorscale=[[0, theme.PAPER], [1, "#7FA8CF"]],
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
        dragmode=False,
    )
    figure.update_xaxes(title=across, side="top", fixedrange=True, showgrid=False, showline=False)
    figure.update_yaxes(
        title=down, autorange="reversed", fixedrange=True, showgrid=False, showline=False
    )
    return figure
