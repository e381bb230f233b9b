"""Ideal points: the course of some States over the years, and everybody in one session."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures import labels

STEPS = 5
"""Heights of names over marks, each higher than the next to its right: no line crosses a name."""

LABEL_GAP = 0.045
"""Least distance of two labels, as a share of the height of the chart."""


def course(
    points: pd.DataFrame,
    *,
    names: Mapping[str, str],
    axis: str,
    changes: pd.DataFrame,
    height: int = 460,
) -> go.Figure:
    """Return a line a State with its band, each named at its end.

    Parameters
    ----------
    points : DataFrame
        ``iso3, year, ideal_point, q05, q95, hover``: the States in order, each by year.
    names : mapping of str to str
        iso3 to the name on the line.
    axis : str
        Words for the vertical axis.
    changes : DataFrame
        ``iso3, year, ideal_point, hover``: where a line is marked.

    Returns
    -------
    Figure
        Two traces a State: the band, and the line in a colour and dash of its own; one more for
        the marks of a State that has any.
    """
    figure = go.Figure()
    chosen = list(dict.fromkeys(points["iso3"]))
    for place, iso3 in enumerate(chosen):
        own = points[points["iso3"] == iso3]
        colour = theme.SERIES[place % len(theme.SERIES)]
        figure.add_trace(_band(own, colour))
        figure.add_trace(
            go.Scatter(
                x=own["year"].tolist(),
                y=own["ideal_point"].tolist(),
                mode="lines",
                name=names[iso3],
                line={
                    "color": colour,
                    "width": 2.2,
                    "dash": theme.DASHES[place % len(theme.DASHES)],
                },
                customdata=[escape(text, quote=False) for text in own["hover"]],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
        marked = changes[changes["iso3"] == iso3]
        if len(marked):
            figure.add_trace(_marks(marked, colour))
    ends = points.drop_duplicates("iso3", keep="last").set_index("iso3")["ideal_point"]
    reach = float(points["q95"].max() - points["q05"].min())
    labels.name_ends(figure, ends.reindex(chosen), names, gap=reach * LABEL_GAP, shift_px=6)
    _frame(figure, axis, height)
    years = [int(points["year"].min()), int(points["year"].max())]
    figure.update_xaxes(showgrid=False, tickformat="d", range=years)
    return figure


def everybody(
    ranked: pd.DataFrame, *, chosen: Mapping[str, str], axis: str, across: str
) -> go.Figure:
    """Return all States of a session in order, with intervals; those chosen are named.

    Parameters
    ----------
    ranked : DataFrame
        ``iso3, rank, ideal_point, q05, q95, hover, is_held``: a State that the line does not hold
        is drawn as a cross.
    chosen : mapping of str to str
        iso3 to the name set beside the mark.
    axis, across : str
        Words for the vertical and the horizontal axis.
    """
    figure = go.Figure()
    is_chosen = ranked["iso3"].isin(list(chosen))
    styles = (
        (~is_chosen, theme.SERIES[4], "circle-open", 5, 0.6),
        (is_chosen, theme.ACCENT, "diamond", 10, 1.0),
    )
    for part, colour, symbol, size, opacity in styles:
        rows = ranked[part]
        figure.add_trace(
            go.Scatter(
                x=rows["rank"].tolist(),
                y=rows["ideal_point"].tolist(),
                mode="markers",
                opacity=opacity,
                marker={
                    "color": colour,
                    "symbol": [symbol if held else "x" for held in rows["is_held"]],
                    "size": size,
                },
                error_y={
                    "type": "data",
                    "symmetric": False,
                    "array": (rows["q95"] - rows["ideal_point"]).tolist(),
                    "arrayminus": (rows["ideal_point"] - rows["q05"]).tolist(),
                    "color": colour,
                    "thickness": 1,
                    "width": 0,
                },
                customdata=[escape(text, quote=False) for text in rows["hover"]],
                hovertemplate="%{customdata}<extra></extra>",
                showlegend=False,
            )
        )
    named = ranked[is_chosen].to_dict("records")
    for left, row in enumerate(reversed(named)):
        figure.add_annotation(
            x=row["rank"],
            y=row["ideal_point"],
            text=escape(chosen[row["iso3"]], quote=False),
            showarrow=True,
            arrowhead=0,
            arrowwidth=1,
            arrowcolor=theme.MUTED,
            ax=14,
            ay=-34 - 16 * (left % STEPS),
            xanchor="left",
            font={"color": theme.INK},
            bgcolor=theme.PAPER,
        )
    _frame(figure, axis, 380)
    figure.update_layout(margin={"l": 8, "r": 110, "t": 44, "b": 8})
    figure.update_xaxes(title=across, showgrid=False, range=[0, len(ranked) + 1])
    return figure


def between(rows: pd.DataFrame, *, chosen: Mapping[str, str], axis: str, across: str) -> go.Figure:
    """Return States between two ends, or on a plane; those chosen are named.

    Parameters
    ----------
    rows : DataFrame
        ``iso3, x, y, hover``.
    chosen : mapping of str to str
        iso3 to the name set beside the mark.
    axis, across : str
        Words for the vertical and the horizontal axis.
    """
    figure = go.Figure()
    is_chosen = rows["iso3"].isin(list(chosen))
    for part, colour, symbol, size in (
        (~is_chosen, theme.SERIES[4], "circle-open", 6),
        (is_chosen, theme.ACCENT, "diamond", 10),
    ):
        held = rows[part]
        figure.add_trace(
            go.Scatter(
                x=held["x"].tolist(),
                y=held["y"].tolist(),
                mode="markers",
                marker={"color": colour, "symbol": symbol, "size": size},
                customdata=[escape(text, quote=False) for text in held["hover"]],
                hovertemplate="%{customdata}<extra></extra>",
                showlegend=False,
            )
        )
    for place, row in enumerate(rows[is_chosen].to_dict("records")):
        figure.add_annotation(
            x=row["x"],
            y=row["y"],
            text=escape(chosen[row["iso3"]], quote=False),
            showarrow=True,
            arrowhead=0,
            arrowwidth=1,
            arrowcolor=theme.MUTED,
            ax=0,
            ay=34 + 16 * (place % STEPS),
            font={"color": theme.INK},
            bgcolor=theme.PAPER,
        )
    _frame(figure, axis, 420)
    figure.update_layout(margin={"l": 8, "r": 24, "t": 24, "b": 8})
    figure.update_xaxes(title=across, showgrid=False)
    return figure


def _band(own: pd.DataFrame, colour: str) -> go.Scatter:
    """Return the interval of a State as an area."""
    years = own["year"].tolist()
    return go.Scatter(
        x=years + years[::-1],
        y=own["q95"].tolist() + own["q05"].tolist()[::-1],
        fill="toself",
        fillcolor=colour,
        opacity=0.16,
        line={"width": 0},
        hoverinfo="skip",
        showlegend=False,
    )


def _marks(marked: pd.DataFrame, colour: str) -> go.Scatter:
    """Return the changes of a State's course as diamonds on its line."""
    return go.Scatter(
        x=marked["year"].tolist(),
        y=marked["ideal_point"].tolist(),
        mode="markers",
        marker={
            "color": theme.PAPER,
            "symbol": "diamond",
            "size": 10,
            "line": {"color": colour, "width": 2},
        },
        customdata=[escape(text, quote=False) for text in marked["hover"]],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )


def _frame(figure: go.Figure, axis: str, height: int) -> None:
    """Set what both charts share."""
    figure.update_layout(
        template=theme.TEMPLATE,
        height=height,
        margin={"l": 8, "r": 150, "t": 44, "b": 8},
    )
    figure.update_yaxes(title=axis, zeroline=True)
