"""States over a sequence of texts: a strip a text, each State in the same place on all of them.

What a text known in part does not tell is hatched, never left blank: blank means not listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

UNKNOWN = theme.Category("unknown", "", theme.QUIET, "/", theme.MUTED)
BLANK = theme.Category("not_listed", "", theme.PAPER, "", theme.MUTED)

EDGE = "#B9B3A6"
"""Around each run, darker than a rule: it parts a tier from the next where both are blank."""

STRIP = 0.5
"""Height of a strip; the rest up to the next one is for its heading."""
ROW_PX = 74
HEAD_PX = 52


def strips(
    states: pd.DataFrame, texts: pd.DataFrame, *, tiers: Sequence[theme.Category]
) -> go.Figure:
    """Return a strip for each text, the earliest above.

    Parameters
    ----------
    states : DataFrame
        ``iso3, name, tier``, and for each text a column named by its key that says ``listed``,
        ``unknown`` or anything else; ``hover_`` and the key name the column of its hover text. In
        the order in which they are drawn within a tier.
    texts : DataFrame
        ``key, heading``: from above to below.
    tiers : sequence of Category
        From left to right; a State on a text has the colour and texture of its tier.

    Returns
    -------
    Figure
        For each text a trace of filled strips a run of like States, and a trace of points that
        carry the hover text.
    """
    place = {tier.key: i for i, tier in enumerate(tiers)}
    drawn = states[states["tier"].isin(place)]
    order = drawn["tier"].map(place).to_numpy()
    drawn = drawn.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)
    style = {tier.key: tier for tier in tiers}
    figure = go.Figure()
    for y, text in enumerate(texts.to_dict("records")):
        fills = [
            UNKNOWN if at == "unknown" else style[tier] if at == "listed" else BLANK
            for tier, at in zip(drawn["tier"], drawn[text["key"]], strict=True)
        ]
        start = 0
        marked = zip(drawn["tier"], fills, strict=True)
        for (_tier, fill), run in groupby(marked):
            n = len(list(run))
            figure.add_trace(_run(fill, start, start + n, y))
            start += n
        figure.add_trace(_points(drawn, str(text["key"]), y))
    figure.add_trace(_headings(texts))
    _head(figure, drawn, tiers)
    figure.update_layout(
        template=theme.TEMPLATE,
        height=HEAD_PX + ROW_PX * len(texts) + 16,
        margin={"l": 12, "r": 12, "t": HEAD_PX, "b": 8},
        hoverdistance=30,
        showlegend=False,
    )
    figure.update_xaxes(visible=False, range=[0, max(len(drawn), 1)])
    figure.update_yaxes(visible=False, range=[len(texts) - 1 + STRIP / 2 + 0.08, -0.75])
    return figure


def _head(figure: go.Figure, drawn: pd.DataFrame, tiers: Sequence[theme.Category]) -> None:
    """Write the name and number of each tier above its States."""
    start = 0
    for tier in tiers:
        n = int((drawn["tier"] == tier.key).sum())
        if not n:
            continue
        figure.add_annotation(
            x=start + n / 2,
            y=1,
            yref="paper",
            yanchor="bottom",
            text=f"{escape(tier.label, quote=False)}<br><b>{n}</b>",
            showarrow=False,
        )
        start += n


def _headings(texts: pd.DataFrame) -> go.Scatter:
    """Return the heading above each strip."""
    return go.Scatter(
        x=[0] * len(texts),
        y=[y - STRIP / 2 - 0.13 for y in range(len(texts))],
        mode="text",
        text=[escape(str(heading), quote=False) for heading in texts["heading"]],
        textposition="middle right",
        textfont={"color": theme.INK},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
        name="headings",
    )


def _run(fill: theme.Category, left: int, right: int, y: int) -> go.Scatter:
    """Return a strip of like States beside each other."""
    low, high = y - STRIP / 2, y + STRIP / 2
    return go.Scatter(
        x=[left, right, right, left, left],
        y=[low, low, high, high, low],
        mode="lines",
        line={"color": EDGE, "width": 1},
        fill="toself",
        fillcolor=fill.colour,
        fillpattern=theme.pattern(fill) if fill.pattern else None,
        hoverinfo="skip",
        showlegend=False,
        name=fill.key,
    )


def _points(drawn: pd.DataFrame, key: str, y: int) -> go.Scatter:
    """Return a point in the middle of each State's place, on which its hover text is shown."""
    names = [escape(text, quote=False) for text in drawn["name"]]
    more = [escape(text, quote=False) for text in drawn[f"hover_{key}"]]
    return go.Scatter(
        x=np.arange(len(drawn), dtype=np.float32) + 0.5,
        y=np.full(len(drawn), y, dtype=np.float32),
        mode="markers",
        marker={"size": 5, "opacity": 0},
        customdata=list(zip(names, more, strict=True)),
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        showlegend=False,
        name=key,
    )
