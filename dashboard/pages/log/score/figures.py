"""Forecasts beside what happened: a line a State, from never to certain."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

ROW_PX = 24
FRAME_PX = 124

STYLES = {"model": ("circle", theme.SERIES[0]), "desk": ("diamond", theme.SERIES[2])}
"""Mark and colour of each forecaster; filled where the State joined, hollow where it did not."""


def chart(
    scored: pd.DataFrame,
    *,
    forecasters: Mapping[str, str],
    outcomes: Mapping[bool, str],
    axis: str,
) -> go.Figure:
    """Return what was said of each State, with a mark that shows what happened.

    Parameters
    ----------
    scored : DataFrame
        ``name, joined, model, desk``: a row a State, from above to below.
    forecasters : mapping of str to str
        Columns of `scored` to draw, with their words.
    outcomes : mapping of bool to str
        Words for having joined and for not.
    axis : str
        Words for the horizontal axis.

    Returns
    -------
    Figure
        A trace for each forecaster and outcome that occurs.
    """
    figure = go.Figure()
    for joined in (True, False):
        for column, who in forecasters.items():
            is_own = (scored["joined"] == joined) & scored[column].notna()
            if is_own.any():
                figure.add_trace(_marks(scored[is_own], column, f"{who} · {outcomes[joined]}"))
    names = scored["name"].tolist()
    figure.update_layout(
        template=theme.TEMPLATE,
        height=ROW_PX * len(names) + FRAME_PX,
        legend=theme.LEGEND_ON_PLOT,
    )
    figure.update_xaxes(
        range=[-0.02, 1.02],
        tickformat=".0%",
        title={"text": axis, "standoff": 10, "font": {"size": theme.SIZE_BODY}},
        zeroline=False,
    )
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=names,
        range=[len(names) - 0.5, -0.5],
        ticks="",
        showline=False,
    )
    figure.add_vline(x=0.5, line={"color": theme.MUTED, "width": 1, "dash": "dot"})
    return figure


def _marks(rows: pd.DataFrame, column: str, label: str) -> go.Scatter:
    """Return the marks of one forecaster on the States with one outcome."""
    shape, colour = STYLES[column]
    is_joined = bool(rows["joined"].iloc[0])
    return go.Scatter(
        x=rows[column].tolist(),
        y=rows["name"].tolist(),
        mode="markers",
        name=label,
        marker={
            "symbol": shape if is_joined else f"{shape}-open",
            "color": colour,
            "size": 11,
            "line": {"width": 2, "color": colour},
        },
        hovertemplate=f"<b>%{{y}}</b><br>{escape(label, quote=False)}: %{{x:.0%}}<extra></extra>",
    )
