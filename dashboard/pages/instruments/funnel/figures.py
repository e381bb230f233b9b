"""The road from a yes vote to a seat at the table: a bar a step, what is not known hatched."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

ROW_PX = 62
NAME_LETTERS = 28

STYLES = {
    "yes": theme.LISTING_STYLES["listed"],
    "unknown": theme.LISTING_STYLES["unknown"],
    "no": theme.Style(theme.LAND, "", theme.INK),
}
"""Answers: solid, hatched, pale."""


def steps(
    counts: pd.DataFrame, *, answers: Sequence[theme.Category], along: str, hover: Sequence[str]
) -> go.Figure:
    """Return the funnel.

    Parameters
    ----------
    counts : DataFrame
        ``name, n_nested_yes, n_nested_unknown`` and, for each answer, ``n_`` and its key: a row a
        step, in order.
    answers : sequence of Category
        ``yes``, ``unknown`` and ``no``, in the order in which they are stacked.
    along : str
        Words for a State that said yes at a step and at all before it.
    hover : sequence of str
        Plain text shown on each step.

    Returns
    -------
    Figure
        A trace of bars an answer, and one of diamonds: who came all the way to that step, with a
        line to how many that may be at most.
    """
    names = [
        "<br>".join(escape(line, quote=False) for line in textwrap.wrap(str(name), NAME_LETTERS))
        for name in counts["name"]
    ]
    lines = list(range(len(names)))
    texts = [escape(text, quote=False).replace("\n", "<br>") for text in hover]
    figure = go.Figure()
    for answer in answers:
        values = counts[f"n_{answer.key}"].tolist()
        figure.add_trace(
            go.Bar(
                x=values,
                y=lines,
                orientation="h",
                name=answer.label,
                width=0.5,
                offset=-0.36,
                marker={
                    "color": answer.colour,
                    "line": {"color": theme.RULE, "width": 1},
                    "pattern": theme.pattern(answer),
                },
                text=[str(value) if value else "" for value in values],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                constraintext="none",
                textfont={"color": answer.text_colour, "size": theme.SIZE_BODY},
                customdata=texts,
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=counts["n_nested_yes"].tolist(),
            y=[line + 0.28 for line in lines],
            mode="markers+text",
            marker={"symbol": "diamond", "size": 9, "color": theme.INK},
            text=[str(value) for value in counts["n_nested_yes"]],
            textposition="middle left",
            textfont={"size": theme.SIZE_SMALL, "color": theme.INK},
            error_x={
                "array": counts["n_nested_unknown"].tolist(),
                "arrayminus": [0] * len(lines),
                "color": theme.MUTED,
                "thickness": 1.2,
                "width": 4,
            },
            name=along,
            customdata=texts,
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.update_layout(
        template=theme.TEMPLATE,
        barmode="stack",
        height=ROW_PX * len(lines) + 70,
        margin={"l": 8, "r": 16, "t": 40, "b": 8},
        xaxis={"rangemode": "tozero", "showgrid": False, "ticks": ""},
        yaxis={
            "tickvals": lines,
            "ticktext": names,
            "range": [len(lines) - 0.45, -0.55],
            "showgrid": False,
            "zeroline": False,
            "ticks": "",
        },
    )
    return figure
