"""How many States had joined a text by which day."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

CROWDED = 30
"""Days beyond which the marks are small."""


def curve(
    points: pd.DataFrame, *, exact: str, bounded: str, hover: Sequence[str], n_official: int | None
) -> go.Figure:
    """Return the growth of a roster as a stair.

    Parameters
    ----------
    points : DataFrame
        ``joined_date, n_cumulative, is_exact``: a row a day, in order.
    exact, bounded : str
        Words for days that are known, and for days by which somebody had joined.
    hover : sequence of str
        Plain text shown on each day.
    n_official : int, optional
        Where given, the axis reaches to it.

    Returns
    -------
    Figure
        The stair, and a mark a day: filled where the day is known, hollow where it is a bound; what
        leads up to a bound is dotted.
    """
    days = points["joined_date"]
    counts = points["n_cumulative"]
    figure = go.Figure()
    for is_exact, dash in ((True, "solid"), (False, "dot")):
        x, y = _segments(points, is_exact=is_exact)
        figure.add_trace(
            go.Scatter(
                x=x,
                y=y,
                mode="lines",
                line={"color": theme.ACCENT, "width": 2, "dash": dash},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    texts = pd.Series([escape(text, quote=False) for text in hover], index=points.index)
    marks = ((True, "circle", exact), (False, "circle-open", bounded))
    for is_exact, symbol, label in marks:
        chosen = (points["is_exact"] == is_exact).to_numpy(dtype=bool)
        if not chosen.any():
            continue
        figure.add_trace(
            go.Scatter(
                x=days[chosen],
                y=counts[chosen],
                mode="markers",
                marker={
                    "symbol": symbol,
                    "size": 8 if len(points) <= CROWDED else 5,
                    "color": theme.ACCENT,
                    "line": {"width": 2},
                },
                name=label,
                customdata=texts[chosen].tolist(),
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    top = max(int(counts.max()), n_official or 0)
    figure.update_layout(
        template=theme.TEMPLATE,
        height=300,
        margin={"l": 8, "r": 16, "t": 36, "b": 8},
        xaxis={
            "type": "date",
            "tickformat": "%Y-%m",
            "nticks": 8,
            "showgrid": False,
        },
        yaxis={"range": [0, top * 1.08], "nticks": 5},
    )
    return figure


def _segments(points: pd.DataFrame, *, is_exact: bool) -> tuple[list[object], list[object]]:
    """Return the steps up to days that are known, or the slopes up to days that are bounds."""
    x: list[object] = []
    y: list[object] = []
    rows = list(zip(points["joined_date"], points["n_cumulative"], points["is_exact"], strict=True))
    for (day_before, before, _known), (day, n, known) in pairwise(rows):
        if known != is_exact:
            continue
        x += [day_before, day, day, None] if known else [day_before, day, None]
        y += [before, before, n, None] if known else [before, n, None]
    return x or [None], y or [None]
