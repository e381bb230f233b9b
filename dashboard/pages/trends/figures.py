"""What changes over the years: stairs of adoption, lines of cohesion, and who moved how far."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures import labels

ROW_PX = 22
FRAME_PX = 90
BAND_OPACITY = 0.16
LETTER_PX = 6.4
"""Room for a letter of a name beside its line."""


def lines(
    rows: pd.DataFrame,
    *,
    names: Mapping[str, str],
    axis: str,
    is_stair: bool = False,
    top: float | None = None,
    muted: str | None = None,
) -> go.Figure:
    """Return a line a key, named at its end.

    Parameters
    ----------
    rows : DataFrame
        ``key, x, y, hover``: in the order of `x` within each key; with ``q05, q95`` an interval is
        drawn behind each line.
    names : mapping of str to str
        Keys in order, with the name on the line.
    axis : str
        Words for the vertical axis.
    is_stair : bool
        The value holds until the next.
    top : float, optional
        Upper end of the axis, which begins at 0.
    muted : str, optional
        A key that the others are to be read against: grey and dotted.
    """
    figure = go.Figure()
    chosen = [key for key in names if (rows["key"] == key).any()]
    for place, key in enumerate(chosen):
        own = rows[rows["key"] == key]
        is_muted = key == muted
        colour = theme.MUTED if is_muted else theme.SERIES[place % len(theme.SERIES)]
        if "q05" in own and own["q05"].notna().any():
            figure.add_trace(_band(own.dropna(subset=["q05"]), colour))
        figure.add_trace(
            go.Scatter(
                x=own["x"].tolist(),
                y=own["y"].tolist(),
                mode="lines",
                name=names[key],
                line={
                    "color": colour,
                    "width": 1.5 if is_muted else 2.2,
                    "dash": "dot" if is_muted else theme.DASHES[place % len(theme.DASHES)],
                    "shape": "hv" if is_stair else "linear",
                },
                customdata=[escape(text, quote=False) for text in own["hover"]],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    ends = rows.drop_duplicates("key", keep="last").set_index("key")["y"].reindex(chosen)
    reach = (top or float(rows["y"].max())) or 1.0
    labels.name_ends(figure, ends, names, gap=reach * 0.055, shift_px=6)
    longest = max((len(names[key]) for key in chosen), default=0)
    figure.update_layout(
        template=theme.TEMPLATE,
        height=400,
        margin={"l": 8, "r": 12 + LETTER_PX * longest, "t": 12, "b": 8},
        showlegend=False,
    )
    figure.update_xaxes(showgrid=False, range=[rows["x"].min(), rows["x"].max()])
    if not pd.api.types.is_datetime64_any_dtype(rows["x"]):
        figure.update_xaxes(tickformat="d")
    figure.update_yaxes(title=axis, rangemode="tozero")
    if top is not None:
        figure.update_yaxes(range=[0, top])
    return figure


def _band(rows: pd.DataFrame, colour: str) -> go.Scatter:
    """Return the interval around a line."""
    return go.Scatter(
        x=[*rows["x"], *rows["x"][::-1]],
        y=[*rows["q95"], *rows["q05"][::-1]],
        fill="toself",
        fillcolor=colour,
        opacity=BAND_OPACITY,
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
        showlegend=False,
    )


def moves(rows: pd.DataFrame, *, before: str, since: str, axis: str) -> go.Figure:
    """Return a bar a State from where it stood to where it stands.

    Parameters
    ----------
    rows : DataFrame
        ``name, point_from, point_to, q05, q95, hover``: from above to below; ``q05`` and ``q95``
        are the ends of the interval of the move, drawn around where it ends.
    before, since : str
        Words for the two marks.
    axis : str
        Words for the horizontal axis.
    """
    x: list[float | None] = []
    y: list[str | None] = []
    for row in rows.to_dict("records"):
        x += [float(row["point_from"]), float(row["point_to"]), None]
        y += [str(row["name"]), str(row["name"]), None]
    figure = go.Figure(
        go.Scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": theme.MUTED, "width": 2},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    for column, name, symbol, colour in (
        ("point_from", before, "circle-open", theme.MUTED),
        ("point_to", since, "diamond", theme.ACCENT),
    ):
        figure.add_trace(
            go.Scatter(
                x=rows[column].tolist(),
                y=rows["name"].tolist(),
                mode="markers",
                name=name,
                marker={"symbol": symbol, "size": 10, "color": colour, "line": {"width": 2}},
                customdata=[escape(text, quote=False) for text in rows["hover"]],
                hovertemplate="%{customdata}<extra></extra>",
                error_x=_reach(rows) if column == "point_to" else None,
            )
        )
    figure.update_layout(
        template=theme.TEMPLATE,
        height=ROW_PX * len(rows) + FRAME_PX,
        margin={"l": 8, "r": 16, "t": 40, "b": 8},
    )
    figure.update_xaxes(title=axis, zeroline=True)
    figure.update_yaxes(autorange="reversed", tickmode="linear")
    return figure


def _reach(rows: pd.DataFrame) -> dict[str, object]:
    """Return the interval of each move, around where it ends."""
    move = rows["point_to"] - rows["point_from"]
    return {
        "type": "data",
        "symmetric": False,
        "array": (rows["q95"] - move).clip(lower=0).tolist(),
        "arrayminus": (move - rows["q05"]).clip(lower=0).tolist(),
        "color": theme.ACCENT,
        "thickness": 1.2,
        "width": 3,
    }
