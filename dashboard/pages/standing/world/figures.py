"""How regional groups are represented: the share of each, beside the share of all members."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

BAR_PX = 46


def bars(
    groups: pd.DataFrame,
    *,
    categories: Sequence[theme.Category],
    unknown: str,
    overall_pct: float | None,
    overall: str,
) -> go.Figure:
    """Return a bar a group: the share of its members that count, and that are not known.

    Parameters
    ----------
    groups : DataFrame
        ``label, category, share_pct, unknown_pct, note, hover``: from above to below;
        ``category`` is a key of `categories`, ``note`` stands behind the bar.
    categories : sequence of Category
        In the order of the legend; those that no group has are left out.
    unknown : str
        Words for the members of which the source does not tell.
    overall_pct : float or None
        Share of all members, drawn as a line; no line if None.
    overall : str
        Words for the line.

    Returns
    -------
    Figure
        A trace of bars for each category that occurs, and one of what is not known.
    """
    figure = go.Figure()
    for category in categories:
        chosen = groups[groups["category"] == category.key]
        if chosen.empty:
            continue
        figure.add_trace(_bars(chosen, "share_pct", category.label, category))
    if groups["unknown_pct"].any():
        look = theme.POSITION_STYLES["unknown"]
        figure.add_trace(_bars(groups, "unknown_pct", unknown, look))
    figure.add_trace(_notes(groups, overall_pct))
    if overall_pct is not None:
        figure.add_vline(x=overall_pct, line={"color": theme.INK, "width": 1.5, "dash": "dash"})
        figure.add_annotation(
            x=overall_pct,
            y=1,
            yref="paper",
            yanchor="bottom",
            text=escape(overall, quote=False),
            showarrow=False,
        )
    figure.update_layout(
        template=theme.TEMPLATE,
        height=BAR_PX * len(groups) + 84,
        margin={"l": 8, "r": 8, "t": 30, "b": 8},
        barmode="stack",
        bargap=0.35,
        legend=theme.LEGEND_BELOW,
    )
    figure.update_xaxes(range=[0, 135], visible=False)
    figure.update_yaxes(
        autorange="reversed",
        showgrid=False,
        categoryorder="array",
        categoryarray=groups["label"].tolist(),
        ticks="",
        showline=False,
    )
    return figure


def _notes(groups: pd.DataFrame, overall_pct: float | None) -> go.Scatter:
    """Return the words behind each bar, clear of the line."""
    ends = (groups["share_pct"] + groups["unknown_pct"]).clip(lower=overall_pct or 0)
    return go.Scatter(
        x=(ends + 1).tolist(),
        y=groups["label"].tolist(),
        mode="text",
        text=[escape(note, quote=False) for note in groups["note"]],
        textposition="middle right",
        textfont={"color": theme.INK},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
        name="notes",
    )


def _bars(rows: pd.DataFrame, column: str, name: str, look: theme.Category | theme.Style) -> go.Bar:
    """Return the bars of one category."""
    return go.Bar(
        x=rows[column].tolist(),
        y=rows["label"].tolist(),
        orientation="h",
        name=name,
        marker={
            "color": look.colour,
            "line": {"color": theme.RULE, "width": 1},
            "pattern": theme.pattern(look),
        },
        customdata=[escape(text, quote=False).replace("\n", "<br>") for text in rows["hover"]],
        hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
    )
