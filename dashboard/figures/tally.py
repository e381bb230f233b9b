"""Votes as stacked bars: a whole roll call, several side by side, or how each group voted."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard import i18n, theme

BAR_PX = 44
FRAME_PX = 56


def bars(rows: pd.DataFrame, *, categories: Sequence[theme.Category]) -> go.Figure:
    """Return a bar a row, as long as all others, parted by positions.

    Parameters
    ----------
    rows : DataFrame
        ``label, category, n``: a row a bar and category, the bars from above to below.
        ``category`` is a key of `categories`, ``n`` a number of States.
    categories : sequence of Category
        In the order of the bars' parts and of the legend; those that no bar has are left out.

    Returns
    -------
    Figure
        A trace of bars for each category that occurs, with its number upon each part.
    """
    total = rows.groupby("label")["n"].transform("sum")
    drawn = rows.assign(total=total, share=rows["n"] / total.where(total > 0))
    labels = list(dict.fromkeys(rows["label"]))
    chosen = [
        (drawn[(drawn["category"] == category.key) & (drawn["n"] > 0)], category)
        for category in categories
    ]
    return go.Figure(
        [_parts(parts, category) for parts, category in chosen if not parts.empty],
        {
            "template": theme.TEMPLATE,
            "height": BAR_PX * len(labels) + FRAME_PX,
            "barmode": "stack",
            "bargap": 0.28,
            "uniformtext": {"mode": "show", "minsize": theme.SIZE_SMALL},
            "legend": theme.LEGEND_BELOW,
            "xaxis": {"range": [0, 1], "visible": False},
            "yaxis": {
                "autorange": "reversed",
                "showgrid": False,
                "categoryorder": "array",
                "categoryarray": labels,
                "ticks": "",
                "showline": False,
                "showticklabels": any(labels),
                "ticklabelstandoff": 8,
            },
        },
    )


def _parts(rows: pd.DataFrame, category: theme.Category) -> go.Bar:
    """Return the parts of all bars that belong to one category."""
    n = int(rows["n"].sum())
    is_only = len(rows) == 1
    return go.Bar(
        x=rows["share"].tolist(),
        y=rows["label"].tolist(),
        orientation="h",
        name=f"{category.label} ({i18n.number(n)})" if is_only else category.label,
        text=[i18n.number(each) for each in rows["n"]],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": category.text_colour, "size": theme.SIZE_BODY},
        marker={
            "color": category.colour,
            "line": {"color": theme.PAPER, "width": 1},
            "pattern": theme.pattern(category),
        },
        customdata=[
            (
                escape(label, quote=False),
                i18n.number(each),
                i18n.number(total),
                i18n.per_cent(share),
            )
            for label, each, total, share in zip(
                rows["label"], rows["n"], rows["total"], rows["share"], strict=True
            )
        ],
        hovertemplate=(
            f"<b>%{{customdata[0]}}</b><br>{escape(category.label, quote=False)}: "
            "%{customdata[1]} / %{customdata[2]} (%{customdata[3]})<extra></extra>"
        ),
    )
