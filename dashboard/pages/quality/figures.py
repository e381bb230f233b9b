"""Chart of calibration: predicted beside observed shares, a panel for each kind of text."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard import theme

N_ACROSS = 2
PANEL_PX = 330


def reliability(
    panels: Mapping[str, pd.DataFrame], *, predicted: str, observed: str, band: str, perfect: str
) -> go.Figure:
    """Return predicted beside observed shares, with the band in which they should lie.

    Parameters
    ----------
    panels : mapping of str to DataFrame
        By what each panel is called: ``predicted, observed, low, high, n``.
    predicted, observed, band, perfect : str
        Words for the axes, the band and the line of perfect calibration.
    """
    n_down = -(-len(panels) // N_ACROSS)
    n_across = min(len(panels), N_ACROSS)
    figure = make_subplots(
        rows=n_down,
        cols=n_across,
        subplot_titles=list(panels) if len(panels) > 1 else None,
        horizontal_spacing=0.1,
        vertical_spacing=0.16,
        x_title=predicted,
        y_title=observed,
    )
    for number, rows in enumerate(panels.values()):
        for trace in _calibration(rows, observed=observed, band=band, perfect=perfect):
            trace.update(showlegend=number == 0)
            figure.add_trace(trace, row=number // N_ACROSS + 1, col=number % N_ACROSS + 1)
    theme.lay_out(figure, height=130 + PANEL_PX * n_down)
    figure.update_layout(margin={"l": 72, "r": 16, "t": 72, "b": 64})
    figure.update_layout(legend={"y": 1.0 + 40 / (PANEL_PX * n_down)})
    figure.update_xaxes(range=[0, 1], tickformat=".0%")
    figure.update_yaxes(range=[0, 1], tickformat=".0%")
    return figure


def _calibration(
    rows: pd.DataFrame, *, observed: str, band: str, perfect: str
) -> tuple[go.Scatter, ...]:
    """Return the band, the line of perfect calibration and the curve of one panel."""
    return (
        go.Scatter(
            x=[*rows["predicted"], *rows["predicted"][::-1]],
            y=[*rows["high"], *rows["low"][::-1]],
            mode="lines",
            fill="toself",
            fillcolor="rgba(127, 168, 207, 0.35)",
            line={"width": 0},
            name=band,
            hoverinfo="skip",
        ),
        go.Scatter(
            x=[0, 1],
            y=[0, 1],
            mode="lines",
            name=perfect,
            line={"color": theme.MUTED, "dash": "dot", "width": 1.5},
            hoverinfo="skip",
        ),
        go.Scatter(
            x=rows["predicted"].tolist(),
            y=rows["observed"].tolist(),
            mode="lines+markers",
            name=observed,
            line={"color": theme.SERIES[0], "width": 2},
            marker={"size": 9, "symbol": "diamond"},
            customdata=rows["n"].tolist(),
            hovertemplate="%{x:.0%} → %{y:.0%} (n = %{customdata})<extra></extra>",
        ),
    )
