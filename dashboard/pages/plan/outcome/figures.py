"""Charts of a plan of outreach: sizes of the coalition, States that move, what it depends on."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

ROW_PX = 26
HEADROOM = 1.1

WITH = theme.LISTING_STYLES["listed"]
WITHOUT = theme.LISTING_STYLES["former"]


def sizes(
    rows: pd.DataFrame, *, target: int, plan: str | None, base: str, goal: str, axis: str
) -> go.Figure:
    """Return how often each size of the coalition came out.

    Parameters
    ----------
    rows : DataFrame
        ``size, plan, base``: shares of the draws, with the approaches and without.
    target : int
        Members aimed at.
    plan : str or None
        What the sizes with the approaches are called; nothing where nobody is approached, so that
        there is only one row of sizes.
    base, goal, axis : str
        Words for the other parts of the legend and the axis.
    """
    figure = go.Figure()
    figure.add_trace(
        go.Bar(
            x=rows["size"].tolist(),
            y=rows["plan"].round(4).tolist(),
            name=plan or base,
            marker={"color": WITH.colour, "pattern": theme.pattern(WITH)},
            hovertemplate="%{x}: %{y:.1%}<extra></extra>",
        )
    )
    if plan:
        figure.add_trace(
            go.Scatter(
                x=rows["size"].tolist(),
                y=rows["base"].round(4).tolist(),
                name=base,
                mode="lines",
                line={"color": theme.INK, "width": 2, "dash": "dash", "shape": "hvh"},
                hovertemplate="%{x}: %{y:.1%}<extra></extra>",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=[target, target],
            y=[0, float(rows[["plan", "base"]].to_numpy().max())],
            mode="lines",
            name=goal,
            line={"color": theme.SERIES[2], "width": 2.5, "dash": "dot"},
            hoverinfo="skip",
        )
    )
    theme.lay_out(figure, height=320)
    figure.update_layout(bargap=0.12)
    figure.update_xaxes(title=axis)
    figure.update_yaxes(tickformat=".0%", rangemode="tozero")
    return figure


def states(rows: pd.DataFrame, *, base: str, plan: str, assumed: str) -> go.Figure:
    """Return how far the plan moves each State: from its probability without to that with it.

    Parameters
    ----------
    rows : DataFrame
        ``name, base, plan, low, high, hover``, the largest move first; ``low`` and ``high`` are
        what it adds with all assumptions at one end.
    base, plan, assumed : str
        Words for the marks and for the range of the assumptions.
    """
    figure = go.Figure()
    ends = [
        (row["name"], row["base"] + row["low"], row["base"] + row["high"])
        for row in rows.to_dict("records")
    ]
    figure.add_trace(
        go.Scatter(
            x=[x for _name, low, high in ends for x in (low, high, None)],
            y=[y for name, _low, _high in ends for y in (name, name, None)],
            mode="lines",
            name=assumed,
            line={"color": theme.SERIES[6], "width": 5},
            hoverinfo="skip",
        )
    )
    for column, words, style, symbol in (
        ("base", base, WITHOUT, "circle-open"),
        ("plan", plan, WITH, "diamond"),
    ):
        figure.add_trace(
            go.Scatter(
                x=rows[column].tolist(),
                y=rows["name"].tolist(),
                mode="markers",
                name=words,
                marker={
                    "symbol": symbol,
                    "size": 11,
                    "color": theme.INK if column == "base" else style.colour,
                    "line": {"color": theme.INK, "width": 1.5},
                },
                customdata=rows["hover"].tolist(),
                hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
            )
        )
    theme.lay_out(figure, height=120 + ROW_PX * len(rows))
    most = max([*rows["plan"], *(high for _name, _low, high in ends)], default=1.0)
    figure.update_xaxes(range=[0, min(1.0, most * HEADROOM)], tickformat=".0%")
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=rows["name"].tolist()[::-1],
        showgrid=False,
        dtick=1,
    )
    return figure


def tornado(rows: pd.DataFrame, *, central: float, low: str, high: str, axis: str) -> go.Figure:
    """Return what the gain is with each assumption at its two ends, the others central.

    Parameters
    ----------
    rows : DataFrame
        ``words, gain_low, gain_high``, the widest first.
    central : float
        Gain with all assumptions central.
    low, high, axis : str
        Words for the ends and the axis.
    """
    figure = go.Figure()
    for column, words, style in (("gain_low", low, WITHOUT), ("gain_high", high, WITH)):
        figure.add_trace(
            go.Bar(
                x=(rows[column] - central).round(3).tolist(),
                base=central,
                y=rows["words"].tolist(),
                orientation="h",
                name=words,
                marker={
                    "color": style.colour,
                    "pattern": theme.pattern(style),
                },
                customdata=rows[column].round(2).tolist(),
                hovertemplate="%{y}: %{customdata}<extra></extra>",
            )
        )
    figure.add_vline(x=central, line={"color": theme.INK, "width": 1.5})
    theme.lay_out(figure, height=130 + 34 * len(rows))
    figure.update_layout(barmode="overlay", bargap=0.35)
    figure.update_xaxes(title=axis)
    figure.update_yaxes(categoryorder="array", categoryarray=rows["words"].tolist()[::-1], dtick=1)
    return figure
