"""Charts of probabilities: States in order, reasons for and against."""

from __future__ import annotations

from html import escape
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

ROW_PX = 26
LINE_PX = 16
REASON_LETTERS = 44
"""Letters of a line of a reason: longer ones go on below."""


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
                    "pattern": theme.pattern(kind),
                },
                hovertemplate="%{y}: %{x:+.2f}<extra></extra>",
            )
        )
    theme.lay_out(figure, height=120 + ROW_PX * len(rows) + LINE_PX * n_lines)
    figure.update_xaxes(title=axis, zeroline=True, zerolinecolor=theme.INK)
    figure.update_yaxes(categoryorder="array", categoryarray=labels.tolist()[::-1], dtick=1)
    return figure


def _in_lines(words: str) -> str:
    """Return words in lines that an axis has room for."""
    lines = wrap(words, REASON_LETTERS, break_on_hyphens=False)
    return "<br>".join(escape(line, quote=False) for line in lines)
