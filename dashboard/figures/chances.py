"""Charts of probabilities: States in order, reasons for and against."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

ROW_PX = 26
LINE_PX = 16
REASON_LETTERS = 44
"""Of a line of a reason: longer ones go on below."""


def ranked(
    rows: pd.DataFrame, *, categories: Sequence[theme.Category], base_rate: float, base_words: str
) -> go.Figure:
    """Return States by probability, each with its interval, beside the base rate.

    Parameters
    ----------
    rows : DataFrame
        ``name, tier, probability, low, high, hover``, the most likely first; probabilities 0 to 1.
    categories : sequence of Category
        The tiers, in the order of the legend.
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
        here = rows[rows["tier"] == kind.key]
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
    theme.lay_out(figure, height=150 + ROW_PX * len(rows))
    figure.update_xaxes(range=[0, 1], tickformat=".0%", fixedrange=True)
    figure.update_yaxes(
        categoryorder="array", categoryarray=names, fixedrange=True, showgrid=False, dtick=1
    )
    return figure


def reasons(
    rows: pd.DataFrame, *, positive: theme.Category, negative: theme.Category, axis: str
) -> go.Figure:
    """Return what speaks for and against as bars to both sides of nothing.

    Parameters
    ----------
    rows : DataFrame
        ``words, log_odds``, the largest first.
    positive, negative : Category
    axis : str
        Words for the axis.
    """
    figure = go.Figure()
    labels = rows["words"].map(_in_lines)
    n_lines = int(labels.str.count("<br>").sum())
    for kind, chosen in ((positive, rows["log_odds"] >= 0), (negative, rows["log_odds"] < 0)):
        here = rows[chosen]
        figure.add_trace(
            go.Bar(
                x=here["log_odds"].tolist(),
                y=labels[chosen].tolist(),
                orientation="h",
                name=kind.label,
                marker={
                    "color": kind.colour,
                    "pattern": {
                        "shape": kind.pattern,
                        "bgcolor": kind.colour,
                        "fgcolor": theme.INK,
                        "size": 6,
                    },
                },
                hovertemplate="%{y}: %{x:+.2f}<extra></extra>",
            )
        )
    theme.lay_out(figure, height=120 + ROW_PX * len(rows) + LINE_PX * n_lines)
    figure.update_xaxes(title=axis, fixedrange=True, zeroline=True, zerolinecolor=theme.INK)
    figure.update_yaxes(
        categoryorder="array", categoryarray=labels.tolist()[::-1], fixedrange=True, dtick=1
    )
    return figure


def _in_lines(words: str) -> str:
    """Return words in lines that an axis has room for."""
    lines = wrap(words, REASON_LETTERS, break_on_hyphens=False)
    return "<br>".join(escape(line, quote=False) for line in lines)
